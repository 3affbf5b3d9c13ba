import Items
import QueryLanguage
import SchemaModel
import Storage
import Synchronization
import TestSupport
import Testing

/// The same random life and the same random queries on two kinds of store.
package struct StoreComparison: Sendable {
    private let first: any StoreBackend
    private let second: any StoreBackend

    package init(_ first: any StoreBackend, _ second: any StoreBackend) {
        self.first = first
        self.second = second
    }

    /// Random imports, updates and deletions: what comes of each, and what is stored after it.
    package func compareLives(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        try withTwoStores { stores, clock in
            for step in 0..<40 {
                clock.withLock { $0 += 1 }
                let action = RandomAction.random(using: &generator)
                let outcomes = try stores.map { try action.apply(to: $0) }
                #expect(outcomes[0] == outcomes[1], "seed \(seed), step \(step): \(action)")
                let items = try stores.map { try $0.allItems() }
                try #require(
                    items[0] == items[1],
                    "seed \(seed), step \(step): \(action)")
                let deleted = try stores.map { try $0.deletedItems() }
                #expect(deleted[0] == deleted[1], "seed \(seed), step \(step): \(action)")
                let folders = try stores.map { try $0.read { try $0.folders() } }
                #expect(folders[0] == folders[1], "seed \(seed), step \(step)")
                let keys = try stores.map { try $0.read { try $0.undeclaredKeys() } }
                #expect(keys[0] == keys[1], "seed \(seed), step \(step)")
            }
            for store in stores {
                for item in try store.allItems() {
                    for url in item.urls {
                        let found = try store.read {
                            try $0.items(withURL: url, inFolder: item.folder)
                        }
                        #expect(found.contains(item))
                    }
                }
            }
        }
    }

    /// Random queries on random items.
    package func compareAnswers(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let schema = try RandomQuery.schema()
        try withTwoStores { stores, _ in
            let uploads = (0..<120).map { RandomQuery.upload($0, using: &generator) }
            for store in stores {
                _ = try store.saveSchema(
                    schema, basedOn: 0, author: "a", note: nil, changes: [])
                try store.load(Array(uploads[..<80]), into: "f")
                try store.load(Array(uploads[80...]), into: "g")
            }
            var rowsSeen = 0
            for _ in 0..<80 {
                let request = RandomQuery.request(using: &generator)
                let answers = try stores.map { try RandomQuery.answer(to: request, from: $0) }
                #expect(answers[0].rows == answers[1].rows, "seed \(seed): \(request)")
                #expect(
                    answers[0].answer.facet == answers[1].answer.facet, "seed \(seed): \(request)")
                if let count = answers[1].answer.matchCount {
                    #expect(count == answers[0].answer.matchCount, "seed \(seed): \(request)")
                } else {
                    #expect(answers[1].rows.count == request.limit, "seed \(seed): \(request)")
                }
                rowsSeen += answers[0].rows.count
            }
            #expect(rowsSeen > 300, "the queries are too strict to tell anything")
        }
    }

    /// Hands over a store of each kind, with one clock.
    private func withTwoStores(
        _ body: ([any MetadataStore], borrowing Mutex<Int64>) throws -> Void
    ) throws {
        let clock = SharedClock()
        func environment() -> StoreEnvironment {
            StoreEnvironment(now: clock.now, random: StoreEnvironment.repeatable(seed: 9).random)
        }
        try first.withStore(environment: environment()) { a in
            try second.withStore(environment: environment()) { b in
                try body([a, b], clock.seconds)
            }
        }
    }
}

private final class SharedClock: Sendable {
    let seconds = Mutex<Int64>(1_700_000_000)

    func now() -> StoreTime {
        StoreTime(microseconds: seconds.withLock { $0 } * 1_000_000)
    }
}
