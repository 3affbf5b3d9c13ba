/// A text that is looked for in other texts, in time that grows with the sum of both lengths.
///
/// The way of Knuth, Morris and Pratt: no byte of the other text is looked at twice, whatever the
/// two texts repeat.
public struct TextSearch: Sendable, Hashable {
    /// What is looked for.
    public let text: UTF8Text
    /// For each start of the text the length of the longest shorter start that also ends it.
    private let borders: [Int32]

    /// Prepares a search; texts of more than 2^31 bytes do not occur, as queries are far shorter.
    public init(_ text: UTF8Text) {
        self.text = text
        let bytes = text.bytes
        var borders = [Int32](repeating: 0, count: bytes.count)
        var length = 0
        for index in bytes.indices.dropFirst() {
            while length > 0, bytes[length] != bytes[index] { length = Int(borders[length - 1]) }
            if bytes[length] == bytes[index] { length += 1 }
            borders[index] = Int32(truncatingIfNeeded: length)
        }
        self.borders = borders
    }

    /// Two searches are equal when they look for the same bytes.
    public static func == (a: TextSearch, b: TextSearch) -> Bool { a.text == b.text }

    /// Hashes what is looked for.
    public func hash(into hasher: inout Hasher) { hasher.combine(text) }

    /// Where the text first occurs.
    ///
    /// - Parameters:
    ///   - other: the bytes to look through.
    ///   - start: the offset from which on to look.
    /// - Returns: the offset of the first byte; nil where the text does not occur.
    func first(in other: UnsafeRawBufferPointer, from start: Int = 0) -> Int? {
        text.bytes.withUnsafeBytes { wanted in
            guard let lead = wanted.first else { return start }
            var matched = 0
            var index = start
            while index < other.count {
                if matched == 0 {
                    while index < other.count, other[index] != lead { index += 1 }
                }
                if other.count - index < wanted.count - matched { return nil }
                while matched > 0, other[index] != wanted[matched] {
                    matched = Int(borders[matched - 1])
                }
                if other[index] == wanted[matched] { matched += 1 }
                index += 1
                if matched == wanted.count { return index - matched }
            }
            return nil
        }
    }
}
