import CanonicalJSON
import Findings
import SchemaModel
import UploadFormats
import Validation

/// Writes a corrected copy of a JSON upload: only faulty texts change, every other byte stays.
public struct FixUpload {
    private let options: UploadCheckOptions
    private let planner: FixPlanner
    private let isUnsafe: Bool

    /// What was done.
    public struct Outcome: Sendable {
        /// What the upload holds.
        public var summary: UploadSummary
        /// Edits made.
        public var edits = 0
        /// Edits that are not certain and were not asked for.
        public var unsafeEditsLeft = 0
        /// Findings of severity error that stay.
        public var errorsLeft = 0
    }

    /// - Parameters:
    ///   - options: how the upload is checked.
    ///   - schema: the schema that it is checked against.
    ///   - isUnsafe: whether to make edits that are likely, not certain.
    public init(_ options: UploadCheckOptions, schema: MetadataSchema, isUnsafe: Bool) {
        self.options = options
        planner = FixPlanner(schema: schema)
        self.isUnsafe = isUnsafe
    }

    /// Reads a file and hands the corrected text over.
    ///
    /// - Parameters:
    ///   - input: the opened file.
    ///   - write: gets the text, piece by piece. It is whole only when the outcome's summary says
    ///     that the reading was not stopped.
    ///   - edit: gets every edit that is made, in order.
    /// - Throws: ``InputError``, ``UnsupportedFormat`` for CSV, and what the closures throw.
    public func run(
        _ input: InputFile, write: (UnsafeRawBufferPointer) throws -> Void,
        edit: (TextEdit) throws -> Void
    ) throws -> Outcome {
        let head = try UploadHead(input, format: options.format)
        if head.format == .csv { throw UnsupportedFormat(format: .csv) }
        var edits = 0
        var unsafeEditsLeft = 0
        var errors = 0
        var mendedErrors = 0
        let summary = try UploadPass(head, options).run(
            makeVisitor: { CheckVisitor(options) }, profile: { _ in nil },
            receive: { finding, _ in if finding.severity == .error { errors += 1 } },
            deliver: { worker in
                let window = worker.window
                var written = 0
                var mended: [Range<Int>] = []
                var unsafePlace: Int?
                for planned in plan(worker) {
                    let start = planned.offset - window.start.offset
                    // Of two findings about one text the first decides.
                    guard start >= written, start + planned.length <= window.consumed else {
                        continue
                    }
                    if !planned.isSafe, !isUnsafe {
                        if planned.offset != unsafePlace { unsafeEditsLeft += 1 }
                        unsafePlace = planned.offset
                        continue
                    }
                    try edit(planned)
                    try write(UnsafeRawBufferPointer(rebasing: window.bytes[written..<start]))
                    try planned.replacement.withUnsafeBytes { try write($0) }
                    written = start + planned.length
                    edits += 1
                    mended.append(planned.offset..<planned.offset + planned.length)
                }
                try write(UnsafeRawBufferPointer(rebasing: window.bytes[written..<window.consumed]))
                mendedErrors += FixUpload.countErrors(in: mended, of: worker)
            })
        return Outcome(
            summary: summary, edits: edits, unsafeEditsLeft: unsafeEditsLeft,
            errorsLeft: errors - mendedErrors)
    }

    /// Counts the errors of a window that lie in texts that were replaced.
    ///
    /// - Parameter ranges: offsets in the file, ascending.
    private static func countErrors<Visitor>(
        in ranges: [Range<Int>], of worker: UploadWorker<Visitor>
    ) -> Int {
        var count = 0
        for findings in [worker.findings.findings, worker.structureFindings] {
            var next = 0
            for finding in findings where finding.severity == .error {
                let offset = finding.location.position.offset
                while next < ranges.count, ranges[next].upperBound <= offset { next += 1 }
                if next < ranges.count, ranges[next].contains(offset) { count += 1 }
            }
        }
        return count
    }

    /// The edits for a window's findings, by place.
    private func plan<Visitor>(_ worker: UploadWorker<Visitor>) -> [TextEdit] {
        let window = worker.window
        var edits: [TextEdit] = []
        var renames = KeyRenames()
        for finding in worker.findings.findings + worker.structureFindings {
            let start = finding.location.position.offset - window.start.offset
            let end = start + finding.location.length
            guard start >= 0, end <= window.bytes.count else { continue }
            let source = UnsafeRawBufferPointer(rebasing: window.bytes[start..<end])
            guard let replacement = planner.replacement(for: finding, source: source) else {
                continue
            }
            if finding.rule == .keyUnknown, let name = finding.suggestion,
                !renames.allows(finding, name: name, in: worker)
            {
                continue
            }
            edits.append(
                TextEdit(
                    finding: finding, offset: finding.location.position.offset, length: end - start,
                    replacement: Array(replacement.text.utf8), isSafe: replacement.isSafe,
                    before: window.excerpt(of: finding),
                    after: FixUpload.after(replacement.text, start..<end, in: window.bytes)))
        }
        return edits.sorted { $0.offset < $1.offset }
    }

    /// The source line as it is after an edit.
    private static func after(
        _ replacement: String, _ range: Range<Int>, in bytes: UnsafeRawBufferPointer
    ) -> SourceExcerpt {
        let around = 4 * SourceExcerpt.lengthMax
        let from = max(0, range.lowerBound - around)
        let to = min(bytes.count, range.upperBound + around)
        let text =
            Array(bytes[from..<range.lowerBound]) + Array(replacement.utf8)
            + Array(bytes[range.upperBound..<to])
        return text.withUnsafeBytes {
            SourceExcerpt(
                of: $0, at: range.lowerBound - from, length: replacement.utf8.count,
                holdsLineStart: from == 0)
        }
    }
}

/// A workflow cannot read this form of upload.
public struct UnsupportedFormat: Error, Equatable, Sendable {
    /// The form.
    public let format: UploadFormat
}
