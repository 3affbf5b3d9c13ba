import Foundation

/// Reads a JSON file of the `Cases` folder beside a test.
public func cases<Content: Decodable>(
    _ name: String, as type: Content.Type, test: String = #filePath
) throws -> Content {
    let folder = URL(fileURLWithPath: test).deletingLastPathComponent()
    let file = folder.appendingPathComponent("Cases/\(name).json")
    return try JSONDecoder().decode(type, from: Data(contentsOf: file))
}

/// Calls a body with the UTF-8 bytes of a text.
public func withBytes<Result>(
    _ text: String, _ body: (UnsafeRawBufferPointer) throws -> Result
) rethrows -> Result {
    try Array(text.utf8).withUnsafeBytes { try body($0) }
}
