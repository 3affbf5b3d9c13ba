import TestSupport
import Testing

extension ConformanceCheck {
    /// Random questions are answered as the oracle answers them.
    static let oracleChecks = SeededRuns.questions.seeds.map { seed in
        ConformanceCheck("random questions are answered as the oracle does, seed \(seed)") {
            backend in
            let count = SeededRuns.questions.count
            let outcome = try OracleComparison(backend).ask(seed: seed, count: count)
            for difference in outcome.differences.prefix(10) { Issue.record("\(difference)") }
            // Questions that all items pass, or none, would tell nothing.
            #expect(outcome.passed > count * 10 && outcome.failed > count * 10)
        }
    }
}
