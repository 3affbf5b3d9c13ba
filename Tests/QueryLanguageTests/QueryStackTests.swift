import CanonicalJSON
import Foundation
import Testing

@testable import QueryLanguage

@Suite struct QueryStackTests {
    /// The deepest filter that is allowed, read, checked, printed, compared and run on a thread with
    /// a stack of 2 MiB (512 KiB is enough in a release build).
    @Test func theDeepestFilterFitsASmallStack() async throws {
        let levels = QueryLimits.nestingDepthMax
        let texts = [
            String(repeating: "NOT ", count: levels) + "is_night",
            String(repeating: "(is_night OR ", count: levels) + "is_night"
                + String(repeating: ")", count: levels),
        ]
        for text in texts {
            let count = await withCheckedContinuation { continuation in
                let thread = Thread {
                    continuation.resume(returning: QueryStackTests.run(text))
                }
                thread.stackSize = 2 << 20
                thread.start()
            }
            #expect(count == 1)
        }
    }

    /// How many of two documents pass; nil when anything fails before.
    private static func run(_ text: String) -> Int? {
        guard let query = try? QueryFixture.checker.check(QueryRequest(filter: text)),
            let filter = query.query.filter, (try? QueryParser.filter(text)) == filter,
            (try? QueryParser.filter(FilterPrinter.text(filter))) == filter,
            !query.clauses.isEmpty, Set([query, query]).count == 1
        else { return nil }
        let evaluator = DocumentEvaluator(query)
        return [#"{"is_night": true}"#, "{}"].count { document in
            (try? JSONTape(copying: Array(document.utf8)))
                .map { evaluator.matches($0, QueryFixture.item) } ?? false
        }
    }
}
