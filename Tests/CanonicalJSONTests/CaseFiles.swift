import CanonicalJSON
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

    /// The bytes that a case writes in hexadecimal digits.
    static func bytes(hexadecimal text: String) -> [UInt8] {
        let digits = text.utf8.map { UInt8(Character(Unicode.Scalar($0)).hexDigitValue ?? 0) }
        return stride(from: 0, to: digits.count - 1, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }
}

/// Scans a text; the error when there is one.
func syntaxError(
    _ bytes: [UInt8], limits: JSONLimits = .standard
) -> JSONSyntaxError? {
    do {
        _ = try JSONTape(copying: bytes, limits: limits)
        return nil
    } catch {
        return error
    }
}
