import StorageConformance
import Testing

/// The store in one file keeps every promise, and answers as the reference store does.
@Suite("The SQLite store", .serialized)
struct SQLiteConformanceTests {
    @Test("promise", arguments: ConformanceCheck.all)
    func promise(check: ConformanceCheck) throws {
        try check.run(on: SQLiteBackend())
    }

    @Test("promise, with all rows in segments", arguments: ConformanceCheck.all)
    func promiseOfColumns(check: ConformanceCheck) throws {
        try check.run(on: SQLiteBackend(foldsAtOnce: true))
    }

    @Test("the same random life as the reference store", arguments: [1, 2, 3] as [UInt64])
    func life(seed: UInt64) throws {
        for folds in [false, true] {
            try StoreComparison(MemoryBackend(), SQLiteBackend(foldsAtOnce: folds))
                .compareLives(seed: seed)
        }
    }

    @Test(
        "the same answers to random queries as the reference store",
        arguments: [11, 12] as [UInt64])
    func answers(seed: UInt64) throws {
        for folds in [false, true] {
            try StoreComparison(MemoryBackend(), SQLiteBackend(foldsAtOnce: folds))
                .compareAnswers(seed: seed)
        }
    }
}
