public import CanonicalJSON
public import Findings

/// A replacement of some bytes of a file.
public struct TextEdit: Sendable, Equatable {
    /// The finding that it mends.
    public var finding: Finding
    /// The place in the file of the first byte that is replaced.
    public var position: SourcePosition
    /// Number of bytes that are replaced.
    public var length: Int
    /// The first of these bytes, up to ``keptMax``.
    public var replaced: [UInt8]
    /// What stands there instead.
    public var replacement: [UInt8]
    /// Whether the meaning certainly stays: such an edit is made without being asked for.
    public var isSafe: Bool
    /// The source lines before the edit, those that it touches.
    public var before: [SourceExcerpt]
    /// The source lines after the edit.
    public var after: [SourceExcerpt]

    /// Offset in the file of the first byte that is replaced.
    public var offset: Int { position.offset }

    /// 1,000 bytes: longer texts are compared by their start.
    static let keptMax = 1000
    /// 12 lines: coordinates in an indented file, with a few members beside them.
    static let linesMax = 12

    /// - Parameters:
    ///   - position: the place of the fix in the file.
    ///   - bytes: the window that the fix is about.
    ///   - holdsLineStart: whether the window starts with the start of a line.
    init(
        _ fix: PlacedFix, at position: SourcePosition, in bytes: UnsafeRawBufferPointer,
        holdsLineStart: Bool
    ) {
        finding = fix.finding()
        self.position = position
        length = fix.range.count
        replaced = Array(bytes[fix.range].prefix(TextEdit.keptMax))
        replacement = Array(fix.replacement.utf8)
        isSafe = fix.isSafe
        before = TextEdit.lines(of: fix.range, in: bytes, holdsLineStart)
        let around = 4 * SourceExcerpt.lengthMax
        let from = max(0, fix.range.lowerBound - around)
        let to = min(bytes.count, fix.range.upperBound + around)
        let text =
            bytes[from..<fix.range.lowerBound] + replacement + bytes[fix.range.upperBound..<to]
        let range = fix.range.lowerBound - from..<fix.range.lowerBound - from + replacement.count
        after = Array(text).withUnsafeBytes {
            TextEdit.lines(of: range, in: $0, from == 0 && holdsLineStart)
        }
    }

    /// The lines that some bytes touch, each cut to a window around them.
    private static func lines(
        of range: Range<Int>, in bytes: UnsafeRawBufferPointer, _ holdsLineStart: Bool
    ) -> [SourceExcerpt] {
        var lines: [SourceExcerpt] = []
        var start = range.lowerBound
        while lines.count < linesMax {
            let end = bytes[start..<range.upperBound].firstIndex(of: UInt8(ascii: "\n"))
            lines.append(
                SourceExcerpt(
                    of: bytes, at: start, length: (end ?? range.upperBound) - start,
                    holdsLineStart: holdsLineStart))
            guard let end, end + 1 < range.upperBound else { break }
            start = end + 1
        }
        return lines
    }
}
