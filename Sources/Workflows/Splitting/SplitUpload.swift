import CanonicalJSON
public import Findings
import UploadFormats
public import UploadReading
import Validation

/// Divides an upload into items that pass and items that fail, and the former into chunks. Every
/// part is an upload of the same form with the same flags; items keep their bytes.
public struct SplitUpload {
    private let options: UploadCheckOptions
    private let outline: UploadOutline
    private let limits: Limits

    /// How large a chunk may be.
    public struct Limits: Sendable, Equatable {
        /// Items in a chunk; nil for no limit.
        public var items: Int?
        /// Bytes of a chunk; nil for no limit. A single item may be larger.
        public var bytes: Int?

        /// Makes limits; without any, all accepted items are one chunk, or in CSV as few as have
        /// room for the rows.
        public init(items: Int? = nil, bytes: Int? = nil) {
            self.items = items
            self.bytes = bytes
        }
    }

    /// Where a piece of text belongs.
    public enum Part: Sendable, Hashable {
        /// A chunk of accepted items, numbered from 0.
        case accepted(Int)
        case rejected
    }

    /// What was done.
    public struct Outcome: Sendable {
        /// What the upload holds.
        public var summary: UploadSummary
        /// Items without an error.
        public var accepted = 0
        /// Items with an error.
        public var rejected = 0
        /// Chunks of accepted items, at least one.
        public var chunks = 1
        /// Whether a chunk ended because a CSV file has no room for more rows.
        public var isCutAtRows = false
    }

    /// - Parameters:
    ///   - options: how the items are checked.
    ///   - outline: what a first reading of the file has told; its flags may stand at the end.
    ///   - limits: how large chunks of accepted items may be.
    public init(_ options: UploadCheckOptions, outline: UploadOutline, limits: Limits = Limits()) {
        self.options = options
        self.outline = outline
        self.limits = limits
    }

    /// Divides a file.
    ///
    /// - Parameters:
    ///   - input: the opened file, the one that the outline is of; a regular file.
    ///   - write: gets the text of each part, piece by piece; a chunk is complete when the next begins.
    ///   - receive: gets every finding about the items; that a CSV file has too many rows is none
    ///     about its parts.
    /// - Throws: ``InputError``, and what the closures throw.
    public func run(
        _ input: InputFile, write: (Part, UnsafeRawBufferPointer) throws -> Void,
        receive: FindingReceiver
    ) throws -> Outcome {
        let head = try UploadHead(input, format: outline.format)
        if head.format == .csv {
            return try SplitTable(options, limits).run(head, write: write, receive: receive)
        }
        var accepted = UploadText(format: head.format, flags: outline.flags)
        var rejected = UploadText(format: head.format, flags: outline.flags)
        // Room for brackets, a new group's name, and the flags behind the last item.
        let reserve = 128
        var chunk = 0
        var chunkBytes = 0
        var acceptedCount = 0
        var rejectedCount = 0
        func writeText(_ text: String, to part: Part) throws {
            var text = text
            try text.withUTF8 { try write(part, UnsafeRawBufferPointer($0)) }
        }
        let summary = try UploadPass(head, options).run(
            makeVisitor: { CheckVisitor(options) }, profile: { $0.validator.profile },
            receive: { try receive($0.finding(), $0.excerpt) },
            deliver: { worker, _ in
                for verdict in worker.verdicts {
                    let item = worker.text(of: verdict.slice)
                    if verdict.isRejected {
                        rejectedCount += 1
                        try writeText(rejected.opening(for: verdict.slice), to: .rejected)
                        try write(.rejected, item)
                        try writeText(rejected.closing, to: .rejected)
                        continue
                    }
                    let isFull =
                        limits.items.map { accepted.itemCount >= $0 } == true
                        || limits.bytes.map { chunkBytes + item.count + reserve > $0 } == true
                    if isFull, accepted.itemCount > 0 {
                        try writeText(accepted.ending, to: .accepted(chunk))
                        accepted = UploadText(format: head.format, flags: outline.flags)
                        chunk += 1
                        chunkBytes = 0
                    }
                    acceptedCount += 1
                    let opening = accepted.opening(for: verdict.slice)
                    try writeText(opening, to: .accepted(chunk))
                    try write(.accepted(chunk), item)
                    try writeText(accepted.closing, to: .accepted(chunk))
                    chunkBytes += opening.utf8.count + item.count + accepted.closing.utf8.count
                }
            })
        try writeText(accepted.ending, to: .accepted(chunk))
        try writeText(rejected.ending, to: .rejected)
        return Outcome(
            summary: summary, accepted: acceptedCount, rejected: rejectedCount, chunks: chunk + 1)
    }
}
