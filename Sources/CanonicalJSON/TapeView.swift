/// A scanned text as inner loops want it: plain pointers, read from the tape once.
///
/// Valid until the next scan into the tape.
public struct TapeView {
    /// Not counted as a reference: the caller of the check holds the tape.
    public unowned(unsafe) let tape: JSONTape
    /// The tokens of the tape.
    public let tokens: UnsafePointer<JSONToken>
    /// The scanned bytes.
    public let bytes: UnsafePointer<UInt8>

    /// nil for a tape without tokens.
    @inlinable @inline(__always)
    public init?(_ tape: JSONTape) {
        guard let tokens = tape.tokens.baseAddress, let bytes = tape.bytes.baseAddress,
            tape.count > 0
        else { return nil }
        self.tape = tape
        self.tokens = tokens
        self.bytes = bytes.assumingMemoryBound(to: UInt8.self)
    }

    /// The first byte between the quotes of a string or key.
    @inlinable @inline(__always)
    public func contentStart(_ token: JSONToken) -> UnsafePointer<UInt8> {
        bytes + (Int(token.start) &+ 1)
    }

    /// The bytes between the quotes of a string or key, escapes as written.
    @inlinable @inline(__always)
    public func content(_ token: JSONToken) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(
            start: contentStart(token), count: Int(token.end &- token.start) &- 2)
    }

    /// The bytes of a token as they stand in the text.
    @inlinable @inline(__always)
    public func source(_ token: JSONToken) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(
            start: bytes + Int(token.start), count: Int(token.end &- token.start))
    }

    /// Calls a body with the text of a string or key, escapes resolved.
    @inlinable @inline(__always)
    public func withText<Result>(_ index: Int, _ body: (UnsafeRawBufferPointer) -> Result)
        -> Result
    {
        let token = tokens[index]
        if !token.flags.contains(.escaped) { return body(content(token)) }
        var text: [UInt8] = []
        tape.appendText(of: index, to: &text)
        return text.withUnsafeBytes { body($0) }
    }
}

extension TapeView {
    /// Whether a value is an empty string, array or object.
    @inlinable
    public func isEmpty(_ index: Int) -> Bool {
        let token = tokens[index]
        switch token.kind {
        case .string: return token.end &- token.start == 2
        case .array, .object: return Int(token.next) == index &+ 1
        default: return false
        }
    }
}

extension JSONToken {
    /// Number of tokens behind a value's own: of an array of scalars the number of elements.
    @inlinable @inline(__always)
    public func tokenCount(at index: Int) -> Int { Int(next) &- index &- 1 }
}
