import CanonicalJSON
public import Findings

/// One row a failed item, with its first error; errors about a file have a row without URL.
///
/// Columns: url, title, key, rule, message, value, line, column, file, errors (how many the item
/// has). Fields are quoted as RFC 4180 says. A field that a spreadsheet would take for a formula
/// begins with an apostrophe, which spreadsheets show as text: data must not run in the program of
/// the person who reads about it.
public struct CSVReport: FindingReport {
    /// Which columns a row has.
    public enum Layout: Sendable {
        /// Those of ``CSVReport``.
        case findings
        /// For the list of items that were not stored: object_url, error, action (what to do), title,
        /// key, value, line, column, item (its number in the file, from 0), file, errors.
        case failures
    }

    private let output: TextOutput
    private let layout: Layout
    private let printedMax: Int
    private var printedCount = 0
    private var row: [UInt8] = []
    /// The items of the file that have a row: rows of a CSV group need not be neighbours.
    private var items = ItemSet()
    /// The failed item that still gathers errors.
    private var pending: (finding: Finding, errorCount: Int)?

    /// Makes a report; all items are printed unless the options say otherwise.
    public init(
        output: TextOutput, options: ReportOptions = ReportOptions(), layout: Layout = .findings
    ) {
        self.output = output
        self.layout = layout
        printedMax = options.printedMax(standard: .max)
    }

    /// Writes the header.
    public mutating func begin(_ run: ReportRun) {
        switch layout {
        case .findings:
            write([
                "url", "title", "key", "rule", "message", "value", "line", "column", "file",
                "errors",
            ])
        case .failures:
            write([
                "object_url", "error", "action", "title", "key", "value", "line", "column", "item",
                "file", "errors",
            ])
        }
    }

    /// Counts an error for its item; warnings and notices have no row.
    public mutating func write(_ finding: Finding) {
        guard finding.severity == .error else { return }
        if let last = pending, let item = last.finding.item, item.index == finding.item?.index,
            last.finding.location.file == finding.location.file
        {
            pending = (last.finding, last.errorCount + finding.count)
            return
        }
        writePending()
        if let item = finding.item, !items.insert(item.index) { return }
        pending = (finding, finding.count)
    }

    /// Writes the last row of the file.
    public mutating func endFile(_ file: ReportFile) {
        writePending()
        items.removeAll()
    }

    /// Writes the last row.
    public mutating func end(_ summary: ReportSummary) throws {
        writePending()
        try output.flush()
    }

    private mutating func writePending() {
        guard let (finding, errorCount) = pending else { return }
        pending = nil
        guard printedCount < printedMax else { return }
        printedCount += 1
        let position = finding.location.position
        let (line, column) =
            position.line > 0 ? (String(position.line), String(position.column)) : ("", "")
        let (url, title) = (finding.item?.url ?? "", finding.item?.title ?? "")
        let (key, value) = (finding.key ?? "", finding.value ?? "")
        let (file, errors) = (finding.location.file, String(errorCount))
        switch layout {
        case .findings:
            write([
                url, title, key, finding.rule.name, finding.message, value, line, column, file,
                errors,
            ])
        case .failures:
            let item = finding.item.map { String($0.index) } ?? ""
            write([
                url, "\(finding.rule.name): \(finding.message)", finding.rule.rule.hint, title, key,
                value, line, column, item, file, errors,
            ])
        }
    }

    private mutating func write(_ fields: [String]) {
        row.removeAll(keepingCapacity: true)
        for (index, field) in fields.enumerated() {
            if index > 0 { row.append(UInt8(ascii: ",")) }
            CSVReport.append(field, to: &row)
        }
        row.append(0x0D)
        row.append(0x0A)
        output.write(row)
    }

    /// Whether a spreadsheet would not take a field as text; numbers are what they look like.
    private static func isFormula(_ field: String) -> Bool {
        guard let first = field.utf8.first else { return false }
        switch first {
        case UInt8(ascii: "="), UInt8(ascii: "@"), UInt8(ascii: "+"), UInt8(ascii: "\t"), 0x0D:
            return true
        case UInt8(ascii: "-"): return Double(field) == nil
        default: return false
        }
    }

    /// Appends a field as RFC 4180 writes it, a formula guarded.
    static func append(_ field: String, to row: inout [UInt8]) {
        let quote = UInt8(ascii: "\"")
        var field = isFormula(field) ? "'" + field : field
        field.withUTF8 { utf8 in
            let needsQuotes =
                utf8.contains { $0 == UInt8(ascii: ",") || $0 == quote || $0 == 0x0A || $0 == 0x0D }
                || utf8.first == UInt8(ascii: " ") || utf8.last == UInt8(ascii: " ")
            guard needsQuotes else {
                row.append(contentsOf: utf8)
                return
            }
            row.append(quote)
            for byte in utf8 {
                if byte == quote { row.append(quote) }
                row.append(byte)
            }
            row.append(quote)
        }
    }
}
