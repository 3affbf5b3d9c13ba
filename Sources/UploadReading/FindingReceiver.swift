public import Findings

/// Gets one finding, in the order of the file, and its source line when it wants it.
public typealias FindingReceiver = (_ finding: Finding, _ excerpt: () -> SourceExcerpt?) throws ->
    Void
