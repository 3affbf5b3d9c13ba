import CanonicalJSON
import Findings
import SchemaModel
import Storage
import Validation

/// Changes the schema of a store: by a whole new schema, or by single changes.
public struct ChangeSchema {
    /// What is wanted.
    public enum Wish: Sendable {
        /// A schema file: the store's schema becomes this one.
        case replace(MetadataSchema)
        /// Single changes, one after another.
        case apply([SchemaChange])
    }

    /// What came of it.
    public struct Outcome: Sendable {
        /// Each change on one line; empty when nothing changes.
        public var lines: [String] = []
        /// Everything that is illegal: what, and what to do. Nothing is changed while there is any.
        public var problems: [(message: String, hint: String)] = []
        /// The comparison with the wanted schema; nil for single changes.
        public var comparison: SchemaComparison?
        /// The new revision; nil when nothing was saved.
        public var revision: SchemaRevision?
        /// Stored values that do not fit their key's new type.
        public var misfits: [Misfit] = []
    }

    /// Stored values of one key that do not fit its new type. They stay stored, and count as missing
    /// in queries.
    public struct Misfit: Sendable, Equatable {
        /// The key.
        public var key: String
        /// The word of its new type.
        public var type: String
        /// Items with such a value.
        public var count: Int
        /// The first of them: URL or id, and what is wrong.
        public var samples: [String]

        static let samplesMax = 3
    }

    private let store: (any MetadataStore)?
    private let author: String
    private let note: String?
    private let isDryRun: Bool

    /// - Parameters:
    ///   - store: the store; nil compares with an empty schema, which only a dry run may do.
    ///   - author: who changes it.
    ///   - note: why, in the author's words.
    ///   - isDryRun: whether to say what would happen, and change nothing.
    public init(
        store: (any MetadataStore)?, author: String, note: String? = nil, isDryRun: Bool = false
    ) {
        self.store = store
        self.author = author
        self.note = note
        self.isDryRun = isDryRun
    }

    /// Does it, completely or not at all.
    ///
    /// - Throws: `StoreError`, also when somebody else changed the schema meanwhile.
    public func run(_ wish: Wish) throws -> Outcome {
        let current = try store?.read { try $0.schema() }
        let old = current?.schema ?? MetadataSchema()
        var (outcome, schema) = ChangeSchema.result(of: wish, on: old)
        guard outcome.problems.isEmpty, !outcome.lines.isEmpty, !isDryRun, let store, let current
        else {
            return outcome
        }
        let changed = schema.keys.filter { key in
            guard let new = key.state.definition, let before = old[key.name.text]?.state.definition
            else {
                return false
            }
            return new.type != before.type
        }
        var review = StoredValueReview(schema: schema, keys: changed)
        outcome.revision = try store.saveSchema(
            schema, basedOn: current.number, author: author, note: note, changes: outcome.lines,
            recheck: changed.isEmpty ? nil : { review.check($0) })
        outcome.misfits = review.misfits.filter { $0.count > 0 }
        return outcome
    }

    private static func result(of wish: Wish, on old: MetadataSchema) -> (Outcome, MetadataSchema) {
        var outcome = Outcome()
        var schema = old
        let changes: [SchemaChange]
        switch wish {
        case .replace(let wanted):
            let comparison = SchemaComparison(from: old, to: wanted)
            outcome.comparison = comparison
            outcome.lines = comparison.lines
            outcome.problems = comparison.problems.map { ($0.message, $0.hint) }
            changes = comparison.changes
        case .apply(let single):
            changes = single
        }
        for change in changes {
            let line = change.line(before: schema)
            do throws(SchemaChangeError) {
                let before = schema
                try schema.apply(change)
                if case .apply = wish, schema != before { outcome.lines.append(line) }
            } catch {
                if case .apply = wish { outcome.problems.append((error.message, error.hint)) }
            }
        }
        return (outcome, schema)
    }
}

/// Reads stored documents under a new schema.
private struct StoredValueReview {
    private(set) var misfits: [ChangeSchema.Misfit]
    private let validator: Validator
    private var scanner = JSONScanner()
    private let tape = JSONTape()
    private let positions: [String: Int]

    init(schema: MetadataSchema, keys: [SchemaKey]) {
        misfits = keys.map { key in
            ChangeSchema.Misfit(
                key: key.name.text, type: key.state.definition?.type.word ?? "", count: 0,
                samples: [])
        }
        positions = Dictionary(uniqueKeysWithValues: keys.enumerated().map { ($1.name.text, $0) })
        validator = Validator(
            schema: CompiledSchema(schema), options: ValidationOptions(findsSuspicions: false))
    }

    mutating func check(_ item: StoredItem) {
        var findings = FindingBuffer(file: item.url ?? item.id.description)
        item.document.withUnsafeBytes { bytes in
            guard (try? scanner.scan(bytes, into: tape)) != nil else { return }
            validator.check(tape, metadata: 0, isVideo: item.kind == .video, into: &findings)
        }
        var seen: Set<Int> = []
        for finding in findings.findings where finding.severity == .error {
            guard let key = finding.key, let position = positions[key],
                seen.insert(position).inserted
            else { continue }
            misfits[position].count += 1
            if misfits[position].samples.count < ChangeSchema.Misfit.samplesMax {
                misfits[position].samples.append("\(finding.location.file): \(finding.message)")
            }
        }
    }
}
