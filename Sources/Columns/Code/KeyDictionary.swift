import Text

/// The texts of one key, each with a code: the first one is 0, the next other one 1, and so on.
///
/// Texts are only ever added, so a code never changes its meaning; they are compared byte by byte.
/// A copy is a snapshot: what is added to one is not in the other.
public struct KeyDictionary: Sendable {
    /// 65,536 texts: codes stay within 16 bits, and a table by code within the second cache. A key
    /// with more different texts is stored as it is: its codes would be no shorter, and each scan
    /// would be a search in the dictionary as well.
    public static let countMax = 65_536
    /// 16 MiB of texts: what a process keeps for one key, and a command reads before its first
    /// answer.
    public static let byteCountMax = 16 << 20

    private var bytes: [UInt8] = []
    /// Where each text ends.
    private var ends: [UInt32] = []
    /// Codes by hash, open addressing; -1 for a free place. A power of two, twice the texts at
    /// least.
    private var places: [Int32] = []
    private let seed: UInt64

    /// An empty dictionary.
    ///
    /// - Parameter seed: of the hashes, which no file shows. By default another one in every
    ///   process, so that nobody can prepare texts that all have one hash.
    public init(seed: UInt64? = nil) {
        self.seed = seed ?? UInt64(bitPattern: Int64(Hasher().finalize()))
    }

    /// Number of texts.
    public var count: Int { ends.count }

    /// Number of bytes of all texts together.
    public var byteCount: Int { bytes.count }

    /// Lends the text of a code; nil for a code that there is not.
    public func withText<Result>(
        _ code: UInt32, _ body: (UnsafeRawBufferPointer) throws -> Result
    ) rethrows -> Result? {
        guard Int(code) < ends.count else { return nil }
        return try bytes.withUnsafeBytes {
            try body(UnsafeRawBufferPointer(rebasing: $0[range(Int(code))]))
        }
    }

    /// The text of a code; nil for a code that there is not.
    public func text(_ code: UInt32) -> [UInt8]? { withText(code) { Array($0) } }

    /// The code of a text; nil for one that is not in the dictionary.
    public func code(of text: UnsafeRawBufferPointer) -> UInt32? {
        guard !places.isEmpty else { return nil }
        let code = places[place(of: text)]
        return code < 0 ? nil : UInt32(bitPattern: code)
    }

    /// The code of a text; nil for one that is not in the dictionary.
    public func code(of text: [UInt8]) -> UInt32? { text.withUnsafeBytes { code(of: $0) } }

    /// The codes of the texts that pass a test, which is asked once for each text.
    public func codes(where passes: (UnsafeRawBufferPointer) -> Bool) -> CodeSet {
        var codes: [UInt32] = []
        bytes.withUnsafeBytes { all in
            for code in 0..<ends.count
            where passes(UnsafeRawBufferPointer(rebasing: all[range(code)])) {
                codes.append(UInt32(truncatingIfNeeded: code))
            }
        }
        return CodeSet(codes)
    }

    /// The place of each code's text when all texts are sorted by their bytes, by code.
    public func ranks() -> [UInt32] {
        let order = bytes.withUnsafeBytes { all in
            (0..<ends.count).sorted { ByteOrder.isLess(all[range($0)], all[range($1)]) }
        }
        var ranks = [UInt32](repeating: 0, count: order.count)
        for (rank, code) in order.enumerated() { ranks[code] = UInt32(truncatingIfNeeded: rank) }
        return ranks
    }

    // MARK: Adding

    /// The code of a text, which is added where it is new.
    ///
    /// - Returns: nil where the text is new and the dictionary full.
    public mutating func add(_ text: UnsafeRawBufferPointer) -> UInt32? {
        if places.isEmpty { places = [Int32](repeating: -1, count: 64) }
        var place = place(of: text)
        let known = places[place]
        if known >= 0 { return UInt32(bitPattern: known) }
        guard ends.count < KeyDictionary.countMax,
            bytes.count + text.count <= KeyDictionary.byteCountMax
        else { return nil }
        if ends.count * 2 >= places.count {
            grow()
            place = self.place(of: text)
        }
        let code = ends.count
        bytes.append(contentsOf: text)
        ends.append(UInt32(truncatingIfNeeded: bytes.count))
        places[place] = Int32(truncatingIfNeeded: code)
        return UInt32(truncatingIfNeeded: code)
    }

    /// The code of a text, which is added where it is new; nil where there is no room for it.
    public mutating func add(_ text: [UInt8]) -> UInt32? { text.withUnsafeBytes { add($0) } }

    /// Takes back the texts that were added last. Only for codes that nothing has used.
    ///
    /// - Parameter count: number of texts that stay.
    mutating func removeLast(keeping count: Int) {
        while ends.count > count {
            let last = range(ends.count - 1)
            // What was put in last stands in nobody's way: its place can just be free again.
            let place = bytes.withUnsafeBytes { self.place(of: .init(rebasing: $0[last])) }
            places[place] = -1
            ends.removeLast()
            bytes.removeLast(last.count)
        }
    }

    private func range(_ code: Int) -> Range<Int> {
        (code == 0 ? 0 : Int(ends[code - 1]))..<Int(ends[code])
    }

    /// The place that a text has, or would get. There is a free one.
    private func place(of text: UnsafeRawBufferPointer) -> Int {
        bytes.withUnsafeBytes { all in
            places.withUnsafeBufferPointer { places in
                var place =
                    Int(truncatingIfNeeded: XXHash64.hash(text, seed: seed)) & (places.count &- 1)
                while true {
                    let code = Int(places[place])
                    if code < 0 { return place }
                    let own = range(code)
                    if own.count == text.count,
                        ByteOrder.areEqual(UnsafeRawBufferPointer(rebasing: all[own]), text)
                    {
                        return place
                    }
                    place = (place &+ 1) & (places.count &- 1)
                }
            }
        }
    }

    private mutating func grow() {
        places = [Int32](repeating: -1, count: places.count * 2)
        for code in 0..<ends.count {
            let own = range(code)
            let place = bytes.withUnsafeBytes { self.place(of: .init(rebasing: $0[own])) }
            places[place] = Int32(truncatingIfNeeded: code)
        }
    }
}
