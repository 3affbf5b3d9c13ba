/// A message template of the rule catalogue, cut into its parts.
struct RuleTemplate: Sendable {
    /// A word of a finding that a template can name.
    enum Word: String, Sendable, CaseIterable {
        case key, value, expected, suggestion
    }

    /// A part of a template.
    enum Part: Sendable, Equatable {
        case text(String)
        case word(Word)
        /// The first of some alternatives that has all its words; nothing if none has.
        case optional([[Part]])
    }

    let parts: [Part]
    /// Places in braces that are not the name of a word; the catalogue has none.
    let unknownPlaces: [String]

    /// Reads a template.
    ///
    /// - Parameter template: text with `{word}` places and optional parts in `[...]`, with `|`
    ///   between alternatives; optional parts do not nest. An opening bracket that is never closed
    ///   is text.
    init(_ template: String) {
        var unknownPlaces: [String] = []
        parts = RuleTemplate.parts(of: template[...], unknownPlaces: &unknownPlaces)
        self.unknownPlaces = unknownPlaces
    }

    /// The template with its words filled in.
    ///
    /// - Parameter word: the text for a word; nil when the finding has none, which prints `?`
    ///   outside of optional parts.
    func render(_ word: (Word) -> String?) -> String {
        var result = ""
        result.reserveCapacity(96)
        for part in parts {
            switch part {
            case .text(let text): result += text
            case .word(let name): result += word(name) ?? "?"
            case .optional(let alternatives):
                for alternative in alternatives {
                    guard let text = RuleTemplate.complete(alternative, word) else { continue }
                    result += text
                    break
                }
            }
        }
        return result
    }

    /// Whether a word can stand in the text.
    func shows(_ word: Word) -> Bool { RuleTemplate.shows(word, in: parts) }

    private static func shows(_ word: Word, in parts: [Part]) -> Bool {
        parts.contains { part in
            switch part {
            case .text: false
            case .word(let other): other == word
            case .optional(let alternatives): alternatives.contains { shows(word, in: $0) }
            }
        }
    }

    /// The text of an alternative; nil when a word is missing.
    private static func complete(_ parts: [Part], _ word: (Word) -> String?) -> String? {
        var result = ""
        for part in parts {
            switch part {
            case .text(let text): result += text
            case .word(let name):
                guard let text = word(name) else { return nil }
                result += text
            case .optional: return nil
            }
        }
        return result
    }

    private static func parts(
        of template: Substring, isInside: Bool = false, unknownPlaces: inout [String]
    ) -> [Part] {
        var parts: [Part] = []
        var rest = template
        while let open = rest.firstIndex(where: { $0 == "{" || ($0 == "[" && !isInside) }) {
            let isPlace = rest[open] == "{"
            guard let close = rest[open...].firstIndex(of: isPlace ? "}" : "]") else { break }
            if open > rest.startIndex { parts.append(.text(String(rest[..<open]))) }
            let inner = rest[rest.index(after: open)..<close]
            if !isPlace {
                var alternatives: [[Part]] = []
                for alternative in inner.split(separator: "|", omittingEmptySubsequences: false) {
                    alternatives.append(
                        RuleTemplate.parts(
                            of: alternative, isInside: true, unknownPlaces: &unknownPlaces))
                }
                parts.append(.optional(alternatives))
            } else if let word = Word(rawValue: String(inner)) {
                parts.append(.word(word))
            } else {
                unknownPlaces.append(String(inner))
            }
            rest = rest[rest.index(after: close)...]
        }
        if !rest.isEmpty { parts.append(.text(String(rest))) }
        return parts
    }
}
