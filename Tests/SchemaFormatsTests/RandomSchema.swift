import SchemaModel
import TestSupport

/// Schemas with every kind of key and with names, options and descriptions that are hard to write.
struct RandomSchema {
    var generator: SeededGenerator
    /// Whether names break the rules for new keys.
    var hasWildNames = false
    var hasDescriptions = true

    mutating func schema() -> MetadataSchema {
        MetadataSchema(
            (0..<Int.random(in: 0...12, using: &generator)).map { _ in
                SchemaKey(
                    name: name(), state: state(),
                    description: hasDescriptions && chance(0.3) ? text() : nil)
            })
    }

    private mutating func chance(_ probability: Double) -> Bool {
        Double.random(in: 0..<1, using: &generator) < probability
    }

    private mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[Int.random(in: 0..<elements.count, using: &generator)]
    }

    private mutating func name() -> KeyName {
        if hasWildNames { return KeyName(stored: text()) }
        let names = [
            "a", "A", "ty", "keys", "no", "Yes", "null", "0", "1.5", "1e3", "0x1F", "2024-01-31",
            " a", "a ",
            "- a", "a - b", ".inf", "true", "y", "team.key", "_a", "-", "--- a", "type", "deleted",
            String(repeating: "long name ", count: 300) + "x",
        ]
        let name = pick(names)
        return (try? KeyName(name)) ?? KeyName(stored: "k\(name.utf8.count)")
    }

    mutating func text() -> String {
        let pieces = [
            "a", "B", " ", "no", "yes", "~", "null", "1", "-", "- ", ": ", " #", "'", "\"", "\\",
            "\n",
            "\t", "\r", "\u{1}", "\u{7F}", "\u{85}", "\u{2028}", "\u{FEFF}", "\u{A0}", "é",
            "e\u{301}", "😀", "{", "}", "[", "]", ",", "&a", "*a", "!t", "|", ">", "%", "@", "`",
            "?",
            "? ", "12:30", "2024-01-31", ".5", "0x1", "<<", "=", "---", "...", "/", "\u{FFFF}",
        ]
        let count = Int.random(in: 0...5, using: &generator)
        return (0..<count).map { _ in pick(pieces) }.joined()
    }

    private mutating func state() -> KeyState {
        switch Int.random(in: 0..<6, using: &generator) {
        case 0: .hardDeleted
        case 1: .softDeleted(definition())
        default: .active(definition())
        }
    }

    private mutating func definition() -> KeyDefinition {
        switch Int.random(in: 0..<14, using: &generator) {
        case 0, 1: .variant(pick(ScalarType.allCases))
        case 2: .number(pick([.single, .double]))
        case 3: .boolean
        case 4: .varchar(maxLength: pick([0, 40, 8192]))
        case 5: .datetime
        case 6: .text
        case 7: .uuid
        case 8: .user
        case 9: .geospatial
        case 10: .embedding(size: pick([1, 512, 4096]), api: nil)
        case 11: .embedding(size: 3, api: api())
        case 12: .enumeration(chance(0.2) ? [] : options(256))
        default: .enumeration(options(8))
        }
    }

    private mutating func options(_ limit: Int) -> [String] {
        let count = Int.random(in: 1...limit, using: &generator)
        let options = (0..<count).map { chance(0.5) ? "option \($0)" : text() }
        return Array(EnumOptions.sorted(options).prefix(limit))
    }

    private mutating func api() -> EmbeddingAPI {
        let long = String(repeating: "long", count: 300)
        let texts = [
            "{}", #"{"url": "https://bkt.example/m", "path": null, "client_only": true}"#,
            #"{"a": [1, 2.50, -3, 1000000000000000000000000, [], {}, "no", "\n\u0001\""]}"#,
            "{\"\(long)\": {\"\(long)x\": [\"\u{85}\u{2028}\u{7F}é😀\"]}}",
            String(repeating: "{\"a\": [", count: 30) + String(repeating: "]}", count: 30),
        ]
        return EmbeddingAPI(canonicalJSON: pick(texts))
    }
}
