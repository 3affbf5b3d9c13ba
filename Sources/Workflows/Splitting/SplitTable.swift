import Findings
import UploadFormats

/// Divides a CSV upload into rows that pass and rows that fail. Rows keep their bytes and stand under
/// their header; those of one group or series stay together.
struct SplitTable {
    private let options: UploadCheckOptions
    private let limits: SplitUpload.Limits

    init(_ options: UploadCheckOptions, _ limits: SplitUpload.Limits) {
        self.options = options
        self.limits = limits
    }

    /// A part while it is written.
    private struct Sheet {
        /// The header under which the last row stands.
        var header: Range<Int>?
        var itemCount = 0
        var byteCount = 0
    }

    func run(
        _ head: UploadHead, write: (SplitUpload.Part, UnsafeRawBufferPointer) throws -> Void,
        receive: FindingReceiver
    ) throws -> SplitUpload.Outcome {
        // A CSV upload has 10,000 rows at the most.
        var items: [CSVItem] = []
        var summary = try CSVCheck(head, options).run(receive: receive) { items += $0 }
        summary.rejectedItems = items.count(where: \.isFaulty)
        var outcome = SplitUpload.Outcome(summary: summary)
        var accepted = Sheet()
        var rejected = Sheet()
        var chunk = 0
        for item in items {
            let rows = try lines(item.rows, of: head.input)
            if item.isFaulty {
                outcome.rejected += 1
                try append(rows, of: item, to: &rejected, head.input) { try write(.rejected, $0) }
                continue
            }
            let header = accepted.header == item.header ? 0 : item.header.count
            let isFull =
                limits.items.map { accepted.itemCount >= $0 } == true
                || limits.bytes.map { accepted.byteCount + header + rows.count > $0 } == true
            if isFull, accepted.itemCount > 0 {
                accepted = Sheet()
                chunk += 1
            }
            outcome.accepted += 1
            try append(rows, of: item, to: &accepted, head.input) {
                try write(.accepted(chunk), $0)
            }
        }
        // A part without items is a header.
        let first = try items.first.map { try lines([$0.header], of: head.input) } ?? []
        try first.withUnsafeBytes { header in
            if accepted.itemCount == 0 { try write(.accepted(chunk), header) }
            if rejected.itemCount == 0 { try write(.rejected, header) }
        }
        outcome.chunks = chunk + 1
        return outcome
    }

    private func append(
        _ rows: [UInt8], of item: CSVItem, to sheet: inout Sheet, _ input: InputFile,
        write: (UnsafeRawBufferPointer) throws -> Void
    ) throws {
        var bytes = sheet.header == item.header ? [] : try lines([item.header], of: input)
        bytes += rows
        sheet.header = item.header
        sheet.itemCount += 1
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
