/// A place in a text.
public struct SourcePosition: Hashable, Sendable, Comparable {
    /// Bytes before the place.
    public var offset: Int
    /// Line, from 1; lines end at LF.
    public var line: Int
    /// Column in characters (Unicode scalars), from 1; a tab is one character.
    public var column: Int

    public init(offset: Int, line: Int, column: Int) {
        self.offset = offset
        self.line = line
        self.column = column
    }

    /// The first byte of a text.
    public static let start = SourcePosition(offset: 0, line: 1, column: 1)

    public static func < (a: SourcePosition, b: SourcePosition) -> Bool { a.offset < b.offset }

    /// The place behind some more bytes.
    ///
    /// - Parameter bytes: the bytes from this place on; they may end inside a character.
    public func advanced(over bytes: UnsafeRawBufferPointer) -> SourcePosition {
        let (newlines, tail) = SourcePosition.count(bytes)
        return SourcePosition(
            offset: offset + bytes.count, line: line + newlines,
            column: newlines == 0 ? column + tail : 1 + tail)
    }

    /// Counts the lines that end in some bytes and the characters behind the last line end.
    ///
    /// A character is counted at its first byte, so counts of neighbouring pieces add up.
    static func count(_ bytes: UnsafeRawBufferPointer) -> (newlines: Int, charactersInLastLine: Int)
    {
        var newlines = 0
        var characters = 0
        for byte in bytes {
            if byte == UInt8(ascii: "\n") {
                newlines += 1
                characters = 0
            } else if byte & 0xC0 != 0x80 {
                characters += 1
            }
        }
        return (newlines, characters)
    }
}
