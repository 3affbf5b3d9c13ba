import Findings

/// The colours of the full report; without them nothing is lost.
struct TextStyle {
    let isColoured: Bool

    /// The word and colour of a severity.
    func severity(_ severity: Severity, _ text: String) -> String {
        switch severity {
        case .error: paint(text, "1;31")
        case .warning: paint(text, "1;33")
        case .notice: paint(text, "1;36")
        }
    }

    func strong(_ text: String) -> String { paint(text, "1") }
    func frame(_ text: String) -> String { paint(text, "34") }
    func faint(_ text: String) -> String { paint(text, "2") }
    func good(_ text: String) -> String { paint(text, "1;32") }

    private func paint(_ text: String, _ code: String) -> String {
        isColoured && !text.isEmpty ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }
}
