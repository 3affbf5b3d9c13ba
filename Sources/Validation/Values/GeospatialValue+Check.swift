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
            fix: swapped(value), into: &findings)
    }

    /// The two numbers change places; whatever stands between them stays.
    private static func swapped(_ value: CheckedValue) -> FindingFix? {
        let document = value.document
        guard let latitude = member("latitude", of: value.index, in: document),
            let longitude = member("longitude", of: value.index, in: document)
        else { return nil }
        let first = document.tokens[min(latitude, longitude)]
        let second = document.tokens[max(latitude, longitude)]
        var text = Array(document.source(second))
        text += document.tape.bytes[Int(first.end)..<Int(second.start)]
        text += document.source(first)
        let start = Int(value.token.start)
        return FindingFix(
            String(decoding: text, as: UTF8.self), .unsafe,
            range: Int(first.start) - start..<Int(second.end) - start)
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
            let misnamed = misnamed(coordinate, value)
            value.report(
                .geospatialMissingMember, expected: FindingWord(coordinate.name.description),
                suggestion: FindingWord(misnamed?.name),
                fix: rename(misnamed?.key, coordinate, value),
                into: &findings)
            return nil
        }
        let element = value.part(index)
        let limit = Int(coordinate.limit)
        guard let degrees = number(document, index) else {
            let corrected = corrected(coordinate, element)
            element.report(
                .geospatialType, expected: "a number as \(coordinate.name)",
                suggestion: FindingWord(corrected), fix: element.fix(corrected), into: &findings)
            return nil
        }
        if abs(degrees) > coordinate.limit {
            element.report(
                .geospatialRange,
                expected: .range(-limit...limit, of: coordinate.name.description),
                into: &findings)
        }
        return (degrees, element.source)
    }

    /// The coordinate that stands in quotes; nil when there is none in range.
    private static func corrected(_ coordinate: Coordinate, _ element: CheckedValue) -> String? {
        guard let number = element.numberInQuotes, let degrees = Double(number),
            abs(degrees) <= coordinate.limit
        else { return nil }
        return number
    }

    /// The member that surely means a coordinate: its name, and the token of its key.
    private static func misnamed(
        _ coordinate: Coordinate, _ value: CheckedValue
    ) -> (name: String, key: Int)? {
        let node = JSONNode(tape: value.document.tape, index: value.index)
        let members = node.members.compactMap { member in
            member.key.string.map { (name: $0, key: member.key.index) }
        }
        return members.first { coordinate.otherNames.contains($0.name.lowercased()) }
            ?? members.first {
                $0.name.lowercased() == coordinate.name.description
                    && $0.name != coordinate.name.description
            }
    }

    /// `latitude` in place of `lat`, unless that stands beside it.
    private static func rename(
        _ key: Int?, _ coordinate: Coordinate, _ value: CheckedValue
    ) -> FindingFix? {
        guard let key, member(coordinate.name, of: value.index, in: value.document) == nil else {
            return nil
        }
        let token = value.document.tokens[key]
        let start = Int(value.token.start)
        return FindingFix(
            Finding.literal(coordinate.name.description), .unsafe,
            range: Int(token.start) - start..<Int(token.end) - start)
    }
}
