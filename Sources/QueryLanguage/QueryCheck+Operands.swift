import Findings
import Items
import SchemaModel
import Text

extension QueryCheck {
    /// The members of a geospatial value.
    static let coordinates = ["latitude", "longitude"]

    /// Finds out what an operand is; nil when it is nothing.
    mutating func resolve(_ operand: Located<Operand>) -> CheckedOperand? {
        switch operand.value {
        case .field(let field): return .field(field)
        case .key(let key, let steps):
            switch checker.schema[key]?.state {
            case .active(let definition):
                return steps.isEmpty
                    ? .key(name: key, definition: definition)
                    : inside(key, definition.type, steps, at: operand.range)
            case .softDeleted:
                let name = BareWord.key(key) == key ? key : "'\(key)'"
                report(
                    .deletedKey, at: operand.range, subject: BareWord.key(key),
                    expected: "metadex schema restore \(name)")
            case .hardDeleted:
                report(.deletedKey, at: operand.range, subject: BareWord.key(key))
            case nil:
                if checker.knownKeys?.contains(ExactText(key)) ?? !steps.isEmpty {
                    return .path(key: key, steps: steps, type: nil)
                }
                reportUnknown(key, steps, at: operand.range)
            }
            return nil
        }
    }

    /// A value below a key of the schema: only geospatial values have something inside.
    private mutating func inside(
        _ key: String, _ type: KeyType, _ steps: [PathStep], at range: Range<Int>
    ) -> CheckedOperand? {
        guard case .geospatial = type else {
            report(.noSteps, at: range, subject: BareWord.key(key), found: type.phrase)
            return nil
        }
        if case .member(let name) = steps[0], QueryCheck.coordinates.contains(name) {
            if steps.count == 1 { return .path(key: key, steps: steps, type: .number) }
            let coordinate = FilterPrinter.text(.key(key, steps: [steps[0]]))
            report(.noSteps, at: range, subject: coordinate, found: KeyType.number.phrase)
            return nil
        }
        let name =
            switch steps[0] {
            case .member(let name): name
            case .element(let index): String(index)
            }
        report(
            .unknownMember, at: range, subject: BareWord.key(key),
            expected: QueryCheck.coordinates.joined(separator: " or "), found: name,
            suggestion: QueryCheck.coordinate(near: name).map {
                FilterPrinter.text(.key(key, steps: [.member($0)]))
            })
        return nil
    }

    /// `lat`, `lon`, `lng` and misspellings of the whole words.
    private static func coordinate(near name: String) -> String? {
        let folded = name.lowercased()
        if folded == "lng" || folded == "long" { return "longitude" }
        return coordinates.first { folded.count >= 3 && $0.hasPrefix(folded) }
            ?? NearestMatch.match(for: name, in: coordinates)
    }

    private mutating func reportUnknown(_ key: String, _ steps: [PathStep], at range: Range<Int>) {
        report(
            .unknownKey, at: range, subject: BareWord.key(key),
            expected: checker.knownKeys == nil
                ? "the schema" : "the schema or in the stored documents",
            suggestion: suggestion(for: key).map { $0 + FilterPrinter.text(steps) })
    }

    /// What was probably meant by an unknown key, as it is written in a query.
    private func suggestion(for key: String) -> String? {
        let active = checker.schema.keys.filter { $0.state.definition != nil }.map(\.name.text)
        let candidates =
            active
            + (checker.knownKeys ?? []).map { UTF8Text($0.text) }.sorted()
            .map(\.description)
        let nearest = NearestMatch.match(for: key, in: candidates)
        if let nearest, nearest.lowercased() == key.lowercased() { return BareWord.key(nearest) }
        if let field = ItemField(word: key) { return "@" + field.rawValue }
        return path(withDots: key) ?? nearest.map { BareWord.key($0) }
    }

    /// `gps -> lat` for `gps.lat` where `gps` has something inside.
    private func path(withDots key: String) -> String? {
        let names = key.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard names.count > 1, let first = names.first else { return nil }
        if checker.schema.type(of: first) == .geospatial {
            let coordinate = names.count == 2 ? QueryCheck.coordinate(near: names[1]) : nil
            return coordinate.map { FilterPrinter.text(.key(first, steps: [.member($0)])) }
        }
        guard checker.schema[first] == nil, checker.knownKeys?.contains(ExactText(first)) ?? false
        else {
            return nil
        }
        let steps = names.dropFirst().map { Int($0).map(PathStep.element) ?? .member($0) }
        return FilterPrinter.text(.key(first, steps: steps))
    }
}
