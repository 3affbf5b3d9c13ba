/// Finds where an array or object ends by its quotes, backslashes and brackets alone.
///
/// It does not check the text: a span that it finds is still to be scanned. The text may come in
/// pieces, cut anywhere.
public struct JSONSpanFinder: Sendable {
    /// Open brackets, `{` and `[` alike, outside strings.
    private var depth = 0
    /// All bits set inside a string, else none.
    private var insideString: UInt64 = 0
    /// 1 when the next byte stands behind a backslash, else 0.
    private var behindBackslash: UInt64 = 0

    /// Makes a finder that stands in front of a span.
    public init() {}

    /// Forgets the span begun.
    public mutating func reset() {
        self = JSONSpanFinder()
    }

    /// Reads on until the bracket that closes the first one.
    ///
    /// - Parameter bytes: the next piece of the text; the first piece starts with `{` or `[`.
    /// - Returns: the offset in this piece behind the closing bracket, and the finder then stands
    ///   in front of a new span; nil when the span goes on behind the piece.
    public mutating func end(in bytes: UnsafeRawBufferPointer) -> Int? {
        guard let base = bytes.baseAddress else { return nil }
        var finder = self
        var i = 0
        while i &+ 64 <= bytes.count {
            let marks = BlockMarks(at: base + i)
            if let end = finder.read(marks, length: 64) {
                reset()
                return i &+ end
            }
            i &+= 64
        }
        if i < bytes.count {
            // The last bytes, followed by zeros that mean nothing.
            var block = SIMD64<UInt8>()
            let length = bytes.count &- i
            let end = withUnsafeMutableBytes(of: &block) { block in
                block.copyMemory(from: UnsafeRawBufferPointer(start: base + i, count: length))
                return block.baseAddress.flatMap {
                    finder.read(BlockMarks(at: UnsafeRawPointer($0)), length: length)
                }
            }
            if let end {
                reset()
                return i &+ end
            }
        }
        self = finder
        return nil
    }

    /// Reads a block; the offset behind the last bracket when the span ends in it.
    @inline(__always)
    private mutating func read(_ marks: BlockMarks, length: Int) -> Int? {
        let escaped = escapedBytes(marks.backslashes, length: length)
        let quotes = marks.quotes & ~escaped
        let strings = TextBlock.prefixExclusiveOr(quotes) ^ insideString
        insideString = UInt64(bitPattern: Int64(bitPattern: strings) &>> 63)
        if marks.hasNoBrackets { return nil }

        let opens = marks.opens & ~strings
        let closes = marks.closes & ~strings
        let closing = closes.nonzeroBitCount
        if closing < depth || closing == 0 {
            depth &+= opens.nonzeroBitCount &- closing
            return nil
        }
        // The depth may reach zero here: from one closing bracket to the next.
        var rest = closes
        var closed = 0
        while rest != 0 {
            let bit = rest & (0 &- rest)
            closed &+= 1
            if depth &+ (opens & (bit &- 1)).nonzeroBitCount <= closed {
                return bit.trailingZeroBitCount &+ 1
            }
            rest &= rest &- 1
        }
        depth &+= opens.nonzeroBitCount &- closing
        return nil
    }

    /// The bytes that stand behind a backslash that is not itself behind one.
    @inline(__always)
    private mutating func escapedBytes(_ backslashes: UInt64, length: Int) -> UInt64 {
        if backslashes == 0 {
            let escaped = behindBackslash
            behindBackslash = 0
            return escaped
        }
        // Runs of backslashes that start at an odd place carry through an addition to where they
        // end; then every second byte of a run, and the byte behind it, is escaped.
        let even: UInt64 = 0x5555_5555_5555_5555
        let marked = backslashes & ~behindBackslash
        let follows = marked &<< 1 | behindBackslash
        let oddStarts = marked & ~even & ~follows
        let (sum, overflow) = oddStarts.addingReportingOverflow(marked)
        let escaped = (even ^ (sum &<< 1)) & follows
        behindBackslash = length == 64 ? (overflow ? 1 : 0) : (escaped &>> UInt64(length)) & 1
        return escaped
    }
}

/// Which of 64 bytes are quotes, backslashes and brackets, one bit a byte.
private struct BlockMarks {
    let quotes: UInt64
    let backslashes: UInt64
    private let openMatrix: UInt64
    private let closeMatrix: UInt64

    var opens: UInt64 { TextBlock.transposed(openMatrix) }
    var closes: UInt64 { TextBlock.transposed(closeMatrix) }
    var hasNoBrackets: Bool { openMatrix | closeMatrix == 0 }

    /// - Parameter bytes: 64 readable bytes.
    @inline(__always)
    init(at bytes: UnsafeRawPointer) {
        let block = TextBlock(at: bytes)
        let quote = SIMD16<UInt8>(repeating: UInt8(ascii: "\""))
        quotes = TextBlock.transposed(block.matrix { $0 .== quote })
        let backslash = SIMD16<UInt8>(repeating: UInt8(ascii: "\\"))
        let backslashMatrix = block.matrix { $0 .== backslash }
        backslashes = backslashMatrix == 0 ? 0 : TextBlock.transposed(backslashMatrix)
        // `[` and `{`, `]` and `}` differ by 0x20 only.
        let bit = SIMD16<UInt8>(repeating: 0x20)
        let open = SIMD16<UInt8>(repeating: UInt8(ascii: "{"))
        let close = SIMD16<UInt8>(repeating: UInt8(ascii: "}"))
        openMatrix = block.matrix { $0 | bit .== open }
        closeMatrix = block.matrix { $0 | bit .== close }
    }
}
