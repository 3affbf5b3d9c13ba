/// What a change of a schema means for what is stored, key by key.
///
/// Documents never change with the schema. What a store derives from them may: columns, indexes, and
/// what it knows of the values that do not fit. Whether the change is legal is not judged here.
public struct SchemaPlan: Sendable, Equatable {
    /// What becomes of all that is derived from the values of one key.
    public enum Step: Sendable, Hashable {
        /// It stays as it is.
        case keep
        /// It stays, and is not seen any more: the key was deleted softly.
        case hide
        /// It is seen again as it was: the key was restored.
        case show
        /// It is made from the documents: the key is new here, its values need not be.
        case build
        /// It stays, but values that did not fit before may fit now: more options, a longer varchar.
        case widen(from: KeyDefinition)
        /// It is made anew from the documents: values mean something else than under the definition
        /// so far.
        case rebuild(from: KeyDefinition)
        /// It goes for good.
        case drop
    }

    /// One key of the old or the new schema.
    public struct Key: Sendable, Hashable {
        /// The name under which values stand in documents.
        public let name: KeyName
        /// What becomes of what is derived from them.
        public let step: Step
        /// The key's state from now on; nil for a name that leaves the schema.
        public let state: KeyState?
    }

    /// The schema so far.
    public let old: MetadataSchema
    /// The schema from now on.
    public let new: MetadataSchema
    /// Every key of both schemas, in the order of the names.
    public let keys: [Key]

    /// Compares two schemas.
    public init(from old: MetadataSchema, to new: MetadataSchema) {
        self.old = old
        self.new = new
        let added = new.keys.lazy.map(\.name).filter { old[$0.text] == nil }
        keys = (old.keys.map(\.name) + added).sorted().map { name in
            let state = new[name.text]?.state
            let step = SchemaPlan.step(from: old[name.text]?.state, to: state)
            return Key(name: name, step: step, state: state)
        }
    }

    /// What becomes of what is derived from a key's values.
    ///
    /// - Parameters:
    ///   - old: the key's state so far; nil for a name that the schema did not have.
    ///   - new: its state from now on; nil for a name that leaves the schema.
    public static func step(from old: KeyState?, to new: KeyState?) -> Step {
        guard let wanted = new?.remembered else {
            // A name without a definition has nothing left that could go.
            let isGone = new == nil ? old?.remembered == nil : old == .hardDeleted
            return isGone ? .keep : .drop
        }
        guard let before = old?.remembered else { return .build }
        switch wanted.reading(comparedWith: before) {
        case .wider: return .widen(from: before)
        case .other: return .rebuild(from: before)
        case .same: break
        }
        switch (old, new) {
        case (.active, .softDeleted): return .hide
        case (.softDeleted, .active): return .show
        default: return .keep
        }
    }
}

extension SchemaPlan.Step {
    /// Whether every stored value of the key has to be read.
    public var readsValues: Bool {
        switch self {
        case .build, .rebuild: true
        case .keep, .hide, .show, .widen, .drop: false
        }
    }
}

extension KeyDefinition {
    /// How a definition reads values, compared with another one.
    fileprivate enum Reading {
        case same
        /// All that fitted fits, and means the same.
        case wider
        case other
    }

    fileprivate func reading(comparedWith before: KeyDefinition) -> Reading {
        switch (before.type, type) {
        case (.enumeration(let before), .enumeration(let options)):
            let before = EnumOptions.sorted(before)
            let options = EnumOptions.sorted(options)
            if !EnumOptions.missing(before, in: options).isEmpty { return .other }
            return options.count == before.count ? .same : .wider
        case (.varchar(let before), .varchar(let length)):
            return length == before ? .same : length > before ? .wider : .other
        case (.number, .number):
            switch (before.isSingle, isSingle) {
            case (true, false): return .wider
            case (false, true): return .other
            default: return .same
            }
        case (let before, let now): return before == now ? .same : .other
        }
    }

    /// Whether values are numbers of single precision, which reach less far.
    private var isSingle: Bool { self == .number(.single) }
}
