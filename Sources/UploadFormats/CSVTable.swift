/// The records and fields of a CSV text as another separator may part them.
///
/// Memory: 50 bytes a field, and the text.
public struct CSVTable {
    /// One record.
    private struct Record {
        var range: Range<Int>
        var fields: [CSVRecord.Field]
        var isWellFormed: Bool
    }

    private var records: [Record] = []
    private let text: [UInt8]
    private let separator: UInt8

    /// Reads the records of a text.
    ///
    /// - Parameters:
    ///   - bytes: a text that starts with a record, or with a byte order mark.
    ///   - separator: what stands between fields.
    public init(_ bytes: UnsafeRawBufferPointer, separator: UInt8 = UInt8(ascii: ",")) {
        text = Array(bytes)
        self.separator = separator
        var record = CSVRecord()
        record.separator = separator
        var at = bytes.starts(with: UploadSplitter.byteOrderMark) ? 3 : 0
        while at < bytes.count, record.read(bytes, from: at, isLast: true) {
            records.append(
                Record(
                    range: at..<record.end, fields: record.fields,
                    isWellFormed: record.fault == nil))
            at = record.end
        }
    }

    /// Whether the first record is the header of an upload.
    public var hasHeader: Bool {
        records.first?.fields.contains {
            let heading = String(decoding: content(of: $0), as: UTF8.self)
            return CSVHeader.Column(heading: heading) == .objectURL
        } ?? false
    }

    /// What a field says, without quotes.
    private func content(of field: CSVRecord.Field) -> [UInt8] {
        text.withUnsafeBytes { CSVRecord.text(of: field, in: $0) }
    }

    /// A text as a field: in quotes where it has to be, or was.
    static func field(_ text: [UInt8], isQuoted: Bool) -> [UInt8] {
        let special = [UInt8(ascii: ","), UInt8(ascii: "\""), 0x0A, 0x0D]
        guard isQuoted || text.contains(where: special.contains) else { return text }
        let quote = UInt8(ascii: "\"")
        return [quote] + text.flatMap { $0 == quote ? [quote, quote] : [$0] } + [quote]
    }

    /// The text with commas between its fields; nil unless every record is well formed and has as many
    /// fields as the first one, blank lines aside.
    public var withCommas: [UInt8]? {
        guard let width = records.first?.fields.count, width > 1 else { return nil }
        var result = Array(text[..<(records.first?.range.lowerBound ?? 0)])
        for record in records {
            let isBlank = record.fields.count == 1 && record.fields[0].length == 0
            guard record.isWellFormed, isBlank || record.fields.count == width else { return nil }
            for (place, source) in record.fields.enumerated() {
                if place > 0 { result.append(UInt8(ascii: ",")) }
                result += CSVTable.field(content(of: source), isQuoted: source.isQuoted)
            }
            let end = record.fields.last?.end ?? record.range.lowerBound
            result += text[end..<record.range.upperBound]
        }
        return result
    }
}
