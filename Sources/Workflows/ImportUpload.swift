import CanonicalJSON
public import Findings
import SchemaModel
public import Storage
import UploadFormats
public import UploadReading
import Validation
import Values

/// Checks an upload file and stores its items, all or nothing.
public struct ImportUpload {
    private let store: any MetadataStore
    private let folder: String
    private var options: UploadCheckOptions
    private let wish: Wish

    /// What becomes of items that are stored already, in one word.
    public enum Mode: String, Sendable, CaseIterable {
        /// Their metadata is replaced as a whole.
        case replace
        /// Their keys at the top get the values of the upload, the others stay.
        case merge
        /// They are left alone.
        case onlyNew = "only-new"

        var policy: ReimportPolicy {
            switch self {
            case .replace: .overwrite
            case .merge: .merge
            case .onlyNew: .skip
            }
        }
    }

    /// What is to become of the items.
    public struct Wish: Sendable {
        /// Whether to store the good items of an upload that has bad ones.
        public var ignoresErrors = false
        /// Whether items that are stored already are skipped; nil leaves it to the file.
        public var skipsDuplicateURLs: Bool?
        /// Whether their metadata is overwritten; nil leaves it to the file. Who asks for it also
        /// asks to skip what is stored, unless that is said otherwise.
        public var upsertsMetadata: Bool?
        /// What becomes of items that are stored already; nil leaves it to the two above and the file.
        public var mode: Mode?
        /// Whether to store nothing where stored items would lose keys.
        public var refusesLoss = false
        /// Whether to say what would happen, and store nothing. The store need not be one that can be
        /// written.
        public var isDryRun = false
        /// The state that the store must still be in, as ``Outcome/generation`` tells it; nil for any.
        public var generation: Int64?

        /// What the file says, all or nothing.
        public init() {}

        func policy(_ flags: UploadFlags) -> ReimportPolicy {
            mode?.policy
                ?? ReimportPolicy(
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
        /// Nothing was stored, because of what stored items would lose.
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
        /// Which state of the store the counts are about; nil where no item came so far.
        public var generation: Int64?
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
    /// Others can write to the store until the first items come, and from the first error on that
    /// makes certain that nothing is stored: the rest of the file is then only checked.
    ///
    /// - Parameters:
    ///   - input: the opened file.
    ///   - outline: what a first reading of the file has told; its flags may stand at the end.
    ///   - receive: gets every finding.
    /// - Throws: ``InputError``, `StoreError`, and what `receive` throws; nothing is stored then.
    public func run(
        _ input: InputFile, outline: UploadOutline,
        receive: @escaping FindingReceiver
    ) throws -> Outcome {
        try run(input, outline: outline, into: ReceivingSink(receive: receive))
    }

    /// Imports a file.
    ///
    /// - Parameters:
    ///   - input: the opened file.
    ///   - outline: what a first reading of the file has told; its flags may stand at the end.
    ///   - beforeStoring: called when everything was read and is about to be stored.
    ///   - sink: gets every finding.
    /// - Throws: ``InputError``, `StoreError`, and what `beforeStoring` and the sink throw; nothing is
    ///   stored then.
    public func run(
        _ input: InputFile, outline: UploadOutline, beforeStoring: () throws -> Void = {},
        into sink: some FindingSink
    ) throws -> Outcome {
        let catalog = try store.read { try $0.catalog() }
        var options = options
        options.schema = catalog.compiledSchema
        let head = try UploadHead(input, format: outline.format)
        var summary = UploadSummary(format: head.format)
        var ending = Ending.hasErrors
        var generation: Int64?
        let request = ImportRequest(
            into: folder, policy: wish.policy(outline.flags), checkedAgainst: catalog.schema.number,
            isRehearsal: wish.isDryRun, generation: wish.generation,
            isLarge: input.size ?? .max > ImportUpload.largeFileBytes)
        let written = try store.importItems(request) { session in
            var errorCount = 0
            func count(_ finding: Finding, _ excerpt: () -> SourceExcerpt?) throws {
                count(finding.severity)
                try sink.receive(finding, excerpt)
            }
            func count(_ severity: Severity) {
                guard severity == .error else { return }
                errorCount += 1
                if errorCount == 1, !wish.ignoresErrors { session.abandon() }
            }
            func keepsWriting() -> Bool { wish.ignoresErrors || errorCount == 0 }
            if head.format == .csv {
                summary = try CSVCheck(head, options).run(receive: count) { items in
                    if keepsWriting() { try session.write(ImportUpload.batch(of: items)) }
                }
            } else {
                summary = try UploadPass(head, options).run(
                    makeVisitor: { ImportVisitor(options, catalog) },
                    profile: { $0.validator.profile },
                    receive: { finding in
                        count(finding.record.severity)
                        try sink.receive(finding)
                    },
                    deliver: { _, visitor in
                        visitor.removeRejected()
                        if keepsWriting() { try session.write(visitor.batch) }
                        visitor.removeAll()
                    })
            }
            session.reject(summary.rejectedItems)
            // A fault that ended the reading hides items: storing a part would look like the whole.
            let isGood = keepsWriting() && !(summary.isStopped && !wish.ignoresErrors)
            ending = isGood ? self.ending(session.summary) : .hasErrors
            generation = session.generation
            // Where nothing is written there is nothing to make a folder for.
            let isEmpty = session.summary.read == session.summary.rejected
            if ending == .stored { try beforeStoring() }
            return ending == .stored && !isEmpty ? .commit : .rollback
        }
        return Outcome(upload: summary, write: written, ending: ending, generation: generation)
    }

    private func ending(_ summary: WriteSummary) -> Ending {
        if wish.isDryRun { return .dryRun }
        return wish.refusesLoss && !summary.loss.isEmpty ? .lossNotAccepted : .stored
    }

    /// 1 MiB, some thousand usual items: for fewer it does not pay to write columns at once.
    private static let largeFileBytes = 1 << 20

    private static func batch(of items: [CSVItem]) -> WriteBatch {
        var batch = WriteBatch()
        for item in items where !item.isFaulty { batch.append(item) }
        return batch
    }
}

/// Hands every finding to a closure.
private struct ReceivingSink: FindingSink {
    let receive: FindingReceiver

    func receive(_ finding: Finding, _ excerpt: () -> SourceExcerpt?) throws {
        try receive(finding, excerpt)
    }
}

/// Checks the metadata of each item and puts the good ones into a batch.
private final class ImportVisitor: ItemVisitor {
    let validator: Validator
    var batch: WriteBatch
    /// The numbers of the batch's items.
    private var indexes: [Int] = []
    private var rejected: Set<Int> = []
    private var writer = CanonicalWriter(limit: UploadLimits.mediaBytesMax)

    init(_ options: UploadCheckOptions, _ catalog: Catalog) {
        validator = options.makeValidator()
        batch = WriteBatch(for: catalog)
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
