import QueryOracle
import StorageConformance
import TestSupport
import Testing

/// An oracle that is wrong is found out, so a store that is wrong would be.
@Suite("The oracle")
struct OracleTests {
    @Test("each flaw is found by the same comparison", arguments: Oracle.Flaw.allCases)
    func canary(flaw: Oracle.Flaw) throws {
        let comparison = OracleComparison(MemoryBackend(), Oracle(flaw: flaw))
        let isFound = try SeededRuns.questions.seeds.contains { seed in
            let count = SeededRuns.questions.smoke
            return try !comparison.ask(seed: seed, count: count, stopsEarly: true)
                .differences.isEmpty
        }
        #expect(isFound)
    }
}
