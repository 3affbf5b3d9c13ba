package import CanonicalJSON
import Text

/// A value of a geospatial key: an object with `latitude` and `longitude` in degrees.
///
/// Other members are left alone; of two members with one name the last one counts.
package enum GeospatialValue {
    /// 90 and 180 degrees: the range of the SDK's `GeospatialCoordinates`.
    package static let latitudeMax = 90.0
    package static let longitudeMax = 180.0

    /// Whether the value at a token of a tape is a good one.
    package static func isPlace(_ tape: JSONTape, _ index: Int) -> Bool {
        TapeView(tape).map { coordinates($0, index) != nil } ?? false
    }

    /// The coordinates of a good value; nil for any other.
    package static func coordinates(
        _ document: TapeView, _ index: Int
    ) -> (latitude: Double, longitude: Double)? {
        guard document.tokens[index].kind == .object,
            let latitude = number(document, member("latitude", of: index, in: document)),
            let longitude = number(document, member("longitude", of: index, in: document)),
            abs(latitude) <= latitudeMax, abs(longitude) <= longitudeMax
        else { return nil }
        return (latitude, longitude)
    }

    package static func number(_ document: TapeView, _ index: Int?) -> Double? {
        guard let index, document.tokens[index].kind == .number else { return nil }
        let degrees = DecimalText.double(document.source(document.tokens[index]))
        return degrees.isFinite ? degrees : .greatestFiniteMagnitude
    }

    /// The value of the last member with a name.
    package static func member(
        _ name: StaticString, of object: Int, in document: TapeView
    ) -> Int? {
        let end = Int(document.tokens[object].next)
        var found: Int?
        var key = object &+ 1
        while key < end {
            let token = document.tokens[key]
            let isNamed =
                token.flags.contains(.escaped)
                ? document.withText(key) { areEqual($0, name) }
                : areEqual(document.content(token), name)
            if isNamed { found = key &+ 1 }
            key = Int(document.tokens[key &+ 1].next)
        }
        return found
    }

    private static func areEqual(_ text: UnsafeRawBufferPointer, _ name: StaticString) -> Bool {
        guard text.count == name.utf8CodeUnitCount, let start = text.baseAddress else {
            return false
        }
        return ByteTable.areEqual(
            start.assumingMemoryBound(to: UInt8.self), name.utf8Start, text.count)
    }
}
