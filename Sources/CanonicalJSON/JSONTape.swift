/// The flat tokens of one scanned JSON text, in storage that is used again for the next text.
///
/// A tape does not copy the bytes it was scanned from unless it was made by
/// ``init(copying:limits:)``. Invariant for a borrowed tape: ``bytes`` stay allocated and unchanged
/// until the next scan into it, and no ``JSONNode`` of it is used after that.
public final class JSONTape {
    // Tokens are read in the inner loops of several modules, which a check of exclusive access at
    // every read would make several times slower. A tape is not Sendable, and nothing here calls
    // out while it changes a tape.

    /// The tokens; only the first ``count`` are initialised.
    @exclusivity(unchecked) @usableFromInline var storage: UnsafeMutablePointer<JSONToken>
    @exclusivity(unchecked) @usableFromInline var capacity: Int

    /// Number of tokens.
    @exclusivity(unchecked) public internal(set) var count = 0

    /// Everything that was seen in any token.
    @exclusivity(unchecked) public internal(set) var flags: JSONToken.Flags = []

    /// The scanned bytes.
    @exclusivity(unchecked) public internal(set) var bytes = UnsafeRawBufferPointer(
        start: nil, count: 0)

    /// The places of all tokens, once many pointers were asked for.
    @exclusivity(unchecked) private(set) var places: JSONPlaces?
    /// Tokens passed on the way to pointers since the last scan.
    @exclusivity(unchecked) package internal(set) var walked = 0

    /// 262,144 tokens, 4 MiB: the memory of a tape that held more is given back when the next text
    /// cannot need it.
    static let keptTokensMax = 1 << 18

    /// The bytes when the tape owns them.
    private var ownedBytes: UnsafeMutableRawBufferPointer?

    /// Makes an empty tape.
    ///
    /// - Parameter capacity: number of tokens to have room for at first.
    public init(capacity: Int = 256) {
        self.capacity = max(capacity, 16)
        storage = .allocate(capacity: self.capacity)
    }

    /// Scans a copy of a JSON text; the tape owns the copy, so its nodes may be kept.
    ///
    /// - Parameters:
    ///   - text: the bytes of one JSON document.
    ///   - limits: depth and size limits.
    /// - Throws: ``JSONSyntaxError`` with the offset of the first fault.
    public convenience init(
        copying text: some Collection<UInt8>, limits: JSONLimits = .standard
    ) throws(JSONSyntaxError) {
        self.init()
        let copy = UnsafeMutableRawBufferPointer.allocate(
            byteCount: max(text.count, 1), alignment: 16)
        copy.copyBytes(from: text)
        ownedBytes = copy
        var scanner = JSONScanner(limits: limits)
        try scanner.scan(UnsafeRawBufferPointer(rebasing: copy[..<text.count]), into: self)
    }

    deinit {
        storage.deallocate()
        ownedBytes?.deallocate()
    }

    /// The token at an index.
    @inlinable
    public subscript(index: Int) -> JSONToken {
        assert(index >= 0 && index < count)
        return storage[index]
    }

    /// The tokens, for inner loops; valid until the next scan into the tape.
    @inlinable
    public var tokens: UnsafeBufferPointer<JSONToken> {
        UnsafeBufferPointer(start: storage, count: count)
    }

    /// The first token: the whole value.
    public var root: JSONNode { JSONNode(tape: self, index: 0) }

    /// The text of a token as it stands in the scanned bytes, quotes included.
    @inlinable
    public func source(of index: Int) -> UnsafeRawBufferPointer {
        let token = self[index]
        return UnsafeRawBufferPointer(rebasing: bytes[Int(token.start)..<Int(token.end)])
    }

    /// The bytes between the quotes of a string or key, escapes as written.
    ///
    /// They are the string's UTF-8 text when the token's flags hold no ``JSONToken/Flags/escaped``.
    @inlinable
    public func content(of index: Int) -> UnsafeRawBufferPointer {
        let token = self[index]
        return UnsafeRawBufferPointer(rebasing: bytes[Int(token.start) + 1..<Int(token.end) - 1])
    }

    // MARK: Filling

    /// Empties the tape for the next text.
    func restart(with text: UnsafeRawBufferPointer) {
        bytes = text
        count = 0
        flags = []
        walked = 0
        if places != nil { places = nil }
        // A text has at most as many tokens as bytes.
        if capacity > JSONTape.keptTokensMax, text.count < JSONTape.keptTokensMax { shrink() }
    }

    /// Empties the tape and gives back the memory of a long text.
    public func removeAll() { restart(with: UnsafeRawBufferPointer(start: nil, count: 0)) }

    private func shrink() {
        storage.deallocate()
        capacity = JSONTape.keptTokensMax
        storage = .allocate(capacity: capacity)
    }

    func makePlaces() -> JSONPlaces {
        let made = JSONPlaces(tokens)
        places = made
        return made
    }

    @inlinable
    func reserve(_ needed: Int) {
        if needed > capacity { grow(to: needed) }
    }

    @usableFromInline
    func grow(to needed: Int) {
        let larger = max(needed, capacity * 2)
        let moved = UnsafeMutablePointer<JSONToken>.allocate(capacity: larger)
        moved.moveInitialize(from: storage, count: count)
        storage.deallocate()
        storage = moved
        capacity = larger
    }
}
