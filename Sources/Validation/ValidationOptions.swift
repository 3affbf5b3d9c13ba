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
    /// Keys that may stay undeclared, to the byte: no finding is about them as long as they could be
    /// declared.
    public var undeclaredKeys: [String]

    /// Makes options; those left out are the ones of the command line.
    public init(
        findsSuspicions: Bool = true,
        undeclaredKeySamplesMax: Int? = nil,
        undeclaredKeys: [String] = []
    ) {
        self.findsSuspicions = findsSuspicions
        self.undeclaredKeySamplesMax = undeclaredKeySamplesMax
        self.undeclaredKeys = undeclaredKeys
    }
}
