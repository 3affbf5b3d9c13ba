import Testing

@testable import QueryLanguage

struct ParseCase: Decodable, Sendable, CustomTestStringConvertible {
    var filter: String
    var tree: String?
    var error: String?
    var mark: String?
    var message: String?

    var testDescription: String { String(filter.prefix(60)) }
}

struct ListCase: Decodable, Sendable, CustomTestStringConvertible {
    var sort: String?
    var select: String?
    var facet: String?
    var limit: Int?
    var offset: Int?
    var tree: String?
    var error: String?
    var mark: String?
    var message: String?

    var testDescription: String { sort ?? select ?? facet ?? "\(limit ?? 0), \(offset ?? 0)" }

    var request: QueryRequest {
        QueryRequest(
            sort: sort, select: select, facet: facet, limit: limit, offset: offset ?? 0)
    }
}

@Suite struct QueryParserTests {
    @Test(arguments: QueryFixture.cases("parse", as: ParseCase.self))
    func filter(_ example: ParseCase) {
        do throws(QueryError) {
            let filter = try QueryParser.filter(example.filter)
            #expect(TreeText.text(filter) == example.tree)
            #expect(example.error == nil)
        } catch {
            let lines = error.excerpt(of: QueryRequest(filter: example.filter))
                .split(separator: "\n", omittingEmptySubsequences: false)
            #expect(error.kind.rawValue == example.error)
            #expect(String(lines[1]) == example.mark)
            #expect(error.message == example.message)
        }
    }

    @Test(arguments: QueryFixture.cases("lists", as: ListCase.self))
    func list(_ example: ListCase) {
        do throws(QueryErrors) {
            let query = try QueryParser.parse(example.request)
            let ordering = query.ordering.map {
                TreeText.text($0.operand.value) + ($0.isDescending ? " desc" : " asc")
            }
            let select = query.select.map { TreeText.text($0.value) }
            let facet = [query.facet].compactMap { $0.map { TreeText.text($0.value) } }
            #expect((ordering + select + facet).joined(separator: ", ") == example.tree)
            #expect(example.error == nil)
        } catch {
            #expect(error.errors.count == 1)
            let first = error.errors[0]
            let lines = first.excerpt(of: example.request)
                .split(separator: "\n", omittingEmptySubsequences: false)
            #expect(first.kind.rawValue == example.error)
            #expect(String(lines[1]) == example.mark)
            #expect(first.message == example.message)
        }
    }

    @Test func everyPartReportsItsFault() throws {
        let request = QueryRequest(
            filter: "a =", sort: "a:up", select: "", facet: "a, b", limit: -1, offset: -2)
        let errors = #expect(throws: QueryErrors.self) { try QueryParser.parse(request) }
        #expect(errors?.errors.map(\.part) == [.filter, .sort, .select, .facet, .limit, .offset])
    }

    @Test(arguments: ["(", "NOT ", "NOT (", "a AND ("])
    func deepNestingIsAFault(_ piece: String) {
        let text = String(repeating: piece, count: 100_000) + "a"
        let error = #expect(throws: QueryError.self) { try QueryParser.filter(text) }
        #expect(error?.kind == .tooDeep)
        // The faulty place is the one behind the last level that is allowed.
        let levels = QueryLimits.nestingDepthMax
        let start = error?.range.lowerBound ?? 0
        #expect(start / piece.utf8.count <= levels + 1 && start > levels)
    }

    @Test func longChainsAreNotDeep() throws {
        let text = Array(repeating: "a = 1", count: 20_000).joined(separator: " OR ")
        guard case .or(let operands) = try QueryParser.filter(text) else {
            Issue.record("not one list")
            return
        }
        #expect(operands.count == 20_000)
    }

    @Test func longTextsAndPathsAreFaults() {
        let long = "a = '" + String(repeating: "x", count: QueryLimits.textBytesMax) + "'"
        let longError = #expect(throws: QueryError.self) { try QueryParser.filter(long) }
        #expect(longError?.kind == .tooLong)
        let path = "a" + String(repeating: "->a", count: QueryLimits.pathStepsMax + 1) + " = 1"
        let pathError = #expect(throws: QueryError.self) { try QueryParser.filter(path) }
        #expect(pathError?.kind == .tooLong)
    }
}
