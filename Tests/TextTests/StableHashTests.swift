import Testing
import Text

@Suite("Stable hash")
struct StableHashTests {
    /// Test vectors of the FNV reference code (`test_fnv.c`), 64-bit FNV-1a.
    @Test(
        "published values",
        arguments: [
            ("", 0xCBF2_9CE4_8422_2325), ("a", 0xAF63_DC4C_8601_EC8C),
            ("foobar", 0x8594_4171_F739_67E8), ("chongo was here!\n", 0x4681_0940_EFF5_F915),
        ] as [(String, UInt64)])
    func vectors(text: String, hash: UInt64) {
        #expect(StableHash(text.utf8).value == hash)
        var inPieces = StableHash()
        Array(text.utf8).withUnsafeBytes { inPieces.combine($0) }
        #expect(inPieces.value == hash)
    }

    @Test("URLs are joined with LF")
    func urls() {
        #expect(StableHash.ofURLs(["a", "b"]) == StableHash("a\nb".utf8).value)
        #expect(StableHash.ofURLs(["ab"]) != StableHash.ofURLs(["a", "b"]))
    }

    @Test("hexadecimal digits are padded")
    func hexadecimal() {
        #expect(StableHash("a".utf8).hexadecimal == "af63dc4c8601ec8c")
        #expect(StableHash("foobar".utf8).hexadecimal.count == 16)
    }
}
