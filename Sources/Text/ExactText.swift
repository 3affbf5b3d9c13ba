/// A text that is compared and hashed byte by byte.
///
/// `String` compares by canonical equivalence, which takes two spellings of `é` for one and is
/// slow for text that is not ASCII; a value in a file is its bytes.
public struct ExactText: Hashable, Sendable {
    /// The text.
    public let text: String
    /// Eight bytes at a time, mixed; quicker than a keyed hash of every byte. It only spreads the
    /// entries of a table that is bounded, so it need not withstand an attacker.
    private let mixed: UInt64

    /// Takes a text; its bytes are hashed at once.
    public init(_ text: String) {
        self.text = text
        var copy = text
        mixed = copy.withUTF8 { ExactText.mix(UnsafeRawBufferPointer($0)) }
    }

    /// Whether the bytes are the same.
    public static func == (a: ExactText, b: ExactText) -> Bool {
        guard a.mixed == b.mixed else { return false }
        var (first, second) = (a.text, b.text)
        return first.withUTF8 { first in
            second.withUTF8 { second in
                ExactText.areEqual(UnsafeRawBufferPointer(first), UnsafeRawBufferPointer(second))
            }
        }
    }

    /// Feeds the mixed bytes.
    public func hash(into hasher: inout Hasher) { hasher.combine(mixed) }

    private static func mix(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
        var hash = UInt64(truncatingIfNeeded: bytes.count)
        var i = 0
        while i < bytes.count {
            var word: UInt64 = 0
            if i + 8 <= bytes.count {
                word = bytes.loadUnaligned(fromByteOffset: i, as: UInt64.self)
            } else {
                for byte in bytes[i...] { word = word << 8 | UInt64(byte) }
            }
            let product = (hash ^ word).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
            hash = product.high ^ product.low
            i += 8
        }
        return hash
    }

    /// Whether two texts are the same to the byte.
    public static func isSame(_ a: String, _ b: String) -> Bool { a.utf8.elementsEqual(b.utf8) }

    private static func areEqual(_ a: UnsafeRawBufferPointer, _ b: UnsafeRawBufferPointer) -> Bool {
        guard a.count == b.count else { return false }
        var i = 0
        while i + 8 <= a.count {
            if a.loadUnaligned(fromByteOffset: i, as: UInt64.self)
                != b.loadUnaligned(fromByteOffset: i, as: UInt64.self)
            {
                return false
            }
            i += 8
        }
        while i < a.count {
            if a[i] != b[i] { return false }
            i += 1
        }
        return true
    }
}
