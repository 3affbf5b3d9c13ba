/// The source line of a finding, cut to a window around the fault.
public struct SourceExcerpt: Sendable, Equatable {
    /// The text of the line or of a window of it, without its line end.
    public var text: String
    /// Characters of `text` before the fault.
    public var column: Int
    /// Characters of the fault within `text`, at least 1.
    public var length: Int
    /// Whether text of the line was cut off before.
    public var cutBefore: Bool
    /// Whether text of the line was cut off behind.
    public var cutBehind: Bool

    /// 96 characters: fits beside a line number on a terminal of 110 columns.
    public static let lengthMax = 96
    /// 40 characters before the fault, in a line that is longer, show the key it stands under.
    public static let beforeMax = 40

    /// Makes an excerpt of its parts.
    public init(text: String, column: Int, length: Int, cutBefore: Bool, cutBehind: Bool) {
        self.text = text
        self.column = column
        self.length = length
        self.cutBefore = cutBefore
        self.cutBehind = cutBehind
    }

    /// Cuts an excerpt out of a text; reads at most a few hundred bytes of it.
    ///
    /// - Parameters:
    ///   - bytes: UTF-8 text that holds the fault; bytes that are not UTF-8 appear as U+FFFD.
    ///   - offset: the first byte of the fault, from 0 to `bytes.count`.
    ///   - length: the number of bytes of the fault.
    ///   - holdsLineStart: whether the line's start, if it is not among the bytes, is their first
    ///     byte (and not somewhere before it).
    public init(
        of bytes: UnsafeRawBufferPointer, at offset: Int, length: Int, holdsLineStart: Bool = true
    ) {
        let offset = min(max(offset, 0), bytes.count)
        let lengthMax = SourceExcerpt.lengthMax
        let (lineStart, before) = SourceExcerpt.start(in: bytes, from: offset, most: lengthMax)
        let (lineEnd, behind) = SourceExcerpt.end(in: bytes, from: offset, most: lengthMax)
        var (start, end) = (lineStart, lineEnd)
        if before + behind > lengthMax {
            let most = max(SourceExcerpt.beforeMax, lengthMax - behind)
            let shown: Int
            (start, shown) = SourceExcerpt.start(in: bytes, from: offset, most: most)
            (end, _) = SourceExcerpt.end(in: bytes, from: offset, most: lengthMax - shown)
        }
        cutBefore = start > 0 ? bytes[start - 1] != UInt8(ascii: "\n") : !holdsLineStart
        cutBehind = end < bytes.count && bytes[end] != UInt8(ascii: "\n")
        let faultEnd = min(offset + max(length, 0), end)
        var line = String(decoding: bytes[start..<end], as: UTF8.self)
        if !cutBehind, line.unicodeScalars.last == "\r" { line.unicodeScalars.removeLast() }
        text = line
        column = String(decoding: bytes[start..<offset], as: UTF8.self).unicodeScalars.count
        let fault = String(decoding: bytes[offset..<max(offset, faultEnd)], as: UTF8.self)
        self.length = max(1, min(fault.unicodeScalars.count, line.unicodeScalars.count - column))
    }

    /// The place of at most `most` characters before a place in its line, and how many there are.
    private static func start(
        in bytes: UnsafeRawBufferPointer, from offset: Int, most: Int
    ) -> (start: Int, characters: Int) {
        var start = offset
        var characters = 0
        while start > 0, bytes[start - 1] != UInt8(ascii: "\n"), characters < most {
            start -= 1
            if bytes[start] & 0xC0 != 0x80 { characters += 1 }
        }
        return (start, characters)
    }

    /// The place behind at most `most` characters from a place on in its line, and how many there
    /// are.
    private static func end(
        in bytes: UnsafeRawBufferPointer, from offset: Int, most: Int
    ) -> (end: Int, characters: Int) {
        var end = offset
        var characters = 0
        while end < bytes.count, bytes[end] != UInt8(ascii: "\n") {
            if bytes[end] & 0xC0 != 0x80 {
                if characters == most { break }
                characters += 1
            }
            end += 1
        }
        return (end, characters)
    }
}
