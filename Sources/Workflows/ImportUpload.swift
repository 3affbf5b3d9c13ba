import CanonicalJSON
import Findings
import SchemaModel
import Storage
import UploadFormats
import Validation

/// Checks an upload file and stores its items, all or nothing.
public struct ImportUpload {
    private let store: any MetadataStore
    private let folder: String
    private var options: UploadCheckOptions
    private let ignoresErrors: Bool

    /// What was done.
    public struct Outcome: Sendable {
        /// What the upload holds.
        public var upload: UploadSummary
        /// What became of the items; after a rollback, what would have become of them.
        public var write: WriteSummary
        /// Whether anything was stored.
        public var isCommitted: Bool
    }

    /// - Parameters:
    ///   - store: where the items go.
    ///   - folder: the name of their folder, which is made when there is none.
    ///   - options: how the upload is checked; the schema is the store's, whatever they say.
    ///   - ignoresErrors: whether to store the good items of an upload that has bad ones.
    public init(
        into store: any MetadataStore, folder: String, options: UploadCheckOptions,
        ignoresErrors: Bool
    ) {
        self.store = store
        self.folder = folder
        self.options = options
        self.ignoresErrors = ignoresErrors
    }

    /// Imports a file.
    ///
    /// - Parameters:
    ///   - input: the opened file.
    ///   - outline: what a first reading of the file has told; its flags may stand at the end.
    ///   - receive: gets every finding.
    /// - Throws: ``InputError``, `StoreError`, and what `receive` throws; nothing is stored then.
    public func run(
        _ input: InputFile, outline: UploadOutline, receive: @escaping FindingReceiver
    ) throws -> Outcome {
        let revision = try store.read { try $0.schema() }
        var options = options
        options.schema = CompiledSchema(revision.schema)
        let head = try UploadHead(input, format: outline.format)
        var summary = UploadSummary(format: head.format)
        var isCommitted = false
        let written = try store.importItems(
            into: folder, policy: ReimportPolicy(outline.flags), checkedAgainst: revision.number
        ) { session in
            var errorCount = 0
            func count(_ finding: Finding, _ excerpt: () -> SourceExcerpt?) throws {
                if finding.severity == .error { errorCount += 1 }
                try receive(finding, excerpt)
            }
            func keepsWriting() -> Bool { ignoresErrors || errorCount == 0 }
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
                    deliver: { worker in
                        worker.visitor.removeRejected()
                        if keepsWriting() { try session.write(worker.visitor.batch) }
                        worker.visitor.removeAll()
                    })
                summary.repeats = validators.flatMap { $0.takeRepeats() }
            }
            session.reject(summary.rejectedItems)
            // A fault that ended the reading hides items: storing a part would look like the whole.
            isCommitted = keepsWriting() && !(summary.isStopped && !ignoresErrors)
            // Where nothing is written there is nothing to make a folder for.
            let isEmpty = session.summary.read == session.summary.rejected
            return isCommitted && !isEmpty ? .commit : .rollback
        }
        return Outcome(upload: summary, write: written, isCommitted: isCommitted)
    }

    private static func batch(of items: [CSVItem]) -> WriteBatch {
        var batch = WriteBatch()
        for item in items where !item.isFaulty { batch.append(item) }
        return batch
    }
}

/// Checks the metadata of each item and puts the good ones into a batch.
private struct ImportVisitor: ItemVisitor {
    let validator: Validator
    var batch = WriteBatch()
    /// The numbers of the batch's items.
    private var indexes: [Int] = []
    private var rejected: Set<Int> = []
    private var writer = CanonicalWriter(limit: WriteBatch.mediaBytesMax)

    init(_ options: UploadCheckOptions) {
        validator = options.makeValidator()
    }

    mutating func visit(
        _ tape: JSONTape, _ item: UploadItem, known: Int, into findings: inout FindingBuffer
    ) {
        var metadata: ValidatedMetadata?
        if let token = item.metadataToken {
            metadata = validator.validate(
                tape, metadata: token, isVideo: item.kind == .video, into: &findings)
        }
        if findings.hasError(since: known) { return }
        // What is too long for the batch has been reported.
        guard (try? batch.append(item, of: tape, metadata: metadata, writer: &writer)) != nil else {
            return
        }
        indexes.append(item.index)
    }

    mutating func reject(_ index: Int) { rejected.insert(index) }

    /// Takes what was rejected behind its visit out of the batch.
    mutating func removeRejected() {
        if rejected.isEmpty { return }
        batch.remove(at: Set(indexes.indices.filter { rejected.contains(indexes[$0]) }))
    }

    mutating func removeAll() {
        batch.removeAll()
        indexes.removeAll(keepingCapacity: true)
        rejected.removeAll()
    }

    mutating func finish(_ window: UploadWindow) {
        validator.profile.resolvePlaces(in: window.bytes, from: window.start)
    }
}
