import Text

/// What it takes to get from one schema to another: the legal changes, and every difference that no
/// legal change leads over.
///
/// The wanted schema replaces the stored one, with two mercies for files that people keep by hand:
/// a deleted key that it does not name stays deleted, and a key without a description keeps the one
/// it has (an empty description removes it). An active key that it does not name is a problem, not
/// a deletion.
public struct SchemaComparison: Sendable, Equatable {
    /// The changes in the order of the keys; applied one after another they lead to the wanted
    /// schema, as far as there are no problems.
    public let changes: [SchemaChange]
    /// Each change on one line.
    public let lines: [String]
    /// All illegal differences, in the order of the keys; while there is one, nothing should be
    /// applied.
    public let problems: [SchemaProblem]

    /// Compares two schemas.
    ///
    /// - Parameters:
    ///   - stored: what is.
    ///   - wanted: what should be, for instance a file's content.
    public init(from stored: MetadataSchema, to wanted: MetadataSchema) {
        var changes: [SchemaChange] = []
        var lines: [String] = []
        var problems: [SchemaProblem] = []
        var current = stored
        for name in SchemaComparison.names(stored, wanted) {
            let old = stored[name.text]
            let new = wanted[name.text]
            do throws(SchemaProblem) {
                let steps =
                    try SchemaComparison.steps(for: name, from: old?.state, to: new?.state)
                    + SchemaComparison.description(for: name, from: old, to: new)
                for step in steps {
                    lines.append(step.line(before: current))
                    do throws(SchemaChangeError) {
                        try current.apply(step)
                    } catch {
                        throw SchemaProblem(.invalid(error), name, old?.state, new?.state)
                    }
                    changes.append(step)
                }
            } catch {
                problems.append(error)
            }
        }
        self.changes = changes
        self.lines = lines
        self.problems = problems
    }

    /// The names of both schemas, in order.
    private static func names(_ a: MetadataSchema, _ b: MetadataSchema) -> [KeyName] {
        let new = b.keys.lazy.map(\.name).filter { a[$0.text] == nil }
        return (a.keys.map(\.name) + new).sorted()
    }

    /// The changes that lead from one state of a key to another.
    private static func steps(
        for key: KeyName, from stored: KeyState?, to wanted: KeyState?
    ) throws(SchemaProblem) -> [SchemaChange] {
        guard let stored else { return wanted.map { [.define(key, $0)] } ?? [] }
        guard let wanted else {
            if case .active = stored { throw SchemaProblem(.keyMissing, key, stored, nil) }
            return []
        }
        if stored == wanted { return [] }
        switch (stored, wanted) {
        case (.hardDeleted, _): throw SchemaProblem(.hardDeleted, key, stored, wanted)
        case (.active, .hardDeleted): return [.delete(key, hard: true)]
        case (.softDeleted, .hardDeleted): return [.restore(key), .delete(key, hard: true)]
        case (.active(let old), .active(let new)):
            return try transition(for: key, from: old, to: new, stored, wanted)
        case (.active(let old), .softDeleted(let new)):
            return try transition(for: key, from: old, to: new, stored, wanted)
                + [.delete(key, hard: false)]
        case (.softDeleted(.variant(let old)), .active(.variant(let new))):
            return [old == new ? .restore(key) : .addScalar(key, new)]
        case (.softDeleted(let old), .active(let new)):
            return try [.restore(key)] + transition(for: key, from: old, to: new, stored, wanted)
        case (.softDeleted(let old), .softDeleted(let new)):
            return try [.restore(key)] + transition(for: key, from: old, to: new, stored, wanted)
                + [.delete(key, hard: false)]
        }
    }

    /// The changes that lead from one definition of an active key to another.
    private static func transition(
        for key: KeyName, from old: KeyDefinition, to new: KeyDefinition, _ stored: KeyState,
        _ wanted: KeyState
    ) throws(SchemaProblem) -> [SchemaChange] {
        if old == new { return [] }
        switch (old, new) {
        case (.variant, .variant(let scalar)): return [.addScalar(key, scalar)]
        case (.enumeration(let oldOptions), .enumeration(let newOptions)):
            let oldOptions = EnumOptions.sorted(oldOptions)
            let newOptions = EnumOptions.sorted(newOptions)
            let removed = EnumOptions.missing(oldOptions, in: newOptions)
            if !removed.isEmpty {
                throw SchemaProblem(.optionsRemoved(removed), key, stored, wanted)
            }
            if newOptions.count > KeyDefinition.optionCountMax {
                throw SchemaProblem(.tooManyOptions(newOptions.count), key, stored, wanted)
            }
            return [.addOptions(key, options: EnumOptions.missing(newOptions, in: oldOptions))]
        case (.embedding(let oldSize, _), .embedding(let newSize, let api)):
            if oldSize != newSize { throw SchemaProblem(.sizeChanged, key, stored, wanted) }
            return [.setEmbeddingAPI(key, api)]
        default: throw SchemaProblem(.kindChanged, key, stored, wanted)
        }
    }

    /// The change of a key's description, if it changes.
    private static func description(
        for key: KeyName, from old: SchemaKey?, to new: SchemaKey?
    ) -> [SchemaChange] {
        guard let text = new?.description,
            !ExactText.isSame(text, old?.description ?? "")
        else { return [] }
        return [.setDescription(key, text)]
    }
}
