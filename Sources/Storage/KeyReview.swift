public import Findings
public import Items
public import SchemaModel

/// What a change of the schema finds stored under one key.
public struct KeyReview: Sendable, Equatable {
    /// The key and what becomes of it.
    public let key: SchemaPlan.Key
    /// Items that have a value of the key; `null` is none.
    public package(set) var valueCount = 0
    /// Those of them whose value does not fit the key's new type, frames included.
    public package(set) var misfitCount = 0
    /// Of those, the ones whose value is a string that begins with a zero, like `007`: as a number it
    /// would lose the zero.
    public package(set) var zeroLedCount = 0
    /// The first values that do not fit.
    public package(set) var samples: [Misfit] = []

    /// 3 samples: enough to see what is wrong.
    public static let samplesMax = 3

    /// A stored value that does not fit.
    public struct Misfit: Sendable, Equatable {
        /// The item.
        public let item: ItemID
        /// Its first URL.
        public let url: String?
        /// What is wrong with the value.
        public let finding: Finding
    }

    package init(_ key: SchemaPlan.Key) {
        self.key = key
    }
}

/// What came of a change of the schema.
public struct AppliedSchema: Sendable, Equatable {
    /// The new revision.
    public let revision: SchemaRevision
    /// Every key whose stored values were read, in the order of the names.
    public let reviews: [KeyReview]

    package init(revision: SchemaRevision, reviews: [KeyReview]) {
        self.revision = revision
        self.reviews = reviews
    }
}
