import Items
import MemoryStorage
import QueryLanguage
import Storage
import Testing
import UploadFormats

@testable import Workflows

@Suite struct RunQueryTests {
    private static let request = QueryRequest(
        filter: "speed > 10 AND weather = 'rain'", sort: "speed:desc")

    private func store() throws -> InMemoryStore {
        let store = try InMemoryStore.make(try schema(sampleSchema))
        let values = [(9, "rain"), (20, "rain"), (30, "fog"), (40, "rain")]
        let items = values.enumerated().map { index, value in
            #"{"url": "\#(index).png", "clientMetadata": {"speed": \#(value.0), "weather": "\#(value.1)", "x": 1}}"#
        }
        try store.load(items.joined(separator: "\n"), Reading(format: .jsonLines))
        return store
    }

    @Test func rowsComeInTheirOrderBehindTheQuery() throws {
        var events: [String] = []
        let answer = try RunQuery(try store()).run(
            RunQueryTests.request, begin: { _ in events.append("begin") },
            row: {
                events.append($0.item?.url ?? "-")
                return true
            })
        #expect(events == ["begin", "3.png", "1.png"])
        #expect(answer.clauses.isEmpty)
    }

    @Test func rowsMayBeStopped() throws {
        var urls: [String?] = []
        _ = try RunQuery(try store()).run(RunQueryTests.request) {
            urls.append($0.item?.url)
            return false
        }
        #expect(urls == ["3.png"])
    }

    @Test func clausesAreCountedWhenAskedFor() throws {
        let answer = try RunQuery(try store()).run(
            RunQueryTests.request, explains: true, row: { _ in true })
        let counts = answer.clauses.map(\.count)
        #expect(counts.sorted() == [3, 3])
    }

    @Test func undeclaredKeysMayBeAskedFor() throws {
        var count = 0
        _ = try RunQuery(try store()).run(QueryRequest(filter: "x = 1")) { _ in
            count += 1
            return true
        }
        #expect(count == 4)
    }

    @Test(arguments: ["sped > 10", "weather = 'Rain'", "speed = 'x'", "speed >"])
    func wrongQueriesAreRefused(_ filter: String) throws {
        let store = try store()
        #expect(throws: QueryErrors.self) {
            _ = try RunQuery(store).run(QueryRequest(filter: filter)) { _ in true }
        }
    }
}
