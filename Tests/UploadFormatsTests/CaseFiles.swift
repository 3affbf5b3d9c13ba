import Foundation

/// Reads the test cases that lie beside the tests.
enum CaseFiles {
    /// All cases of a file; an empty list when it cannot be read, which ``UploadCaseTests`` notices.
    static func load<Case: Decodable>(_ name: String, as type: Case.Type) -> [Case] {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        let file = folder.appendingPathComponent("Cases").appendingPathComponent(name)
        guard let data = try? Data(contentsOf: file) else { return [] }
        do {
            return try JSONDecoder().decode([Case].self, from: data)
        } catch {
            print("\(name): \(error)")
            return []
        }
    }
}
