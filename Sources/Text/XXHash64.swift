/// XXH64: a fast 64-bit hash of bytes that is the same in every run and on every machine.
///
/// Files carry it as their checksum, so it never changes. It notices damage; it does not protect
/// against somebody who wants two texts with one hash, unless the seed is secret.
public enum XXHash64 {
    private static let prime1: UInt64 = 0x9E37_79B1_85EB_CA87
    private static let prime2: UInt64 = 0xC2B2_AE3D_27D4_EB4F
    private static let prime3: UInt64 = 0x1656_67B1_9E37_79F9
    private static let prime4: UInt64 = 0x85EB_CA77_C2B2_AE63
    private static let prime5: UInt64 = 0x27D4_EB2F_1656_67C5

    /// The hash of some bytes.
    ///
    /// - Parameters:
    ///   - bytes: what to hash.
    ///   - seed: another seed gives another hash of the same bytes.
    public static func hash(_ bytes: UnsafeRawBufferPointer, seed: UInt64 = 0) -> UInt64 {
        var offset = 0
        var hash: UInt64
        if bytes.count >= 32 {
            var a = seed &+ prime1 &+ prime2
            var b = seed &+ prime2
            var c = seed
            var d = seed &- prime1
            while offset &+ 32 <= bytes.count {
                a = round(a, word(bytes, offset))
                b = round(b, word(bytes, offset &+ 8))
                c = round(c, word(bytes, offset &+ 16))
                d = round(d, word(bytes, offset &+ 24))
                offset &+= 32
            }
            hash = rotate(a, 1) &+ rotate(b, 7) &+ rotate(c, 12) &+ rotate(d, 18)
            hash = (hash ^ round(0, a)) &* prime1 &+ prime4
            hash = (hash ^ round(0, b)) &* prime1 &+ prime4
            hash = (hash ^ round(0, c)) &* prime1 &+ prime4
            hash = (hash ^ round(0, d)) &* prime1 &+ prime4
        } else {
            hash = seed &+ prime5
        }
        hash = hash &+ UInt64(truncatingIfNeeded: bytes.count)
        return avalanche(tail(hash, bytes, from: offset))
    }

    /// The hash of some bytes.
    ///
    /// - Parameters:
    ///   - bytes: what to hash.
    ///   - seed: another seed gives another hash of the same bytes.
    public static func hash(_ bytes: [UInt8], seed: UInt64 = 0) -> UInt64 {
        bytes.withUnsafeBytes { hash($0, seed: seed) }
    }

    /// Mixes in the last 31 bytes or fewer.
    @inline(__always)
    private static func tail(
        _ mixed: UInt64, _ bytes: UnsafeRawBufferPointer, from start: Int
    ) -> UInt64 {
        var (hash, offset) = (mixed, start)
        while offset &+ 8 <= bytes.count {
            hash = rotate(hash ^ round(0, word(bytes, offset)), 27) &* prime1 &+ prime4
            offset &+= 8
        }
        if offset &+ 4 <= bytes.count {
            let half = bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self)
            hash ^= UInt64(UInt32(littleEndian: half)) &* prime1
            hash = rotate(hash, 23) &* prime2 &+ prime3
            offset &+= 4
        }
        while offset < bytes.count {
            hash = rotate(hash ^ (UInt64(bytes[offset]) &* prime5), 11) &* prime1
            offset &+= 1
        }
        return hash
    }

    @inline(__always)
    private static func avalanche(_ hash: UInt64) -> UInt64 {
        var hash = hash
        hash = (hash ^ (hash >> 33)) &* prime2
        hash = (hash ^ (hash >> 29)) &* prime3
        return hash ^ (hash >> 32)
    }

    @inline(__always)
    private static func round(_ lane: UInt64, _ word: UInt64) -> UInt64 {
        rotate(lane &+ word &* prime2, 31) &* prime1
    }

    @inline(__always)
    private static func rotate(_ word: UInt64, _ count: UInt64) -> UInt64 {
        word &<< count | word &>> (64 &- count)
    }

    @inline(__always)
    private static func word(_ bytes: UnsafeRawBufferPointer, _ offset: Int) -> UInt64 {
        UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }
}
