import CanonicalJSON
import Findings

/// A value of a geospatial key: an object with `latitude` and `longitude` in degrees.
///
/// Other members are left alone; of two members with one name the last one counts.
package enum GeospatialValue {
    /// One of the two coordinates.
    private struct Coordinate {
        let name: StaticString
        /// What other programs call it.
        let otherNames: [String]
        /// The largest value on either side of zero, in degrees.
        let limit: Double
    }

    /// 90 and 180 degrees: the range of the SDK's `GeospatialCoordinates`.
    static let latitudeMax = 90.0
    static let longitudeMax = 180.0

    /// Whether the value at a token of a tape is a good one.
    package static func isPlace(_ tape: JSONTape, _ index: Int) -> Bool {
        Document(tape).map { coordinates($0, index) != nil } ?? false
    }

    /// The coordinates of a good value; nil for any other.
    static func coordinates(
        _ document: Document, _ index: Int
    ) -> (latitude: Double, longitude: Double)? {
        guard document.tokens[index].kind == .object,
            let latitude = number(document, member("latitude", of: index, in: document)),
            let longitude = number(document, member("longitude", of: index, in: document)),
            abs(latitude) <= latitudeMax, abs(longitude) <= longitudeMax
        else { return nil }
        return (latitude, longitude)
    }

    static func check(_ value: CheckedValue, into findings: inout FindingBuffer) {
        let document = value.document
        if coordinates(document, value.index) != nil { return }
        guard value.kind == .object else {
            value.report(.geospatialType, into: &findings)
            return
        }
        let latitude = check(
            Coordinate(name: "latitude", otherNames: ["lat"], limit: latitudeMax), value, &findings)
        let longitude = check(
            Coordinate(name: "longitude", otherNames: ["lon", "lng", "long"], limit: longitudeMax),
            value, &findings)
        guard let latitude, let longitude, abs(latitude.degrees) > latitudeMax,
            abs(latitude.degrees) <= longitudeMax, abs(longitude.degrees) <= latitudeMax
        else { return }
        value.report(
            .geospatialSwapped,
            suggestion:
                "{\"latitude\": \(longitude.source), \"longitude\": \(latitude.source)}",
            into: &findings)
    }

    /// Checks one coordinate.
    ///
    /// - Returns: its degrees, in range or not; nil when there is no number.
    private static func check(
        _ coordinate: Coordinate, _ value: CheckedValue, _ findings: inout FindingBuffer
    ) -> (degrees: Double, source: String)? {
        let document = value.document
        guard let index = member(coordinate.name, of: value.index, in: document),
            document.tokens[index].kind != .null
        else {
            value.report(
                .geospatialMissingMember, expected: coordinate.name.description,
                suggestion: misnamed(coordinate, value), into: &findings)
            return nil
        }
        let element = value.part(index)
        let limit = Int(coordinate.limit)
        let expected = "a \(coordinate.name) from -\(limit) to \(limit)"
        guard let degrees = number(document, index) else {
            element.report(
                .geospatialType, expected: "a number as \(coordinate.name)",
                suggestion: corrected(coordinate, element), into: &findings)
            return nil
        }
        if abs(degrees) > coordinate.limit {
            element.report(.geospatialRange, expected: expected, into: &findings)
        }
        return (degrees, element.source)
    }

    /// The coordinate that stands in quotes; nil when there is none in range.
    private static func corrected(_ coordinate: Coordinate, _ element: CheckedValue) -> String? {
        guard element.kind == .string else { return nil }
        return element.document.withText(element.index) { text in
            guard let number = NumberValue.correction(of: text),
                let degrees = Double(number), abs(degrees) <= coordinate.limit
            else { return nil }
            return number
        }
    }

    /// The name of a member that surely means a coordinate.
    private static func misnamed(_ coordinate: Coordinate, _ value: CheckedValue) -> String? {
        let node = JSONNode(tape: value.document.tape, index: value.index)
        let names = node.members.compactMap(\.key.string)
        return names.first { coordinate.otherNames.contains($0.lowercased()) }
            ?? names.first {
                $0.lowercased() == coordinate.name.description && $0 != coordinate.name.description
            }
    }

    private static func number(_ document: Document, _ index: Int?) -> Double? {
        guard let index, document.tokens[index].kind == .number else { return nil }
        let degrees = DecimalText.double(document.source(document.tokens[index]))
        return degrees.isFinite ? degrees : .greatestFiniteMagnitude
    }

    /// The value of the last member with a name.
    private static func member(
        _ name: StaticString, of object: Int, in document: Document
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
