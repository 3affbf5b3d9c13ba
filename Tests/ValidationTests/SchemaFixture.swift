import CanonicalJSON
import Findings
import SchemaModel

@testable import Validation
import Values

/// Makes a schema of words: `number`, `varchar(5)`, `embedding(3)`, `deleted text`, `deleted`.
func makeSchema(_ words: [String: String], enums: [String: [String]] = [:]) -> CompiledSchema {
    var schema = MetadataSchema()
    for (name, options) in enums {
        schema[name] = SchemaKey(
            name: KeyName(stored: name), state: .active(.enumeration(options.sorted())))
    }
    for (name, word) in words {
        schema[name] = SchemaKey(name: KeyName(stored: name), state: state(word))
    }
    return CompiledSchema(schema)
}

private func state(_ word: String) -> KeyState {
    let parts = word.split { $0 == "(" || $0 == ")" }
    let number = parts.dropFirst().first.flatMap { Int($0) } ?? 0
    switch parts.first {
    case "deleted": return .hardDeleted
    case "deleted text": return .softDeleted(.text)
    case "varchar" where parts.count == 2: return .active(.varchar(maxLength: number))
    case "embedding": return .active(.embedding(size: number, api: nil))
    case "geospatial": return .active(.geospatial)
    case "user": return .active(.user)
    default: return .active(ScalarType(word: word).map(KeyDefinition.variant) ?? .text)
    }
}

extension Validator {
    /// Checks one document that is a text of its own.
    func findings(in text: String, isVideo: Bool = true) throws -> [Finding] {
        try findings(in: Array(text.utf8), isVideo: isVideo)
    }

    /// Checks one document that is a text of its own.
    func findings(in text: [UInt8], isVideo: Bool = true) throws -> [Finding] {
        let tape = try JSONTape(copying: text)
        var buffer = FindingBuffer(file: "test.json")
        check(tape, metadata: 0, isVideo: isVideo, into: &buffer)
        return buffer.findings
    }
}
