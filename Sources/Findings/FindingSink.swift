/// Gets what is found, in the order of the file.
public protocol FindingSink {
    /// Takes a finding that was made.
    ///
    /// - Parameter excerpt: gives its source line.
    func receive(_ finding: Finding, _ excerpt: () -> SourceExcerpt?) throws

    /// Takes a finding that is made when somebody asks.
    func receive(_ finding: RecordedFinding) throws
}

extension FindingSink {
    /// Has every finding made.
    public func receive(_ finding: RecordedFinding) throws {
        try receive(finding.finding(), finding.excerpt)
    }
}

/// Takes findings that nobody asks for, because they were told before.
public struct UnheardFindings: FindingSink {
    /// Makes a sink.
    public init() {}

    /// Does nothing.
    public func receive(_ finding: Finding, _ excerpt: () -> SourceExcerpt?) {}

    /// Does nothing.
    public func receive(_ finding: RecordedFinding) {}
}
