import CanonicalJSON
import Findings
import Values

extension GeospatialValue {
    /// One of the two coordinates.
    private struct Coordinate {
        let name: StaticString
        /// What other programs call it.
        let otherNames: [String]
        /// The largest value on either side of zero, in degrees.
        let limit: Double
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
}
