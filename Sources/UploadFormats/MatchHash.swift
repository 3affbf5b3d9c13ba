import Items

/// A 64-bit hash of what makes two items of an upload the same file: kind and URLs.
///
/// Seeded for each run of the program, so that no file can be made of items that are taken for one.
struct MatchHash {
    private var state: UInt64

    private static let seed = UInt64.random(in: .min ... .max)

    /// Starts the hash of an item.
    init(kind: ItemKind) {
        state = (MatchHash.seed ^ UInt64(kind.rawValue)) &* 0x9E37_79B9_7F4A_7C15
    }

    /// Adds a URL; the order of URLs matters.
    ///
    /// - Parameter bytes: the UTF-8 text, escapes resolved; compared byte by byte.
    @inline(__always)
    mutating func add(_ bytes: UnsafeRawBufferPointer) {
        var mixed = MatchHash.mix(
            state ^ 0xA076_1D64_78BD_642F, UInt64(bytes.count) ^ 0xE703_7ED1_A0B4_28DB)
        var at = 0
        while at &+ 16 <= bytes.count {
            let a = bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self)
            let b = bytes.loadUnaligned(fromByteOffset: at &+ 8, as: UInt64.self)
            mixed = MatchHash.mix(a ^ 0x8EBC_6AF0_9C88_C6E3, b ^ mixed)
            at &+= 16
        }
        if at < bytes.count {
            var a: UInt64 = 0
            var b: UInt64 = 0
            if bytes.count >= 16 {
                a = bytes.loadUnaligned(fromByteOffset: bytes.count &- 16, as: UInt64.self)
                b = bytes.loadUnaligned(fromByteOffset: bytes.count &- 8, as: UInt64.self)
            } else {
                while at < bytes.count {
                    (a, b) = (a &<< 8 | b &>> 56, b &<< 8 | UInt64(bytes[at]))
                    at &+= 1
                }
            }
            mixed = MatchHash.mix(a ^ 0x5899_65CC_7537_4CC3, b ^ mixed)
        }
        state = mixed
    }

    /// The hash of all that was added.
    var value: UInt64 { MatchHash.mix(state, 0x1D8E_4E27_C47D_124F) }

    @inline(__always)
    private static func mix(_ a: UInt64, _ b: UInt64) -> UInt64 {
        let product = a.multipliedFullWidth(by: b)
        return product.high ^ product.low
    }
}
