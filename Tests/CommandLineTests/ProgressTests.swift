import Testing

@testable import MetadexCLI

/// The line that says how far the reading of a file is.
@Suite struct ProgressTests {
    @Test("bytes, items a second and the time that is left")
    func words() {
        let cases: [(read: Int, size: Int, items: Int, seconds: Double, words: String)] = [
            (0, 1, 0, 0.5, "0 of 0 MiB, 0 %, 0 items/s, 0 s left"),
            (50 << 20, 200 << 20, 99_999, 1, "50 of 200 MiB, 25 %, 99,000 items/s, 3 s left"),
            (1 << 20, 100 << 20, 1_234, 2, "1 of 100 MiB, 1 %, 610 items/s, 3:18 min left"),
            (1 << 20, 2_000 << 20, 7, 4, "1 of 2000 MiB, 0 %, 1 items/s, 2:13 h left"),
            (200 << 20, 100 << 20, 10, 1, "200 of 100 MiB, 100 %, 10 items/s, 0 s left"),
            (1, 1 << 50, 1, 9, "0 of 1073741824 MiB, 0 %, 0 items/s, days left"),
        ]
        for example in cases {
            let state = Progress.State(
                read: example.read, size: example.size, items: example.items,
                seconds: example.seconds)
            #expect(state.words == example.words)
        }
    }
}
