import Foundation
import SchemaModel
import Testing

/// The short notation of states in the case files: `variant number`, `enum a b`, `soft uuid`,
/// `hard`.
func keyState(_ notation: String) throws -> KeyState? {
    if notation == "absent" { return nil }
    if notation == "hard" { return .hardDeleted }
    if notation.hasPrefix("soft ") {
        return .softDeleted(try definition(String(notation.dropFirst(5))))
    }
    return .active(try definition(notation))
}

private func definition(_ notation: String) throws -> KeyDefinition {
    let words = notation.split(separator: " ").map(String.init)
    switch words[0] {
    case "variant": return .variant(try #require(ScalarType(rawValue: words[1])))
    case "number": return .number(try #require(KeyDefinition.NumberFormat(rawValue: words[1])))
    case "varchar": return .varchar(maxLength: try #require(Int(words[1])))
    case "enum": return .enumeration(Array(words.dropFirst()))
    case "embedding":
        let api = words.count > 2 ? EmbeddingAPI(canonicalJSON: "{}") : nil
        return .embedding(size: try #require(Int(words[1])), api: api)
    case "boolean": return .boolean
    case "datetime": return .datetime
    case "text": return .text
    case "uuid": return .uuid
    case "user": return .user
    case "geospatial": return .geospatial
    default: throw UnknownNotation(text: notation)
    }
}

struct UnknownNotation: Error {
    let text: String
}

/// A file of `Cases`, decoded.
func cases<Content: Decodable>(
    _ name: String, as type: Content.Type = Content.self, file: String = #filePath
) throws -> Content {
    let url = URL(fileURLWithPath: file).deletingLastPathComponent()
        .appendingPathComponent("Cases/\(name).json")
    return try JSONDecoder().decode(type, from: Data(contentsOf: url))
}
