import Text

/// Columns of text, aligned by the width that characters have on a terminal.
public struct TextTable {
    private let header: [String]
    private var rows: [[String]] = []

    /// 60 columns: the width at which a cell is cut where no terminal says how much fits.
    static let cellWidthMax = 60
    /// 6 columns: narrower cells tell nothing.
    static let cellWidthMin = 6
    /// 2 spaces between columns.
    private static let gap = 2

    /// Makes an empty table.
    public init(header: [String]) {
        self.header = header.map(TerminalText.escaped)
    }

    /// Appends a row, one cell for each column.
    public mutating func append(_ row: [String]) {
        rows.append(row.map(TerminalText.escaped))
    }

    /// How a table is laid out.
    private struct Layout {
        /// The columns that are shown, from the left.
        var widths: [Int]
        var isNumeric: [Bool]
    }

    /// The names of the columns that a terminal has no room for.
    ///
    /// - Parameter width: the columns of the terminal; nil where there is none.
    public func hiddenColumns(width: Int?) -> [String] {
        Array(header.dropFirst(layout(width).widths.count))
    }

    /// The table, a line a row, a rule under the header. Numbers stand at the right of their column.
    ///
    /// - Parameter width: the columns of the terminal, which no line goes beyond: the widest columns
    ///   are cut, and the last ones left out where even that is too much. nil where there is none.
    public func text(width: Int? = nil) -> String {
        let layout = layout(width)
        let rule = layout.widths.map { String(repeating: "-", count: $0) }
        return ([header, rule] + rows).map { TextTable.line($0, layout) + "\n" }.joined()
    }

    private func layout(_ width: Int?) -> Layout {
        var widths = header.indices.map { column in
            ([header] + rows).map { DisplayWidth.width(of: $0[column]) }.max() ?? 0
        }
        if let width {
            widths = TextTable.fitted(widths, to: width)
        } else {
            widths = widths.map { min($0, TextTable.cellWidthMax) }
        }
        let isNumeric = header.indices.map { column in
            let cells = rows.map { $0[column] }.filter { !$0.isEmpty }
            return !cells.isEmpty && cells.allSatisfy(TextTable.isNumber)
        }
        return Layout(widths: widths, isNumeric: isNumeric)
    }

    /// Widths that fit a line: the widest give first, down to ``cellWidthMin``; then the last go.
    private static func fitted(_ natural: [Int], to width: Int) -> [Int] {
        var shown = natural
        func least(_ widths: [Int]) -> Int {
            widths.reduce(-gap) { $0 + min($1, cellWidthMin) + gap }
        }
        while shown.count > 1, least(shown) > width { shown.removeLast() }
        var room = width - gap * (shown.count - 1)
        var widths = shown
        // The narrowest take what they need; the others share what is left.
        let order = shown.indices.sorted { shown[$0] < shown[$1] }
        for (place, column) in order.enumerated() {
            let share = max(room / (order.count - place), 1)
            widths[column] = min(shown[column], share)
            room -= widths[column]
        }
        return widths
    }

    private static func line(_ cells: [String], _ layout: Layout) -> String {
        var line = ""
        for (index, width) in layout.widths.enumerated() {
            if index > 0 { line += String(repeating: " ", count: gap) }
            let cell = cut(cells[index], to: width)
            let space = String(repeating: " ", count: max(0, width - DisplayWidth.width(of: cell)))
            line += layout.isNumeric[index] ? space + cell : cell + space
        }
        while line.last == " " { line.removeLast() }
        return line
    }

    /// A text cut to a width. Of a URL both ends stay: they tell most.
    static func cut(_ text: String, to columns: Int) -> String {
        if DisplayWidth.width(of: text) <= columns { return text }
        if text.contains("://") { return TerminalText.fitted(text, to: columns) }
        var result = String.UnicodeScalarView()
        var used = 0
        for scalar in text.unicodeScalars {
            used += DisplayWidth.columns(of: scalar)
            if used > columns - 1 { break }
            result.append(scalar)
        }
        return String(result) + "…"
    }

    /// A decimal number, perhaps with commas between its digits.
    private static func isNumber(_ text: String) -> Bool {
        guard let last = text.utf8.last, last &- 0x30 < 10 else { return false }
        return Double(text.filter { $0 != "," })?.isFinite ?? false
    }
}
