import Items
import Testing

@Suite("Times of a store")
struct StoreTimeTests {
    @Test(
        "times are printed in UTC",
        arguments: [
            (0, "1970-01-01T00:00:00Z"), (1, "1970-01-01T00:00:00.000001Z"),
            (1_500_000, "1970-01-01T00:00:01.5Z"), (-1, "1969-12-31T23:59:59.999999Z"),
            (951_782_400_000_000, "2000-02-29T00:00:00Z"),
            (1_709_251_199_000_000, "2024-02-29T23:59:59Z"),
            (4_107_542_400_000_000, "2100-03-01T00:00:00Z"),
            (-62_135_596_800_000_000, "0001-01-01T00:00:00Z"),
        ] as [(Int64, String)])
    func printed(microseconds: Int64, text: String) {
        #expect(StoreTime(microseconds: microseconds).description == text)
    }
}
