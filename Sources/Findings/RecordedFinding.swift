/// A finding that is made when somebody asks; valid only during the call that hands it over.
public struct RecordedFinding {
    /// What was recorded.
    public let record: FindingRecord
    /// The file as the user named it.
    let file: String
    private let source: Source

    private enum Source {
        case recorded(FindingSpeller)
        case made(Finding)
    }

    /// A finding that the speller of its window makes.
    public init(_ record: FindingRecord, _ speller: FindingSpeller) {
        self.record = record
        file = speller.file
        source = .recorded(speller)
    }

    /// A finding that was made already, about the file as a whole.
    public init(_ finding: Finding) {
        record = FindingRecord(finding)
        file = finding.location.file
        source = .made(finding)
    }

    /// The finding.
    public func finding() -> Finding {
        switch source {
        case .recorded(let speller): speller.finding(record)
        case .made(let finding): finding
        }
    }

    /// The edit that mends it.
    public var proposal: FindingFix? {
        switch source {
        case .recorded(let speller): speller.proposal(record)
        case .made(let finding): finding.proposal
        }
    }

    /// Its source line; nil for a finding about the file as a whole.
    public func excerpt() -> SourceExcerpt? {
        switch source {
        case .recorded(let speller): speller.excerpt(record)
        case .made: nil
        }
    }

    /// What was found, in words.
    var value: String? {
        switch source {
        case .recorded(let speller): speller.value(record)
        case .made(let finding): finding.value
        }
    }
}
