import Findings
import Text

/// Columns of text, aligned by the width that characters have on a terminal.
public struct TextTable {
    private let header: [String]
    private var rows: [[String]] = []

    /// 60 columns: the width at which a cell is cut.
    static let cellWidthMax = 60

    /// Makes an empty table.
    public init(header: [String]) {
        self.header = header.map(TerminalText.escaped)
    }

    /// Appends a row, one cell for each column.
    public mutating func append(_ row: [String]) {
        rows.append(row.map { TextTable.cell($0) })
    }

    /// The table, a line a row, a rule under the header.
    public var text: String {
        let widths = header.indices.map { column in
            ([header] + rows).map { DisplayWidth.width(of: $0[column]) }.max() ?? 0
        }
        let rule = widths.map { String(repeating: "-", count: $0) }
        return ([header, rule] + rows).map { TextTable.line($0, widths) + "\n" }.joined()
    }

    private static func line(_ cells: [String], _ widths: [Int]) -> String {
        var line = ""
        for (cell, width) in zip(cells, widths) {
            if !line.isEmpty { line += "  " }
            line +=
                cell + String(repeating: " ", count: max(0, width - DisplayWidth.width(of: cell)))
        }
        while line.last == " " { line.removeLast() }
        return line
    }

    private static func cell(_ text: String) -> String {
        Finding.cut(TerminalText.escaped(text), to: cellWidthMax)
    }
}
