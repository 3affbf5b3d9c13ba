/// Text made safe and measurable for a terminal.
///
/// Control characters of a data file must not reach the terminal: they could move the cursor,
/// change colours or hide text. They are shown as JSON would escape them.
public struct TerminalText: Sendable {
    /// What is printed.
    public private(set) var text = ""
    /// The columns it takes.
    public private(set) var width = 0

    /// 4 columns: tabs in a source line are shown as spaces up to the next multiple.
    public static let tabWidth = 4

    /// Nothing yet.
    public init() {}

    /// A text from the first column.
    public init(_ text: some StringProtocol) { append(text) }

    /// Adds a text at the present width.
    public mutating func append(_ more: some StringProtocol) {
        for scalar in more.unicodeScalars { append(scalar) }
    }

    private mutating func append(_ scalar: Unicode.Scalar) {
        if scalar == "\t" {
            let spaces = TerminalText.tabWidth - width % TerminalText.tabWidth
            text += String(repeating: " ", count: spaces)
            width += spaces
        } else if TerminalText.isUnsafe(scalar) {
            let escape = UnicodeEscape.short(scalar)
            text += escape
            width += escape.utf8.count
        } else {
            text.unicodeScalars.append(scalar)
            width += DisplayWidth.columns(of: scalar)
        }
    }

    /// A text without anything that a terminal would obey; a tab becomes `\t`.
    public static func escaped(_ text: String) -> String {
        if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text }
        var result = ""
        for scalar in text.unicodeScalars {
            if scalar == "\t" || isUnsafe(scalar) {
                result += UnicodeEscape.short(scalar)
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// Controls, line and paragraph separators, and marks that reverse the direction of text.
    public static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x61C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF:
            true
        default: false
        }
    }

    /// A text cut in its middle to a number of columns: the ends of a URL tell most.
    public static func fitted(_ text: String, to columns: Int) -> String {
        let safe = escaped(text)
        let scalars = Array(safe.unicodeScalars)
        let widths = scalars.map(DisplayWidth.columns)
        guard widths.reduce(0, +) > columns, columns > 4 else { return safe }
        let headColumns = (columns - 1) / 3
        var head = 0
        var used = 0
        while head < scalars.count, used + widths[head] <= headColumns {
            used += widths[head]
            head += 1
        }
        var tail = scalars.count
        while tail > head, used + widths[tail - 1] <= columns - 1 {
            tail -= 1
            used += widths[tail]
        }
        var result = String.UnicodeScalarView(scalars[..<head])
        result.append("…")
        result.append(contentsOf: scalars[tail...])
        return String(result)
    }
}
