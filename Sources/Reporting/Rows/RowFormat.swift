/// The words of `--format` for the rows of a query.
public enum RowFormat: String, Sendable, CaseIterable {
    /// Aligned columns for people.
    case table
    /// One JSON array of objects.
    case json
    /// One JSON object a line.
    case jsonl
    /// Comma separated values (RFC 4180, LF line ends).
    case csv
    /// Tab separated values; tabs and line ends inside a value become spaces.
    case tsv
}
