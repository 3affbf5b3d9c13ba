import Findings

/// A replacement of some bytes of a file.
public struct TextEdit: Sendable, Equatable {
    /// The finding that it mends.
    public var finding: Finding
    /// Offset in the file of the first byte that is replaced.
    public var offset: Int
    /// Number of bytes that are replaced.
    public var length: Int
    /// What stands there instead.
    public var replacement: [UInt8]
    /// Whether the meaning certainly stays: such an edit is made without being asked for.
    public var isSafe: Bool
    /// The source line before the edit.
    public var before: SourceExcerpt?
    /// The source line after the edit.
    public var after: SourceExcerpt?
}
