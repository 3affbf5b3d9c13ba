import CanonicalJSON
import TestSupport
import Testing

@testable import QueryLanguage

@Suite struct QueryPropertyTests {
    static let seeds: [UInt64] = [1, 2, 3, 4]

    @Test(arguments: seeds) func aPrintedFilterParsesToTheSameTree(_ seed: UInt64) throws {
        var queries = RandomQueries(seed: seed)
        for _ in 0..<150 {
            let filter = queries.filter()
            let text = FilterPrinter.text(filter)
            let parsed = try QueryParser.filter(text)
            #expect(TreeText.text(parsed) == TreeText.text(filter), "seed \(seed): \(text)")
            #expect(parsed == filter && parsed.hashValue == filter.hashValue)
        }
    }

    @Test(arguments: seeds) func brokenTextGivesAPlaceAndASentence(_ seed: UInt64) {
        var queries = RandomQueries(seed: seed)
        for _ in 0..<500 {
            let text = queries.brokenText()
            let request = QueryRequest(filter: text, sort: text, select: text, facet: text)
            do throws(QueryErrors) {
                _ = try QueryFixture.checker.check(request)
            } catch {
                for fault in error.errors {
                    let length = text.utf8.count
                    #expect(
                        fault.range.upperBound <= length, "seed \(seed): \(text.debugDescription)")
                    let lines = fault.excerpt(of: request).split(separator: "\n")
                    #expect(lines.count <= 2 && lines.last?.contains("^") == true)
                    #expect(!fault.message.contains { $0.isNewline })
                }
            }
            guard let filter = try? QueryParser.filter(text) else { continue }
            #expect((try? QueryParser.filter(FilterPrinter.text(filter))) == filter)
        }
    }

    @Test(arguments: seeds) func notIsTheComplementAndDeMorganHolds(_ seed: UInt64) throws {
        var queries = RandomQueries(seed: seed)
        var passes = 0
        var fails = 0
        for _ in 0..<25 {
            let a = queries.validFilter()
            let b = queries.validFilter()
            let evaluators = try [
                a, b, "NOT (\(a))", "NOT ((\(a)) AND (\(b)))", "NOT (\(a)) OR NOT (\(b))",
                "NOT ((\(a)) OR (\(b)))", "NOT (\(a)) AND NOT (\(b))",
            ].map {
                let query = try QueryFixture.checker.check(QueryRequest(filter: $0))
                return DocumentEvaluator(query)
            }
            for _ in 0..<10 {
                let document = queries.document()
                let tape = try JSONTape(copying: Array(document.utf8))
                let results = evaluators.map { $0.matches(tape, QueryFixture.item) }
                let (isA, isB) = (results[0], results[1])
                if isA { passes += 1 } else { fails += 1 }
                #expect(
                    results == [
                        isA, isB, !isA, !(isA && isB), !(isA && isB), !(isA || isB), !(isA || isB),
                    ], "seed \(seed): \(a) and \(b) on \(document)")
            }
        }
        // A generator whose filters all pass, or all fail, would prove nothing.
        #expect(passes > 100 && fails > 100)
    }

    @Test(arguments: seeds) func evaluatingACheckedQueryEqualsItsClauses(_ seed: UInt64) throws {
        var queries = RandomQueries(seed: seed)
        for _ in 0..<25 {
            let text = "\(queries.validFilter()) AND \(queries.validFilter())"
            let query = try QueryFixture.checker.check(QueryRequest(filter: text))
            let whole = DocumentEvaluator(query)
            let parts = query.clauses.filter { $0.depth == 0 }.map {
                DocumentEvaluator($0.filter)
            }
            for _ in 0..<10 {
                let tape = try JSONTape(copying: Array(queries.document().utf8))
                let isEvery = parts.allSatisfy { $0.matches(tape, QueryFixture.item) }
                #expect(whole.matches(tape, QueryFixture.item) == isEvery, "seed \(seed): \(text)")
            }
        }
    }
}
