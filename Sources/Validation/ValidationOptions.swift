/// How metadata is checked.
public struct ValidationOptions: Sendable, Equatable {
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
        findsSuspicions: Bool = true,
        undeclaredKeySamplesMax: Int? = nil
    ) {
        self.findsSuspicions = findsSuspicions
        self.undeclaredKeySamplesMax = undeclaredKeySamplesMax
    }
}
