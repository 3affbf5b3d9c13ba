import Findings
import UploadFormats
import UploadReading

/// Divides a CSV upload into rows that pass and rows that fail. Rows keep their bytes and stand under
/// their header; those of one group or series stay together. No accepted part has more rows than the
/// platform takes, unless that rule is no error.
struct SplitTable {
    private let options: UploadCheckOptions
    private let limits: SplitUpload.Limits
    /// Rows of an accepted part; nil for no limit.
    private let rowsMax: Int?

    init(_ options: UploadCheckOptions, _ limits: SplitUpload.Limits) {
        var options = options
        rowsMax = options.levels[.csvTooManyRows] == .error ? UploadLimits.csvRowsMax : nil
        // No accepted part has too many rows, however many the file has.
        if rowsMax != nil { options.levels[.csvTooManyRows] = nil }
        self.options = options
        self.limits = limits
    }

    /// A part while it is written.
    private struct Sheet {
        /// The header under which the last row stands.
        var header: Range<Int>?
        var itemCount = 0
        var rowCount = 0
        var byteCount = 0
    }

    func run(
        _ head: UploadHead, write: (SplitUpload.Part, UnsafeRawBufferPointer) throws -> Void,
        receive: FindingReceiver
    ) throws -> SplitUpload.Outcome {
        var outcome = SplitUpload.Outcome(summary: UploadSummary(format: .csv))
        var firstHeader: Range<Int>?
        var accepted = Sheet()
        var rejected = Sheet()
        var chunk = 0
        func divide(_ item: CSVItem) throws {
            if firstHeader == nil { firstHeader = item.header }
            let rows = try lines(item.rows, of: head.input)
            let isTooLong = rowsMax.map { item.rows.count > $0 } == true
            if isTooLong { try receive(SplitTable.tooManyRows(of: item)) { nil } }
            if item.isFaulty || isTooLong {
                outcome.rejected += 1
                try append(rows, of: item, to: &rejected, head.input) { try write(.rejected, $0) }
                return
            }
            let header = accepted.header == item.header ? 0 : item.header.count
            let isFull =
                limits.items.map { accepted.itemCount >= $0 } == true
                || limits.bytes.map { accepted.byteCount + header + rows.count > $0 } == true
            let isLong = rowsMax.map { accepted.rowCount + item.rows.count > $0 } == true
            if isFull || isLong, accepted.itemCount > 0 {
                if !isFull { outcome.isCutAtRows = true }
                accepted = Sheet()
                chunk += 1
            }
            outcome.accepted += 1
            try append(rows, of: item, to: &accepted, head.input) {
                try write(.accepted(chunk), $0)
            }
        }
        outcome.summary = try CSVCheck(head, options).run(receive: receive) {
            try $0.forEach(divide)
        }
        outcome.summary.rejectedItems = outcome.rejected
        // A part without items is a header.
        let first = try firstHeader.map { try lines([$0], of: head.input) } ?? []
        try first.withUnsafeBytes { header in
            if accepted.itemCount == 0 { try write(.accepted(chunk), header) }
            if rejected.itemCount == 0 { try write(.rejected, header) }
        }
        outcome.chunks = chunk + 1
        return outcome
    }

    private static func tooManyRows(of item: CSVItem) -> Finding {
        Finding(
            .csvTooManyRows, severity: .error, location: item.location,
            item: ItemReference(index: item.index, url: item.urls.first, title: item.title),
            value: "\(item.rows.count) rows of one item", expected: "\(UploadLimits.csvRowsMax)")
    }

    private func append(
        _ rows: [UInt8], of item: CSVItem, to sheet: inout Sheet, _ input: InputFile,
        write: (UnsafeRawBufferPointer) throws -> Void
    ) throws {
        var bytes = sheet.header == item.header ? [] : try lines([item.header], of: input)
        bytes += rows
        sheet.header = item.header
        sheet.itemCount += 1
        sheet.rowCount += item.rows.count
        sheet.byteCount += bytes.count
        try bytes.withUnsafeBytes(write)
    }

    /// Records of the file, each with a line end.
    private func lines(_ ranges: [Range<Int>], of input: InputFile) throws -> [UInt8] {
        var bytes: [UInt8] = []
        for range in ranges {
            bytes += try input.bytes(in: range)
            if bytes.last != UInt8(ascii: "\n") { bytes.append(UInt8(ascii: "\n")) }
        }
        return bytes
    }
}
