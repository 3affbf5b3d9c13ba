import Foundation

/// Test cases kept as data in the `Cases` folder.
enum CaseFiles {
    /// Decodes a file of cases.
    static func load<Case: Decodable>(_ name: String, as type: Case.Type = Case.self) -> [Case] {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        let file = folder.appendingPathComponent("Cases").appendingPathComponent(name)
        do {
            return try JSONDecoder().decode([Case].self, from: Data(contentsOf: file))
        } catch {
            preconditionFailure("\(name): \(error)")
        }
    }
}
