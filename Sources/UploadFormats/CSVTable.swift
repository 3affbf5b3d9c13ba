/// The records and fields of a CSV text, to be looked up by place.
///
/// Memory: 50 bytes a field, and the text.
public struct CSVTable {
    /// One field.
    public struct Field {
        /// Its bytes in the text, quotes included.
        public var range: Range<Int>
        /// Whether it stands in quotes.
        public var isQuoted: Bool
        /// What it says, without quotes.
        public var text: [UInt8]
    }

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
            let heading = String(decoding: field($0).text, as: UTF8.self)
            return CSVHeader.Column(heading: heading) == .objectURL
        } ?? false
    }

    private func record(at offset: Int) -> Record? {
        var low = 0
        var high = records.count
        while low < high {
            let middle = (low + high) / 2
            if records[middle].range.lowerBound <= offset {
                low = middle + 1
            } else {
                high = middle
            }
        }
        guard low > 0, offset < records[low - 1].range.upperBound else { return nil }
        return records[low - 1]
    }

    private func field(_ field: CSVRecord.Field) -> Field {
        Field(
            range: field.start..<field.end, isQuoted: field.isQuoted,
            text: text.withUnsafeBytes { CSVRecord.text(of: field, in: $0) })
    }

    /// The record that a byte lies in, with its line end.
    public func range(ofRecordAt offset: Int) -> Range<Int>? { record(at: offset)?.range }

    /// The fields of the record that a byte lies in; none where the record is not well formed.
    public func fields(ofRecordAt offset: Int) -> [Field] {
        guard let record = record(at: offset), record.isWellFormed else { return [] }
        return record.fields.map(field)
    }

    /// The field that a byte lies in, or whose end it is; nil where its record is not well formed.
    public func field(at offset: Int) -> Field? {
        guard let record = record(at: offset), record.isWellFormed else { return nil }
        return record.fields.first { $0.start <= offset && offset <= $0.end }.map(field)
    }

    /// A text as a field: in quotes where it has to be, or was.
    public static func field(_ text: [UInt8], isQuoted: Bool) -> [UInt8] {
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
                let field = field(source)
                result += CSVTable.field(field.text, isQuoted: field.isQuoted)
            }
            let end = record.fields.last?.end ?? record.range.lowerBound
            result += text[end..<record.range.upperBound]
        }
        return result
    }
}
