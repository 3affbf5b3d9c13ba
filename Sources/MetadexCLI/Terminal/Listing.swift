import Reporting
import Storage

extension Terminal {
    /// Writes a list to standard output.
    ///
    /// - Parameters:
    ///   - columns: the names of the columns.
    ///   - elements: one a row.
    ///   - values: the values of a row; those beyond the columns are left out.
    func list<Element>(
        _ format: RowFormat, _ columns: [String], _ elements: [Element],
        _ values: (Element) -> [QueryValue]
    ) throws {
        let output = standardOutput
        var report = RowReport(
            format, columns: columns, width: tableWidth,
            to: TextOutput { try output.write($0) })
        for element in elements { report.write(Array(values(element).prefix(columns.count))) }
        try report.end()
        try output.flush()
    }
}

extension QueryValue {
    /// A whole number.
    static func number(_ number: Int) -> QueryValue { .json(Array(String(number).utf8)) }
}
