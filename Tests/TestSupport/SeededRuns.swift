/// Every test of random cases, with its seeds and counts.
public enum SeededRuns {
    /// Questions about 80 items that a store and the oracle answer. Canary: `OracleTests`.
    public static let questions = SeededRun(
        "questions to a store and to the oracle", seeds: [101, 102, 103], smoke: 150, long: 20_000)
}
