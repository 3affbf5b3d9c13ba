import CanonicalJSON
import Findings
import SchemaModel
import Storage
import UploadFormats
import UploadReading
import Validation
import Values

/// Checks an upload file and stores its items, all or nothing.
public struct ImportUpload {
    private let store: any MetadataStore
    private let folder: String
    private var options: UploadCheckOptions
    private let wish: Wish

    /// What is to become of the items.
    public struct Wish: Sendable {
        /// Whether to store the good items of an upload that has bad ones.
        public var ignoresErrors = false
        /// Whether items that are stored already are skipped; nil leaves it to the file.
        public var skipsDuplicateURLs: Bool?
        /// Whether their metadata is overwritten; nil leaves it to the file. Who asks for it also
        /// asks to skip what is stored, unless that is said otherwise.
        public var upsertsMetadata: Bool?
        /// Whether to say what would happen, and store nothing.
        public var isDryRun = false

        /// What the file says, all or nothing.
        public init() {}

        func policy(_ flags: UploadFlags) -> ReimportPolicy {
            ReimportPolicy(
                skipsDuplicateURLs: skipsDuplicateURLs
                    ?? (upsertsMetadata == true || flags.skipsDuplicateURLs),
                upsertsMetadata: upsertsMetadata ?? flags.upsertsMetadata)
        }
    }

    /// How an import ended.
    public enum Ending: Sendable, Equatable {
        case stored
        /// Nothing was stored, because it was not to be.
        case dryRun
        /// Nothing was stored, because of an error.
        case hasErrors
        /// Nothing was stored, because nobody agreed to what stored items would lose.
        case lossNotAccepted
    }

    /// What was done.
    public struct Outcome: Sendable {
        /// What the upload holds.
        public var upload: UploadSummary
        /// What became of the items; where nothing was stored, what would have become of them.
        public var write: WriteSummary
        /// How it ended.
        public var ending: Ending
        /// Whether anything was stored.
        public var isCommitted: Bool { ending == .stored }
    }

    /// - Parameters:
    ///   - store: where the items go.
    ///   - folder: the name of their folder, which is made when there is none.
    ///   - options: how the upload is checked; the schema is the store's, whatever they say.
    ///   - wish: what is to become of the items.
    public init(
        into store: any MetadataStore, folder: String, options: UploadCheckOptions,
        wish: Wish = Wish()
    ) {
        self.store = store
        self.folder = folder
        self.options = options
        self.wish = wish
    }

    /// Imports a file.
    ///
    /// - Parameters:
    ///   - input: the opened file.
    ///   - outline: what a first reading of the file has told; its flags may stand at the end.
    ///   - acceptsLoss: asked once, at the end, where stored items lose keys; without a yes nothing
    ///     is stored.
    ///   - receive: gets every finding.
    /// - Throws: ``InputError``, `StoreError`, and what `receive` throws; nothing is stored then.
    public func run(
        _ input: InputFile, outline: UploadOutline,
        acceptsLoss: (WriteSummary) throws -> Bool = { _ in true },
        receive: @escaping FindingReceiver
    ) throws -> Outcome {
        let revision = try store.read { try $0.schema() }
        var options = options
        options.schema = CompiledSchema(revision.schema)
        let head = try UploadHead(input, format: outline.format)
        var summary = UploadSummary(format: head.format)
        var ending = Ending.hasErrors
        let written = try store.importItems(
            into: folder, policy: wish.policy(outline.flags), checkedAgainst: revision.number
        ) { session in
            var errorCount = 0
            func count(_ finding: Finding, _ excerpt: () -> SourceExcerpt?) throws {
                if finding.severity == .error { errorCount += 1 }
                try receive(finding, excerpt)
            }
            func keepsWriting() -> Bool { wish.ignoresErrors || errorCount == 0 }
            if head.format == .csv {
                summary = try CSVCheck(head, options).run(receive: count) { items in
                    if keepsWriting() { try session.write(ImportUpload.batch(of: items)) }
                }
            } else {
                var validators: [Validator] = []
                summary = try UploadPass(head, options).run(
                    makeVisitor: {
                        let visitor = ImportVisitor(options)
                        validators.append(visitor.validator)
                        return visitor
                    }, profile: { $0.validator.profile },
                    receive: count,
                    deliver: { _, visitor in
                        visitor.removeRejected()
                        if keepsWriting() { try session.write(visitor.batch) }
                        visitor.removeAll()
                    })
                summary.repeats = validators.flatMap { $0.takeRepeats() }
            }
            session.reject(summary.rejectedItems)
            // A fault that ended the reading hides items: storing a part would look like the whole.
            let isGood = keepsWriting() && !(summary.isStopped && !wish.ignoresErrors)
            ending = isGood ? try self.ending(session.summary, acceptsLoss) : .hasErrors
            // Where nothing is written there is nothing to make a folder for.
            let isEmpty = session.summary.read == session.summary.rejected
            return ending == .stored && !isEmpty ? .commit : .rollback
        }
        return Outcome(upload: summary, write: written, ending: ending)
    }

    private func ending(
        _ summary: WriteSummary, _ acceptsLoss: (WriteSummary) throws -> Bool
    ) throws -> Ending {
        if wish.isDryRun { return .dryRun }
        return try summary.loss.isEmpty || acceptsLoss(summary) ? .stored : .lossNotAccepted
    }

    private static func batch(of items: [CSVItem]) -> WriteBatch {
        var batch = WriteBatch()
        for item in items where !item.isFaulty { batch.append(item) }
        return batch
    }
}

/// Checks the metadata of each item and puts the good ones into a batch.
private final class ImportVisitor: ItemVisitor {
    let validator: Validator
    var batch = WriteBatch()
    /// The numbers of the batch's items.
    private var indexes: [Int] = []
    private var rejected: Set<Int> = []
    private var writer = CanonicalWriter(limit: UploadLimits.mediaBytesMax)

    init(_ options: UploadCheckOptions) {
        validator = options.makeValidator()
    }

    func visit(
        _ tape: JSONTape, _ item: UploadItem, known: Int, into findings: inout FindingBuffer
    ) {
        let isGood = batch.append(
            item, of: tape, known: known, checkedBy: validator, writer: &writer, into: &findings)
        // What is too long for the batch has been reported.
        guard isGood else { return }
        indexes.append(item.index)
    }

    func reject(_ index: Int) { rejected.insert(index) }

    /// Takes what was rejected behind its visit out of the batch.
    func removeRejected() {
        if rejected.isEmpty { return }
        batch.remove(at: Set(indexes.indices.filter { rejected.contains(indexes[$0]) }))
    }

    func removeAll() {
        batch.removeAll()
        indexes.removeAll(keepingCapacity: true)
        rejected.removeAll()
    }

    func finish(_ window: UploadWindow) {
        validator.profile.resolvePlaces(in: window.bytes, from: window.start)
    }
}
