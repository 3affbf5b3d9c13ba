import CanonicalJSON
import Storage
import Text

/// Writes the rows of a query, row by row; only the table waits for all of them.
public struct RowReport {
    private let output: TextOutput
    private let format: RowFormat
    private let columns: [String]
    private var table: TextTable
    private var rowCount = 0
    private var line: [UInt8] = []

    /// Makes a report.
    ///
    /// - Parameters:
    ///   - columns: the names of the columns; without any, rows are whole items in JSON.
    ///   - output: takes the text.
    public init(_ format: RowFormat, columns: [String], to output: TextOutput) {
        self.format = format
        self.columns = columns
        self.output = output
        table = TextTable(header: columns)
        switch format {
        case .csv: output.write(columns.map(RowReport.csvField).joined(separator: ",") + "\n")
        case .tsv: output.write(columns.map(RowReport.tsvField).joined(separator: "\t") + "\n")
        case .table, .json, .jsonl: break
        }
    }

    /// Writes a row of values, one for each column.
    public mutating func write(_ values: [QueryValue]) {
        switch format {
        case .table: table.append(values.map(RowReport.plainText))
        case .csv: output.write(values.map(RowReport.csvValue).joined(separator: ",") + "\n")
        case .tsv:
            output.write(
                values.map { RowReport.tsvField(RowReport.plainText($0)) }.joined(separator: "\t")
                    + "\n")
        case .json, .jsonl:
            line.removeAll(keepingCapacity: true)
            RowReport.append(values, named: columns, to: &line)
            writeLine()
        }
        rowCount += 1
    }

    /// Writes a whole item as one object of JSON.
    public mutating func write(_ item: StoredItem) {
        line.removeAll(keepingCapacity: true)
        ItemRow.append(item, to: &line)
        writeLine()
        rowCount += 1
    }

    /// Writes what is left.
    ///
    /// - Throws: the first error of the output.
    public mutating func end() throws {
        switch format {
        case .table: output.write(table.text)
        case .json: output.write(rowCount == 0 ? "[]\n" : "\n]\n")
        case .jsonl, .csv, .tsv: break
        }
        try output.flush()
    }

    private mutating func writeLine() {
        TerminalBytes.escape(json: &line)
        if format == .json { output.write(rowCount == 0 ? "[\n" : ",\n") }
        output.write(line)
        if format == .jsonl { output.write("\n") }
    }

    // MARK: Values

    /// Appends values as an object; missing ones are left out.
    public static func append(
        _ values: [QueryValue], named columns: [String], to bytes: inout [UInt8]
    ) {
        bytes.append(UInt8(ascii: "{"))
        var isFirst = true
        for (column, value) in zip(columns, values) {
            if case .missing = value { continue }
            if !isFirst { bytes.append(contentsOf: ", ".utf8) }
            isFirst = false
            JSONStringWriter.append(column, to: &bytes)
            bytes.append(contentsOf: ": ".utf8)
            append(value, to: &bytes)
        }
        bytes.append(UInt8(ascii: "}"))
    }

    /// Appends a value as JSON; a missing one as `null`.
    public static func append(_ value: QueryValue, to bytes: inout [UInt8]) {
        switch value {
        case .missing: bytes.append(contentsOf: "null".utf8)
        case .json(let text): bytes.append(contentsOf: text)
        case .text(let text): JSONStringWriter.append(text, to: &bytes)
        case .datetime(let instant): JSONStringWriter.append(instant.text, to: &bytes)
        }
    }

    /// A value as people read it: strings without quotes, missing values empty.
    static func plainText(_ value: QueryValue) -> String {
        switch value {
        case .missing: return ""
        case .text(let text): return text
        case .datetime(let instant): return instant.text
        case .json(let bytes):
            let node = try? JSONTape(copying: bytes).root
            return node?.string ?? String(decoding: bytes, as: UTF8.self)
        }
    }

    /// A missing value is an empty field, an empty string a quoted one.
    private static func csvValue(_ value: QueryValue) -> String {
        let text = plainText(value)
        if text.isEmpty, value != .missing { return "\"\"" }
        return csvField(text)
    }

    private static func csvField(_ text: String) -> String {
        let needsQuotes = text.unicodeScalars.contains { "\",\n\r".unicodeScalars.contains($0) }
        guard needsQuotes else { return text }
        var quoted = "\""
        for scalar in text.unicodeScalars {
            if scalar == "\"" { quoted += "\"" }
            quoted.unicodeScalars.append(scalar)
        }
        return quoted + "\""
    }

    private static func tsvField(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { "\t\n\r".unicodeScalars.contains($0) ? " " : $0 }))
    }
}
