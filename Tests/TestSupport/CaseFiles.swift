import Foundation

/// Test cases kept as data in the `Cases` folder beside a test.
public enum CaseFiles {
    /// Decodes a file of cases.
    ///
    /// - Parameters:
    ///   - name: the file's name in the folder.
    ///   - type: what each case is.
    ///   - test: the test's source file, which lies beside the folder.
    /// - Returns: every case; a file that cannot be read ends the tests.
    public static func load<Case: Decodable>(
        _ name: String, as type: Case.Type = Case.self, test: String = #filePath
    ) -> [Case] {
        let folder = URL(fileURLWithPath: test).deletingLastPathComponent()
        let file = folder.appendingPathComponent("Cases").appendingPathComponent(name)
        do {
            return try JSONDecoder().decode([Case].self, from: Data(contentsOf: file))
        } catch {
            preconditionFailure("\(name): \(error)")
        }
    }
}
