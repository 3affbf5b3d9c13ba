public import Values

/// How metadata is checked.
public struct ValidationOptions: Sendable, Equatable {
    /// Whether the values of all items are watched for suspicions; see ``MetadataProfile``.
    public var findsSuspicions: Bool
    /// Keys that may stay undeclared, to the byte: no finding is about them as long as they could be
    /// declared.
    public var undeclaredKeys: [String]
    /// What datetimes without an offset mean, where somebody knows it: what a fix then writes.
    public var assumedOffset: UTCOffset?

    /// Makes options; those left out are the ones of the command line.
    public init(
        findsSuspicions: Bool = true,
        undeclaredKeys: [String] = []
    ) {
        self.findsSuspicions = findsSuspicions
        self.undeclaredKeys = undeclaredKeys
    }
}
