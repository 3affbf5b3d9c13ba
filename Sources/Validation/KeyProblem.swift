import CanonicalJSON
import Findings
import SchemaModel
import Text

/// What is wrong with a key that the schema does not declare.
struct KeyProblem: Sendable, Equatable {
    var rule: RuleID
    /// The character at fault, and where.
    var value: String?
    var suggestion: String?

    /// Judges an undeclared key.
    ///
    /// - Parameters:
    ///   - name: the key's text.
    ///   - isList: whether its value is an array.
    ///   - declared: the names of the schema's keys; nil without a schema, or to judge the name
    ///     alone.
    /// - Returns: nil when nothing is wrong, which is only so without a schema.
    init?(of name: String, isList: Bool, declared: (some Sequence<String>)?) {
        switch KeyName.problem(of: name.utf8) {
        case .reservedPrefix:
            self.init(
                rule: .keyReserved,
                suggestion: name == "$encord"
                    ? nil : NearestMatch.match(for: name, in: CollectionOfOne("$encord")))
        case .noLetterOrDigit: self.init(rule: .keyWithoutLetters)
        case .forbiddenCharacter(let character, let offset):
            let position = name.utf8.prefix(offset).count { $0 & 0xC0 != 0x80 } + 1
            self.init(
                rule: .keyForbiddenCharacter,
                value: "\(KeyProblem.quoted(character)) "
                    + "(character \(position))",
                suggestion: KeyProblem.replacement(for: name, declared: declared))
        case .reservedWord where isList || name == "keyframes":
            self.init(rule: .keyframesDeprecated)
        case .reservedWord, nil:
            guard let declared else { return nil }
            self.init(rule: .keyUnknown, suggestion: NearestMatch.match(for: name, in: declared))
        }
    }

    /// A value that no type covers.
    enum Typeless: UInt8 {
        case none, array, object

        static let count = 3

        /// What it is; nil for a value that a key can be declared for.
        var words: String? {
            switch self {
            case .none: nil
            case .array: "an array"
            case .object: "an object"
            }
        }
    }

    /// Whether no type covers the value of an undeclared key: an array of numbers may be an embedding,
    /// an object with a latitude is a place.
    ///
    /// - Parameter index: the value's token.
    static func typeless(_ document: TapeView, _ index: Int) -> Typeless {
        let token = document.tokens[index]
        let first = index &+ 1
        let end = Int(token.next)
        switch token.kind {
        case .array: return first == end || document.tokens[first].kind == .number ? .none : .array
        case .object:
            var key = first
            // What has more members than a place has is none.
            for _ in 0..<4 where key < end {
                let isLatitude = document.withText(key) {
                    $0.equalsIgnoringCase("latitude") || $0.equalsIgnoringCase("lat")
                }
                if isLatitude { return .none }
                key = Int(document.tokens[key &+ 1].next)
            }
            return .object
        default: return .none
        }
    }

    /// As ``typeless(_:_:)``; who meant another key has no use for that advice.
    func typeless(_ document: TapeView, _ index: Int) -> Typeless {
        rule == .keyUnknown && suggestion == nil ? KeyProblem.typeless(document, index) : .none
    }

    private init(rule: RuleID, value: String? = nil, suggestion: String? = nil) {
        self.rule = rule
        self.value = value
        self.suggestion = suggestion
    }

    /// A character as a person can read it: control characters by their code.
    private static func quoted(_ character: Unicode.Scalar) -> String {
        character.properties.generalCategory == .control
            || character.properties.generalCategory == .format
            ? "U+" + String(character.value, radix: 16, uppercase: true).zeroPadded(to: 4)
            : "\"\(character)\""
    }

    /// The name with forbidden characters replaced by `_`: a declared key that is near, or the
    /// result itself where it is a good name.
    private static func replacement(
        for name: String, declared: (some Sequence<String>)?
    ) -> String? {
        let replaced = String(
            String.UnicodeScalarView(
                name.unicodeScalars.map { scalar in
                    KeyName.problem(of: "a\(scalar)".utf8) == nil ? scalar : "_"
                }))
        if let declared, let match = NearestMatch.match(for: replaced, in: declared) {
            return match
        }
        return KeyName.problem(of: replaced.utf8) == nil ? replaced : nil
    }
}
