import CanonicalJSON
import QueryLanguage
public import Storage
import Text
import Values

/// Writes how often each value of a facet occurs.
public enum FacetReport {
    /// Writes the buckets.
    ///
    /// In JSON a bucket is `{"value": …, "count": n}`, or `{"bucket": "missing", "count": n}` for
    /// items without a value (`null` and `other` likewise). The other forms have a column for each of
    /// the three members, so that no value can be taken for such a bucket; the table has the column
    /// `bucket` only where it says something.
    ///
    /// - Parameter width: the columns of the terminal that a table has to fit; nil where there is none.
    /// - Throws: the first error of the output.
    public static func write(
        _ buckets: [FacetBucket], of key: String, as format: RowFormat, width: Int? = nil,
        to output: TextOutput
    ) throws {
        switch format {
        case .table, .csv, .tsv:
            let hasBuckets = format != .table || buckets.contains { word(of: $0.value) != nil }
            var rows = RowReport(
                format, columns: hasBuckets ? [key, "bucket", "count"] : [key, "count"],
                width: width, to: output)
            for bucket in buckets {
                var row = [text(of: bucket.value).map(QueryValue.text) ?? .missing]
                if hasBuckets {
                    row.append(word(of: bucket.value).map(QueryValue.text) ?? .missing)
                }
                rows.write(row + [.text(String(bucket.count))])
            }
            try rows.end()
        case .json, .jsonl:
            var lines: [[UInt8]] = []
            for bucket in buckets {
                var line: [UInt8] = []
                append(bucket, to: &line)
                TerminalBytes.escape(json: &line)
                lines.append(line)
            }
            if format == .json { output.write("[\n") }
            for (index, line) in lines.enumerated() {
                output.write(line)
                output.write(format == .json && index + 1 < lines.count ? ",\n" : "\n")
            }
            if format == .json { output.write("]\n") }
            try output.flush()
        }
    }

    /// Appends a bucket as an object of JSON.
    public static func append(_ bucket: FacetBucket, to bytes: inout [UInt8]) {
        switch bucket.value {
        case .value(let value):
            bytes.append(contentsOf: "{\"value\": ".utf8)
            append(value, to: &bytes)
        case .null, .other, .missing:
            bytes.append(contentsOf: "{\"bucket\": \"\(word(of: bucket.value) ?? "")\"".utf8)
        }
        bytes.append(contentsOf: ", \"count\": \(bucket.count)}".utf8)
    }

    private static func append(_ value: ScalarValue, to bytes: inout [UInt8]) {
        switch value {
        case .boolean(let value): bytes.append(contentsOf: (value ? "true" : "false").utf8)
        case .number(let value): bytes.append(contentsOf: text(of: value).utf8)
        case .datetime(let value): JSONStringWriter.append(value.description, to: &bytes)
        case .text(let value): JSONStringWriter.append(value.description, to: &bytes)
        }
    }

    /// The word for a bucket that is no value.
    private static func word(of value: FacetValue) -> String? {
        switch value {
        case .value: nil
        case .null: "null"
        case .other: "other"
        case .missing: "missing"
        }
    }

    private static func text(of value: FacetValue) -> String? {
        switch value {
        case .value(.boolean(let value)): value ? "true" : "false"
        case .value(.number(let value)): text(of: value)
        case .value(.datetime(let value)): value.description
        case .value(.text(let value)): value.description
        case .null, .other, .missing: nil
        }
    }

    /// The shortest decimal, integers without a fraction.
    private static func text(of value: Double) -> String {
        let text = "\(value)"
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
}
