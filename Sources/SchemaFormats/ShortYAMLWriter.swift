import CanonicalJSON
import SchemaModel

/// Writes the short form as YAML: keys in the order of their code points, short definitions on one
/// line, quotes only where a reader of YAML could take a text for something else.
enum ShortYAMLWriter {
    /// 100 characters: longer definitions get a line for each member and option.
    private static let lineLengthMax = 100

    static func write(_ schema: MetadataSchema) -> String {
        if schema.keys.isEmpty { return "keys: {}\n" }
        var text = "keys:\n"
        for key in schema.keys {
            let short = ShortDefinition(key)
            let name = YAMLString.written(key.name.text)
            // A name that is too long for an ordinary key needs a question mark.
            let isLong = name.unicodeScalars.count > YAMLString.keyLengthMax
            let start = isLong ? "  ? \(name)\n  :" : "  \(name):"
            if let word = short.word(for: key.name) {
                text += "\(start) \(word)\n"
                continue
            }
            let members = short.members.map { "\($0.name): \(written($0.value))" }
            let line = "\(start) {\(members.joined(separator: ", "))}"
            if line.unicodeScalars.count <= lineLengthMax, !isLong {
                text += line + "\n"
            } else {
                text += start + "\n" + block(short)
            }
        }
        return text
    }

    /// The members on lines of their own, and options too when they do not fit on one.
    private static func block(_ short: ShortDefinition) -> String {
        var text = ""
        for (name, value) in short.members {
            let line = "    \(name): \(written(value))\n"
            if case .texts(let texts) = value, line.unicodeScalars.count > lineLengthMax {
                text += "    \(name):\n"
                for option in texts { text += "      - \(YAMLString.written(option))\n" }
            } else {
                text += line
            }
        }
        return text
    }

    private static func written(_ value: ShortDefinition.Value) -> String {
        switch value {
        case .word(let word): word
        case .number(let number): String(number)
        case .text(let text): YAMLString.written(text)
        case .texts(let texts): "[" + texts.map(YAMLString.written).joined(separator: ", ") + "]"
        case .json(let text): flow(text)
        }
    }

    /// JSON text as YAML: it is YAML already, except for long keys and a few characters.
    private static func flow(_ json: String) -> String {
        guard let tape = try? JSONTape(copying: json.utf8) else { return YAMLString.quoted(json) }
        var result = ""
        var position = 0
        func appendText(upTo end: Int) {
            let bytes = tape.bytes[position..<end]
            result += YAMLString.escaped(String(decoding: bytes, as: UTF8.self))
            position = end
        }
        for index in 0..<tape.count where tape[index].kind == .key {
            appendText(upTo: Int(tape[index].start))
            let key = String(decoding: tape.source(of: index), as: UTF8.self)
            let isLong = YAMLString.escaped(key).unicodeScalars.count > YAMLString.keyLengthMax
            if isLong { result += "? " }
        }
        appendText(upTo: tape.bytes.count)
        return result
    }
}
