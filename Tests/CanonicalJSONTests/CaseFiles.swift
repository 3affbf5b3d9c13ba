import CanonicalJSON
import TestSupport

extension CaseFiles {
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
