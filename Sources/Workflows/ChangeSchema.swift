import Findings
import SchemaModel
import Storage

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
        /// What cannot be undone and is likely not meant.
        public var concerns: [SchemaConcern] = []
    }

    /// Stored values of one key that do not fit its new type. They stay stored, and count as missing
    /// in queries.
    public struct Misfit: Sendable, Equatable {
        /// The key.
        public var key: String
        /// The word of its new type.
        public var type: String
        /// The word of the type that it had.
        public var oldType: String
        /// Items with such a value.
        public var count: Int
        /// Those of them whose value is a string that begins with a zero, like `007`: as a number
        /// it would lose the zero.
        public var zeroLedCount: Int
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
    /// - Parameters:
    ///   - wish: what is wanted.
    ///   - confirms: asked before anything is changed, where there are concerns; without a yes
    ///     nothing is.
    /// - Throws: `StoreError`, also when somebody else changed the schema meanwhile.
    public func run(
        _ wish: Wish, confirms: (Outcome) throws -> Bool = { _ in true }
    ) throws -> Outcome {
        let current = try store?.read { try $0.schema() }
        let old = current?.schema ?? MetadataSchema()
        var (outcome, schema) = ChangeSchema.result(of: wish, on: old)
        guard outcome.problems.isEmpty, !outcome.lines.isEmpty else { return outcome }
        outcome.concerns =
            try hardDeletions(from: old, to: schema) + SchemaConcern.all(from: old, to: schema)
        var review = StoredValueReview(from: old, to: schema)
        if isDryRun {
            if !review.isEmpty {
                try store?.read { reader in
                    try reader.forEachItem(inFolder: nil) { item in
                        review.check(item)
                        return true
                    }
                }
            }
        } else if let store, let current {
            if try !outcome.concerns.isEmpty && !confirms(outcome) { return outcome }
            outcome.revision = try store.saveSchema(
                schema, basedOn: current.number, author: author, note: note,
                changes: outcome.lines, recheck: review.isEmpty ? nil : { review.check($0) })
        }
        outcome.misfits = review.misfits.filter { $0.count > 0 }
        return outcome
    }

    /// The keys that are deleted for good, with the number of items that have a value of them.
    private func hardDeletions(
        from old: MetadataSchema, to new: MetadataSchema
    ) throws -> [SchemaConcern] {
        let keys = new.keys.filter {
            $0.state == .hardDeleted && old[$0.name.text].map { $0.state != .hardDeleted } ?? false
        }.map(\.name)
        guard let store else { return [] }
        let counts = try StoredValueCount.count(of: keys, in: store)
        return zip(keys, counts).map { .hardDeletion(key: $0.text, itemCount: $1) }
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
