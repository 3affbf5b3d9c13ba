import CanonicalJSON
import Foundation
import TestSupport
import Testing

@testable import QueryLanguage

/// A query that found nothing, the documents it was asked of, and what is said of it.
struct ReviewCase: Decodable, Sendable, CustomTestStringConvertible {
    var filter: String?
    var facet: String?
    var documents: [String]
    /// The fault; nil where the query may find nothing with good reason.
    var error: String?
    var mark: String?
    var message: String?

    var testDescription: String { "\(filter ?? facet ?? "") of \(documents)" }
    var request: QueryRequest { QueryRequest(filter: filter, facet: facet) }
}

@Suite struct PathReviewTests {
    @Test(arguments: QueryFixture.cases("review", as: ReviewCase.self))
    func review(_ example: ReviewCase) throws {
        let query = try QueryFixture.checker.check(example.request)
        var review = PathReview(query)
        let evaluator = DocumentEvaluator(query)
        for document in example.documents {
            let tape = try JSONTape(copying: Array(document.utf8))
            if example.filter != nil {
                #expect(!evaluator.matches(tape, QueryFixture.item), "the query finds \(document)")
            }
            review.note(tape)
        }
        do throws(QueryErrors) {
            try review.finish()
            #expect(example.error == nil)
        } catch {
            #expect(error.errors.count == 1)
            let fault = error.errors[0]
            let lines = fault.excerpt(of: example.request)
                .split(separator: "\n", omittingEmptySubsequences: false)
            #expect(fault.kind.rawValue == example.error)
            #expect(String(lines[1]) == example.mark)
            #expect(fault.message == example.message)
        }
    }

    /// What is suggested in the place of a fault is what the documents have.
    @Test(arguments: QueryFixture.cases("review", as: ReviewCase.self))
    func suggestionsMendTheirFault(_ example: ReviewCase) throws {
        var review = PathReview(try QueryFixture.checker.check(example.request))
        let tapes = try example.documents.map { try JSONTape(copying: Array($0.utf8)) }
        for tape in tapes { review.note(tape) }
        guard let fault = review.errors.first, let suggestion = fault.suggestion else { return }
        var bytes = Array(example.request.text(of: fault.part).utf8)
        bytes.replaceSubrange(fault.range, with: Array(suggestion.utf8))
        var mended = example.request
        if fault.part == .facet { mended.facet = String(decoding: bytes, as: UTF8.self) }
        if fault.part == .filter { mended.filter = String(decoding: bytes, as: UTF8.self) }
        var second = PathReview(try QueryFixture.checker.check(mended))
        for tape in tapes { second.note(tape) }
        try second.finish()
    }

    /// The table behind the heading "Mistakes".
    @Test func theTableInTheDocumentationIsTrue() throws {
        let page = Repository.root.appendingPathComponent("Docs/query-language.md")
        let text = try String(contentsOf: page, encoding: .utf8)
        let section = try #require(text.components(separatedBy: "## Mistakes").last)
        let lines = section.components(separatedBy: "\n").drop { !$0.hasPrefix("|") }
            .prefix { $0.hasPrefix("|") }.dropFirst(2)
        #expect(lines.count > 3)
        for line in lines {
            let cells = line.split(separator: "|").map {
                $0.replacingOccurrences(of: "`", with: "").trimmingCharacters(in: .whitespaces)
            }
            var checker = QueryFixture.checker
            checker.knownKeys = QueryFixture.names(["gps", "tags", "events"])
            var review = PathReview(try checker.check(QueryRequest(filter: cells[1])))
            review.note(try JSONTape(copying: Array(cells[0].utf8)))
            #expect(review.errors.map(\.message) == [cells[2]])
        }
    }

    @Test func ordersAndSelectionsAreReviewedApart() throws {
        let request = QueryRequest(sort: "weather, gps -> lta", select: "@url, tags -> 3, gps -> x")
        let query = try QueryFixture.checker.check(request)
        let tape = try JSONTape(copying: Array(#"{"gps": {"lat": 1}, "tags": [1]}"#.utf8))
        var order = PathReview(orderingOf: query)
        order.note(tape)
        #expect(
            order.errors.map { "\($0.part) \($0.range) \($0.message)" } == [
                "sort 9..<19 no document has gps -> lta; did you mean gps -> lat?"
            ])
        var selection = PathReview(selectionOf: query) { $0.text != "gps -> x" }
        selection.note(tape)
        #expect(selection.errors.map(\.message) == ["no document has tags -> 3"])
        #expect(PathReview(query).isSettled)
    }

    @Test func nothingIsLookedForThatTheSchemaKnows() throws {
        let filter = "weather = 'rain' AND place -> latitude > 5 AND @title = 'x'"
        let query = try QueryFixture.checker.check(QueryRequest(filter: filter))
        #expect(PathReview(query).isSettled)
    }
}
