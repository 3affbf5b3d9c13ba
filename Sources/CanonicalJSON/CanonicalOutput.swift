/// The canonical text while it grows.
struct CanonicalOutput {
    private var buffer: ScratchBuffer<UInt8>
    /// Bytes written and not drained.
    private(set) var count = 0
    /// Bytes that were handed on or dropped, to use their memory again.
    private var drained = 0
    /// Takes full pieces of the text; nil keeps all of it.
    private var drain: ((UnsafeRawBufferPointer) -> Void)?
    /// While `count` and what is to be written stay below this, there is room within the limit.
    private var end = 0
    private var limit = 0

    /// Bytes behind the room asked for that copies may write to and that mean nothing.
    private static let slack = 32
    /// 65,536 bytes: pieces of this size are worth handing on.
    private static let drainedBytesMin = 65_536
    /// More memory than this is given back after each document, in bytes.
    private static let keptBytesMax = 4 << 20

    init() {
        buffer = ScratchBuffer(capacity: 4_096)
    }

    /// Starts a new text.
    ///
    /// - Parameter drain: takes the text piece by piece; without it, it stays in memory.
    mutating func begin(limit: Int, drain: ((UnsafeRawBufferPointer) -> Void)? = nil) {
        self.limit = limit
        self.drain = drain
        count = 0
        drained = 0
        end = min(buffer.capacity - CanonicalOutput.slack, limit)
    }

    /// Hands on what is left, and gives back what an unusually large document took.
    mutating func finish() {
        if drain != nil { empty() }
        drain = nil
        if buffer.capacity > CanonicalOutput.keptBytesMax { buffer.resize(to: 4_096, keeping: 0) }
    }

    func deallocate() {
        buffer.deallocate()
    }

    var text: UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: buffer.base, count: count)
    }

    /// Makes room.
    ///
    /// - Parameter size: the most that is written before the next call, in bytes.
    /// - Returns: false when the limit is already passed.
    @inline(__always)
    mutating func reserve(_ size: Int) -> Bool {
        count &+ size <= end || grow(size)
    }

    @inline(never)
    private mutating func grow(_ size: Int) -> Bool {
        if isTooLong { return false }
        if drain != nil, count >= CanonicalOutput.drainedBytesMin { empty() }
        let needed = count + size + CanonicalOutput.slack
        buffer.reserve(needed, keeping: count)
        // Near the limit every call comes here, and may write what it asked for.
        end = max(min(buffer.capacity - CanonicalOutput.slack, limit - drained), count + size)
        return true
    }

    private mutating func empty() {
        drain?(text)
        drained += count
        count = 0
    }

    /// The length of the text in bytes.
    var length: Int { drained + count }

    /// Whether what was written is longer than allowed.
    var isTooLong: Bool { length > limit }

    @inline(__always)
    mutating func write(_ byte: UInt8) {
        buffer.base[count] = byte
        count &+= 1
    }

    /// Writes two bytes, `", "` or `": "`.
    @inline(__always)
    mutating func writeSpaced(_ byte: UInt8) {
        buffer.base[count] = byte
        buffer.base[count &+ 1] = 0x20
        count &+= 2
    }

    /// Writes some bytes of a document as they are.
    ///
    /// - Parameters:
    ///   - source: the first byte.
    ///   - length: bytes to write.
    ///   - readable: bytes that may be read from `source` on, at least `length`.
    @inline(__always)
    mutating func write(_ source: UnsafePointer<UInt8>, _ length: Int, readable: Int) {
        let target = UnsafeMutableRawPointer(buffer.base + count)
        if length <= 32, readable >= 32 {
            let from = UnsafeRawPointer(source)
            target.storeBytes(
                of: from.loadUnaligned(as: SIMD16<UInt8>.self), as: SIMD16<UInt8>.self)
            target.storeBytes(
                of: from.loadUnaligned(fromByteOffset: 16, as: SIMD16<UInt8>.self),
                toByteOffset: 16, as: SIMD16<UInt8>.self)
        } else {
            target.copyMemory(from: source, byteCount: length)
        }
        count &+= length
    }

    /// Writes a string with escapes, quotes included.
    ///
    /// - Parameters:
    ///   - source: the opening quote.
    ///   - length: bytes up to behind the closing quote.
    mutating func writeEscaped(_ source: UnsafePointer<UInt8>, _ length: Int) {
        write(UInt8(ascii: "\""))
        count &+= StringEscapes.canonicalize(source + 1, length &- 2, to: buffer.base + count)
        write(UInt8(ascii: "\""))
    }

    /// Writes a number, its exponent expanded, when there is room for it.
    mutating func writeNumber(_ source: UnsafeRawBufferPointer) -> Bool {
        let parts = DecimalParts(source)
        let length = parts.canonicalLength
        guard reserve(length &+ 8) else { return false }
        parts.write(source, to: buffer.base + count)
        count &+= length
        return true
    }
}
