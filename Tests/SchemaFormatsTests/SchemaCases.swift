import Foundation

/// A file of `Cases`, decoded.
func cases<Content: Decodable>(
    _ name: String, as type: Content.Type = Content.self, file: String = #filePath
) throws -> Content {
    let url = URL(fileURLWithPath: file).deletingLastPathComponent()
        .appendingPathComponent("Cases/\(name).json")
    return try JSONDecoder().decode(type, from: Data(contentsOf: url))
}
