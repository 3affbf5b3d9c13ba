import CanonicalJSON
public import Items
public import Storage
import Text
import Values

/// Writes the rows of a query, row by row; only the table waits for all of them.
public struct RowReport {
    private let output: TextOutput
    private let format: RowFormat
    private let columns: [String]
    /// What stands for `null` in CSV and TSV.
    private let nullText: String
    private let width: Int?
    private var table: TextTable
    /// The rows that were written.
    public private(set) var rowCount = 0
    private var line: [UInt8] = []

    /// Makes a report.
    ///
    /// - Parameters:
    ///   - columns: the names of the columns; without any, rows are whole items in JSON.
    ///   - nullText: what stands for `null` in CSV and TSV, where a missing value is always empty.
    ///   - width: the columns of the terminal that a table has to fit; nil where there is none.
    ///   - output: takes the text.
    public init(
        _ format: RowFormat, columns: [String], nullText: String = "", width: Int? = nil,
        to output: TextOutput
    ) {
        self.format = format
        self.columns = columns
        self.nullText = nullText
        self.width = width
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
        case .csv: output.write(values.map(csvValue).joined(separator: ",") + "\n")
        case .tsv:
            output.write(
                values.map { value in
                    value.isNull ? nullText : RowReport.tsvField(RowReport.plainText(value))
                }.joined(separator: "\t") + "\n")
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
        case .table: output.write(table.text(width: width))
        case .json: output.write(rowCount == 0 ? "[]\n" : "\n]\n")
        case .jsonl, .csv, .tsv: break
        }
        try output.flush()
    }

    /// How many rows there are, for people: `50 of 200,000 items; --all shows them all`.
    ///
    /// - Parameters:
    ///   - matchCount: how many items match; nil where nobody knows.
    ///   - isPage: whether only the first rows were asked for without the person saying so.
    public func count(of matchCount: Int?, isPage: Bool) -> String {
        guard let matchCount, matchCount != rowCount else {
            return rowCount == 0 ? "no items" : counted(rowCount, "item")
        }
        return "\(rowCount.grouped) of \(counted(matchCount, "item"))"
            + (isPage ? "; --all shows them all" : "")
    }

    /// The names of the columns that the terminal had no room for.
    public var hiddenColumns: [String] {
        format == .table ? table.hiddenColumns(width: width) : []
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
        case .datetime(let instant): JSONStringWriter.append(instant.description, to: &bytes)
        }
    }

    /// A value as people read it: strings without quotes, missing values empty.
    static func plainText(_ value: QueryValue) -> String {
        switch value {
        case .missing: return ""
        case .text(let text): return text
        case .datetime(let instant): return instant.description
        case .json(let bytes):
            let node = try? JSONTape(copying: bytes).root
            return node?.string ?? String(decoding: bytes, as: UTF8.self)
        }
    }

    /// A missing value is an empty field, and so is `null` unless something else was asked for; an
    /// empty string is a quoted one.
    private func csvValue(_ value: QueryValue) -> String {
        if value.isNull { return RowReport.csvField(nullText) }
        let text = RowReport.plainText(value)
        if text.isEmpty, value != .missing { return "\"\"" }
        return RowReport.csvField(text)
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

extension QueryValue {
    /// Whether this is the `null` of a document.
    fileprivate var isNull: Bool {
        if case .json(let bytes) = self { bytes.elementsEqual("null".utf8) } else { false }
    }
}
