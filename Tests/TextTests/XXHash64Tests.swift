import Testing

@testable import Text

/// The test values that the authors of XXH64 publish with it.
@Suite struct XXHash64Tests {
    /// The bytes that the published values are of.
    static let sanityBytes: [UInt8] = {
        var word: UInt32 = 2_654_435_761
        return (0..<101).map { _ in
            defer { word = word &* word }
            return UInt8(truncatingIfNeeded: word >> 24)
        }
    }()

    @Test(
        arguments: [
            (0, 0, 0xEF46_DB37_51D8_E999), (0, 2_654_435_761, 0xAC75_FDA2_929B_17EF),
            (1, 0, 0x4FCE_394C_C889_52D8), (1, 2_654_435_761, 0x7398_40CB_819F_A723),
            (14, 0, 0xCFFA_8DB8_81BC_3A3D), (14, 2_654_435_761, 0x5B96_1158_5EFC_C9CB),
            (101, 0, 0x0EAB_5433_84F8_78AD), (101, 2_654_435_761, 0xCAA6_5939_306F_1E21),
        ] as [(Int, UInt64, UInt64)])
    func publishedValues(count: Int, seed: UInt64, expected: UInt64) {
        #expect(XXHash64.hash(Array(Self.sanityBytes[..<count]), seed: seed) == expected)
    }

    @Test func wellKnownTexts() {
        #expect(XXHash64.hash(Array("a".utf8)) == 0xD24E_C4F1_A98C_6E5B)
        #expect(XXHash64.hash(Array("abc".utf8)) == 0x44BC_2CF5_AD77_0999)
    }
}
