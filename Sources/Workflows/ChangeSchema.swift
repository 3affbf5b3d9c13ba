import Findings
import Items
public import SchemaModel
public import Storage

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
        /// The word of the type that it had; nil for a key that is new in the schema.
        public var oldType: String?
        /// Items with such a value.
        public var count: Int
        /// Those of them whose value is a string that begins with a zero, like `007`: as a number
        /// it would lose the zero.
        public var zeroLedCount: Int
        /// The first of them: URL or id, and what is wrong.
        public var samples: [String]

        /// What a review has found; nil where everything fits.
        init?(_ review: KeyReview) {
            guard review.misfitCount > 0, let definition = review.key.state?.remembered else {
                return nil
            }
            key = review.key.name.text
            type = definition.type.word
            if case .rebuild(let before) = review.key.step { oldType = before.type.word }
            count = review.misfitCount
            zeroLedCount = review.zeroLedCount
            samples = review.samples.map { sample in
                "\(sample.url ?? sample.item.description): \(sample.finding.message)"
            }
        }
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
        guard let store else { return try look(wish, nil).outcome }
        var (outcome, plan, revision) = try store.read { try look(wish, $0) }
        guard !isDryRun, outcome.problems.isEmpty, !outcome.lines.isEmpty else { return outcome }
        if try !outcome.concerns.isEmpty && !confirms(outcome) { return outcome }
        let applied = try store.applySchema(
            plan, basedOn: revision, author: author, note: note, changes: outcome.lines)
        outcome.revision = applied.revision
        outcome.misfits = applied.reviews.compactMap(Misfit.init)
        return outcome
    }

    /// Finds out, from one committed state, what the wish means. Nothing is locked, so a person may
    /// think about it.
    private func look(
        _ wish: Wish, _ reader: (any StoreReader)?
    ) throws -> (outcome: Outcome, plan: SchemaPlan, revision: Int) {
        let current = try reader?.schema() ?? .empty
        let old = current.schema
        var (outcome, schema) = ChangeSchema.result(of: wish, on: old)
        let plan = SchemaPlan(from: old, to: schema)
        guard outcome.problems.isEmpty, !outcome.lines.isEmpty else {
            return (outcome, plan, current.number)
        }
        let deleted = plan.keys.filter {
            $0.state == .hardDeleted && old[$0.name.text].map { $0.state != .hardDeleted } ?? false
        }
        var counts = deleted.map { _ in 0 }
        if let reader {
            let changed = isDryRun ? try reader.keysToRead(plan) : []
            let reviews = try reader.review(deleted + changed)
            counts = reviews.prefix(deleted.count).map(\.valueCount)
            outcome.misfits = reviews.dropFirst(deleted.count).compactMap(Misfit.init)
        }
        outcome.concerns =
            zip(deleted, counts).map { .hardDeletion(key: $0.name.text, itemCount: $1) }
            + SchemaConcern.all(from: old, to: schema)
        return (outcome, plan, current.number)
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
