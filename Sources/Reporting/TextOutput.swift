/// Where a report writes its text: gathered in a buffer, handed on in large pieces.
///
/// Writing never throws: the first error of the sink is kept, what comes later is dropped, and
/// ``flush()`` throws the error. A reader that closes the pipe early costs no more than that.
public final class TextOutput {
    /// 64 KiB: a pipe's capacity on Linux.
    public static let bufferBytesMax = 65_536

    private var buffer: [UInt8] = []
    private let sink: (UnsafeRawBufferPointer) throws -> Void
    /// Why the sink takes no more.
    public private(set) var error: (any Error)?

    /// Makes an output.
    ///
    /// - Parameter sink: takes each piece of the UTF-8 text; called in order.
    public init(sink: @escaping (UnsafeRawBufferPointer) throws -> Void) {
        self.sink = sink
        buffer.reserveCapacity(TextOutput.bufferBytesMax)
    }

    /// Writes a text.
    public func write(_ text: String) {
        buffer.append(contentsOf: text.utf8)
        if buffer.count >= TextOutput.bufferBytesMax { empty() }
    }

    /// Writes UTF-8 bytes.
    public func write(_ bytes: some Collection<UInt8>) {
        buffer.append(contentsOf: bytes)
        if buffer.count >= TextOutput.bufferBytesMax { empty() }
    }

    /// Hands on what is left.
    ///
    /// - Throws: the first error of the sink.
    public func flush() throws {
        empty()
        if let error { throw error }
    }

    private func empty() {
        if error == nil, !buffer.isEmpty {
            do { try buffer.withUnsafeBytes(sink) } catch { self.error = error }
        }
        buffer.removeAll(keepingCapacity: true)
    }
}
