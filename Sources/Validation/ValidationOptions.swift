import SchemaModel

/// Which of the platform's two products the metadata is for: they have different limits.
public enum ValidationTarget: String, Sendable, Hashable, CaseIterable {
    case index, active

    /// The largest size of an embedding, in numbers.
    public var embeddingSizeMax: Int {
        switch self {
        case .index: KeyDefinition.embeddingSizeMax
        case .active: KeyDefinition.embeddingSizeMaxActive
        }
    }
}

/// How metadata is checked.
public struct ValidationOptions: Sendable, Equatable {
    /// What the metadata is for.
    public var target: ValidationTarget
    /// Whether the values of all items are watched for suspicions; see ``MetadataProfile``.
    public var findsSuspicions: Bool
    /// How many findings about one undeclared key a validator reports in full before it only counts
    /// them (``Validator/repeats``); nil reports all of them.
    ///
    /// An undeclared key is usually one of every item, so this is where time goes that no reader of
    /// a summary misses.
    public var undeclaredKeySamplesMax: Int?

    /// Makes options; those left out are the ones of the command line.
    public init(
        target: ValidationTarget = .index, findsSuspicions: Bool = true,
        undeclaredKeySamplesMax: Int? = nil
    ) {
        self.target = target
        self.findsSuspicions = findsSuspicions
        self.undeclaredKeySamplesMax = undeclaredKeySamplesMax
    }
}
