import SchemaModel
import Testing

@testable import QueryLanguage

struct CheckCase: Decodable, Sendable, CustomTestStringConvertible {
    struct Fault: Decodable, Equatable, Sendable {
        var kind: String
        var mark: String
        var message: String
    }

    var filter: String?
    var sort: String?
    var select: String?
    var facet: String?
    var predicates: [String]?
    var errors: [Fault]?

    var testDescription: String { filter ?? sort ?? select ?? facet ?? "" }

    var request: QueryRequest {
        QueryRequest(filter: filter, sort: sort, select: select, facet: facet)
    }
}

@Suite struct QueryCheckerTests {
    @Test(arguments: QueryFixture.cases("check", as: CheckCase.self))
    func check(_ example: CheckCase) {
        do throws(QueryErrors) {
            let query = try QueryFixture.checker.check(example.request)
            #expect(query.filter.map(CheckedText.predicates) ?? [] == example.predicates)
            #expect(example.errors == nil)
        } catch {
            let faults = error.errors.map { fault in
                let lines = fault.excerpt(of: example.request)
                    .split(separator: "\n", omittingEmptySubsequences: false)
                return CheckCase.Fault(
                    kind: fault.kind.rawValue, mark: String(lines[1]), message: fault.message)
            }
            #expect(faults == example.errors)
        }
    }

    /// What is suggested for the place of a fault must not be the same fault again.
    @Test(arguments: QueryFixture.cases("check", as: CheckCase.self))
    func suggestionsMendTheirFault(_ example: CheckCase) {
        let request = example.request
        let check = { (request: QueryRequest) -> [QueryError] in
            do throws(QueryErrors) {
                _ = try QueryFixture.checker.check(request)
                return []
            } catch {
                return error.errors
            }
        }
        let errors = check(request)
        for error in errors {
            guard let suggestion = error.suggestion else { continue }
            var bytes = Array(request.text(of: error.part).utf8)
            bytes.replaceSubrange(error.range, with: Array(suggestion.utf8))
            let mended = String(decoding: bytes, as: UTF8.self)
            var next = request
            switch error.part {
            case .filter: next.filter = mended
            case .sort: next.sort = mended
            case .select: next.select = mended
            case .facet: next.facet = mended
            case .limit, .offset: break
            }
            let isStillThere = check(next).contains {
                $0.kind == error.kind && $0.part == error.part
                    && $0.range.lowerBound == error.range.lowerBound
            }
            #expect(!isStillThere, "\(mended)")
        }
    }

    @Test func everyKindOfFaultHasACase() {
        let seen =
            QueryFixture.cases("check", as: CheckCase.self).flatMap { $0.errors ?? [] }.map(\.kind)
            + QueryFixture.cases("parse", as: ParseCase.self).compactMap(\.error)
            + QueryFixture.cases("lists", as: ListCase.self).compactMap(\.error)
            + QueryFixture.cases("review", as: ReviewCase.self).compactMap(\.error)
        let elsewhere = ["too-deep", "too-long", "no-keys"]
        let missing = QueryError.Kind.allCases.map(\.rawValue)
            .filter { !seen.contains($0) && !elsewhere.contains($0) }
        #expect(missing == [])
    }

    @Test func aStepPassesWhereNobodyKnowsTheDocuments() throws {
        var checker = QueryFixture.checker
        checker.knownKeys = nil
        _ = try checker.check(QueryRequest(filter: "anything -> at = 1"))
        let errors = #expect(throws: QueryErrors.self) {
            try checker.check(QueryRequest(filter: "anything = 1"))
        }
        #expect(errors?.errors.map(\.message) == ["there is no key anything in the schema"])
    }

    @Test func anyWordIsAKindWhereNobodyKnowsThem() throws {
        var checker = QueryFixture.checker
        checker.itemKinds = []
        _ = try checker.check(QueryRequest(filter: "@kind = 'hologram' AND @kind < 'x'"))
    }

    @Test func aTreeThatIsTooDeepIsAFault() {
        var filter = Filter.condition(
            Located(Condition(Located(.key("is_night")), Located(.isTrue))))
        for _ in 0..<QueryLimits.nestingDepthMax * 2 { filter = .not(filter) }
        let errors = #expect(throws: QueryErrors.self) {
            try QueryFixture.checker.check(Query(filter: filter))
        }
        #expect(errors?.errors.map(\.kind) == [.tooDeep])
    }

    @Test func starStandsForTheKeysOfTheSchema() throws {
        let query = try QueryFixture.checker.check(QueryRequest(select: "*, @url"))
        let active = QueryFixture.schema.keys.filter { $0.state.definition != nil }
        #expect(query.select.map(\.text) == active.map { BareWord.key($0.name.text) } + ["@url"])
        var checker = QueryFixture.checker
        checker.schema = MetadataSchema()
        let errors = #expect(throws: QueryErrors.self) {
            try checker.check(QueryRequest(select: "*"))
        }
        #expect(errors?.errors.map(\.kind) == [.noKeys])
    }

    @Test func keysAreComparedByTheirBytes() {
        let errors = #expect(throws: QueryErrors.self) {
            try QueryFixture.checker.check(QueryRequest(filter: "caf\u{E9} = 1"))
        }
        #expect(errors?.errors.map(\.kind) == [.unknownKey])
    }

    @Test func noMoreFaultsAreLookedForThanAreTold() {
        let text = Array(repeating: "wether = 1", count: 50_000).joined(separator: " OR ")
        let list = Array(repeating: "'rian'", count: 50_000).joined(separator: ", ")
        for filter in [text, "weather IN (\(list))"] {
            let errors = #expect(throws: QueryErrors.self) {
                try QueryFixture.checker.check(QueryRequest(filter: filter))
            }
            #expect(errors?.errors.count == QueryErrors.errorsMax)
        }
    }

    @Test(arguments: [
        (
            "captured_at = '2025-12-31'",
            "'2025-12-31' is the first moment of that day in UTC; the whole day is captured_at >= "
                + "'2025-12-31' AND captured_at < '2026-01-01'"
        ),
        (
            "@created NOT IN ('2024-02-28')",
            "'2024-02-28' is the first moment of that day in UTC; the whole day is @created >= "
                + "'2024-02-28' AND @created < '2024-02-29'"
        ),
        (
            "weather IS NOT NULL",
            "weather IS NOT NULL is also true where weather is missing; where there is a value is "
                + "weather IS SET"
        ),
        ("captured_at = '2025-12-31T00:00:00Z'", nil), ("captured_at >= '2025-12-31'", nil),
        ("weather IS NULL", nil), ("weather IS NOT MISSING", nil),
    ])
    func notices(_ filter: String, _ message: String?) throws {
        let query = try QueryFixture.checker.check(QueryRequest(filter: filter))
        #expect(query.notices.map(\.message) == [message].compactMap { $0 })
    }

    @Test func anyFolderWillDoWhereNobodyKnowsThem() throws {
        var checker = QueryFixture.checker
        checker.folders = nil
        _ = try checker.check(QueryRequest(filter: "@folder = 'x'"))
        checker.folders = []
        let errors = #expect(throws: QueryErrors.self) {
            try checker.check(QueryRequest(filter: "@folder = 'x'"))
        }
        #expect(errors?.errors.map(\.message) == ["there is no folder 'x'; the store has none"])
    }

    @Test func clausesAreTheOperandsOfTheOutermostAnd() throws {
        let text = "weather = 'rain' AND (is_night OR NOT temperature > 25) AND @title IS MISSING"
        let query = try QueryFixture.checker.check(QueryRequest(filter: text))
        #expect(
            query.clauses.map { "\($0.depth) \($0.text)" } == [
                "0 weather = 'rain'", "0 is_night OR NOT temperature > 25", "1 is_night",
                "1 NOT temperature > 25", "2 temperature > 25", "0 @title IS MISSING",
            ])
        #expect(try QueryFixture.checker.check(QueryRequest()).clauses.isEmpty)
        let single = try QueryFixture.checker.check(QueryRequest(filter: "is_night"))
        #expect(single.clauses.map(\.text) == ["is_night"])
    }
}
