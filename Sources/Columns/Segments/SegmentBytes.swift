/// The bytes of a segment: aligned, never changed once they are filled.
///
/// The owner of the memory that the readers of a segment look at. It is safe to use from several
/// threads because nothing writes to it after `init`.
public final class SegmentBytes: @unchecked Sendable {
    /// 64 bytes: a line of the cache, and the widest vector.
    public static let alignment = 64

    /// Number of bytes.
    public let count: Int
    /// At least ``count`` bytes, aligned to ``alignment``.
    let start: UnsafeRawPointer

    /// Makes bytes, lent once to be filled.
    ///
    /// - Parameters:
    ///   - count: number of bytes.
    ///   - fill: writes them; they are zero before.
    /// - Throws: what `fill` throws.
    public init<Failure: Error>(
        count: Int, fill: (UnsafeMutableRawBufferPointer) throws(Failure) -> Void
    ) throws(Failure) {
        let memory = UnsafeMutableRawPointer.allocate(
            byteCount: max(count, 1), alignment: SegmentBytes.alignment)
        memory.initializeMemory(as: UInt8.self, repeating: 0, count: max(count, 1))
        do {
            try fill(UnsafeMutableRawBufferPointer(start: memory, count: count))
        } catch {
            memory.deallocate()
            throw error
        }
        self.count = count
        start = UnsafeRawPointer(memory)
    }

    /// Copies bytes.
    public convenience init(copying bytes: UnsafeRawBufferPointer) {
        self.init(count: bytes.count) { $0.copyMemory(from: bytes) }
    }

    /// Copies bytes.
    public convenience init(copying bytes: [UInt8]) {
        self.init(count: bytes.count) { $0.copyBytes(from: bytes) }
    }

    deinit { UnsafeMutableRawPointer(mutating: start).deallocate() }

    /// Lends the bytes.
    public func withUnsafeBytes<Result, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try body(UnsafeRawBufferPointer(start: start, count: count))
    }

    /// A copy of the bytes.
    public var array: [UInt8] { withUnsafeBytes { Array($0) } }
}
