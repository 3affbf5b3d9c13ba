/// Why a document has no canonical form that can be kept.
public enum CanonicalError: Error, Equatable, Sendable {
    /// The canonical form is longer than the limit, in bytes.
    case tooLong(limit: Int)
}

/// Writes documents in the one form in which they are stored, hashed, compared and printed: byte
/// for byte what PostgreSQL 15 prints for `document::jsonb::text`.
///
/// It uses no recursion, and its memory again for the next document. Copies of a writer share that
/// memory, so they belong to one thread, as the compiler ensures.
public struct CanonicalWriter {
    /// The longest canonical form, in bytes.
    public let limit: Int
    private let scratch = CanonicalScratch()

    /// Makes a writer.
    ///
    /// - Parameter limit: the longest canonical form, in bytes.
    public init(limit: Int = JSONLimits.jsonbElementBytesMax) {
        self.limit = limit
    }

    /// Appends the canonical form of a value.
    ///
    /// - Parameters:
    ///   - tape: a scanned document.
    ///   - index: the value's token.
    ///   - bytes: what the text is appended to; unchanged when this throws.
    /// - Throws: ``CanonicalError/tooLong(limit:)`` as soon as the text is longer than the limit.
    public mutating func append(
        _ tape: JSONTape, at index: Int = 0, to bytes: inout [UInt8]
    ) throws(CanonicalError) {
        var memory = scratch.memory
        memory.output.begin(limit: limit)
        let fits = memory.write(tape, at: index)
        if fits { bytes.append(contentsOf: memory.output.text) }
        memory.output.finish()
        scratch.memory = memory
        if !fits { throw .tooLong(limit: limit) }
    }

    /// The length of the canonical form of a value, in little memory whatever it is.
    ///
    /// - Throws: ``CanonicalError/tooLong(limit:)`` as soon as the text is longer than the limit.
    public mutating func length(of tape: JSONTape, at index: Int = 0) throws(CanonicalError) -> Int
    {
        try drain(tape, at: index) { _ in }
    }

    /// Writes the canonical form of a value piece by piece, in little memory whatever it is.
    ///
    /// - Parameters:
    ///   - tape: a scanned document.
    ///   - index: the value's token.
    ///   - write: takes the pieces in order.
    /// - Throws: ``CanonicalError/tooLong(limit:)`` before anything is written.
    public mutating func write(
        _ tape: JSONTape, at index: Int = 0, to write: (UnsafeRawBufferPointer) -> Void
    ) throws(CanonicalError) {
        _ = try length(of: tape, at: index)
        _ = try drain(tape, at: index, to: write)
    }

    private mutating func drain(
        _ tape: JSONTape, at index: Int, to write: (UnsafeRawBufferPointer) -> Void
    ) throws(CanonicalError) -> Int {
        var memory = scratch.memory
        let (fits, length) = withoutActuallyEscaping(write) { write in
            memory.output.begin(limit: limit, drain: write)
            let fits = memory.write(tape, at: index)
            memory.output.finish()
            return (fits, memory.output.length)
        }
        scratch.memory = memory
        if !fits { throw .tooLong(limit: limit) }
        return length
    }

    /// A length that the canonical form of a value does not exceed, found without writing it.
    ///
    /// It costs nothing where the document has no number with an exponent.
    ///
    /// - Parameters:
    ///   - index: the value's token.
    ///   - tape: a scanned document.
    /// - Returns: bytes; at most the length in the document, one byte a token, and the zeros of
    ///   expanded exponents.
    public static func upperBound(of index: Int, in tape: JSONTape) -> Int {
        let token = tape[index]
        // Strings and plain numbers never grow. A key brings the space of `", "`, its value that of
        // `": "`, an element that of `", "`.
        var bound = Int(token.end) - Int(token.start) + Int(token.next) - index
        guard tape.flags.contains(.exponent) else { return bound }
        for i in index..<Int(token.next) where tape[i].flags.contains(.exponent) {
            bound += DecimalParts(tape.source(of: i)).canonicalLength
        }
        return bound
    }
}

/// Owns the memory of a writer.
private final class CanonicalScratch {
    var memory = CanonicalMemory()

    deinit {
        memory.deallocate()
    }
}
