import Text

/// Everything that Metadex can find.
///
/// The rules are listed block by block in the files beside this one: a rule's hundred says what it
/// is about (``Block``).
public enum RuleCatalog {
    /// What the rules of one hundred are about.
    public enum Block: Int, Sendable, CaseIterable {
        case file = 1
        case upload, values, metadata, suspicions, schema, csv

        /// The heading over the block's rules.
        public var title: String {
            switch self {
            case .file: "The file"
            case .upload: "The shape of an upload"
            case .values: "Values"
            case .metadata: "The metadata of an item"
            case .suspicions: "Suspicions"
            case .schema: "Schema files and schema changes"
            case .csv: "CSV uploads"
            }
        }

        /// The rules of the block in the order of their codes.
        public var rules: [Rule] {
            switch self {
            case .file: RuleCatalog.fileRules
            case .upload: RuleCatalog.uploadRules
            case .values: RuleCatalog.valueRules
            case .metadata: RuleCatalog.metadataRules
            case .suspicions: RuleCatalog.suspicionRules
            case .schema: RuleCatalog.schemaRules
            case .csv: RuleCatalog.csvRules
            }
        }
    }

    /// All rules in the order of their codes.
    public static let all: [Rule] = Block.allCases.flatMap(\.rules)

    /// One more than the largest number of a rule: tables by number have this many places.
    static let numberEnd = (RuleID.allCases.last.map { Int($0.rawValue) } ?? 0) + 1

    /// The place of each rule in ``all``, by the rule's number.
    private static let places: [Int] = {
        var places = [Int](repeating: 0, count: numberEnd)
        for (place, rule) in all.enumerated() { places[Int(rule.id.rawValue)] = place }
        return places
    }()

    /// What the catalogue says about a rule.
    static subscript(id: RuleID) -> Rule { all[places[Int(id.rawValue)]] }

    /// Finds a rule by its code (`MX301`, in any case) or its name (`enum-unknown-option`).
    ///
    /// - Throws: ``UnknownRule`` with the nearest rule when there is none.
    public static func rule(named text: String) throws(UnknownRule) -> Rule {
        let folded = text.lowercased()
        for rule in all where rule.name == folded || rule.id.code.lowercased() == folded {
            return rule
        }
        let words = all.map(\.name) + all.map(\.id.code)
        throw UnknownRule(text: text, suggestion: NearestMatch.match(for: text, in: words))
    }
}

/// A word that is neither the code nor the name of a rule.
public struct UnknownRule: Error, Equatable, Sendable, CustomStringConvertible {
    /// What was written.
    public let text: String
    /// The nearest code or name, if one is near.
    public let suggestion: String?

    /// One sentence for people.
    public var description: String {
        let nearest = suggestion.map { "; nearest: \($0)" } ?? ""
        return "\"\(text)\" is not a rule\(nearest); `metadex rules` lists them"
    }
}
