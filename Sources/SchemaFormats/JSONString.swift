import Findings
import Text

/// Strings as JSON text.
enum JSONString {
    /// A text in double quotes, with the escapes that JSON asks for, and those for characters that a
    /// terminal would obey.
    static func quoted(_ text: String) -> String { safe(Finding.literal(text)) }

    /// JSON text with escapes for characters that a terminal would obey.
    static func safe(_ json: String) -> String {
        var bytes = Array(json.utf8)
        TerminalBytes.escape(json: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Texts as a JSON array.
    static func array(_ texts: [String]) -> String {
        "[" + texts.map(quoted).joined(separator: ", ") + "]"
    }
}
