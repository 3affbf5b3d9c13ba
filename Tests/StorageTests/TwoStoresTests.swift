import Foundation
import Items
import MemoryStorage
import QueryLanguage
import SQLiteStorage
import SchemaModel
import Storage
import StorageConformance
import Synchronization
import TestSupport
import Testing
import UploadFormats

/// The same random life and the same random queries on both stores.
@Suite("Two stores compared")
struct TwoStoresTests {
    @Test("random imports, updates and deletions", arguments: [1, 2, 3] as [UInt64])
    func writes(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        try withTwoStores { stores, clock in
            for step in 0..<40 {
                clock.withLock { $0 += 1 }
                let action = RandomAction.random(using: &generator)
                let outcomes = try stores.map { try action.apply(to: $0) }
                #expect(outcomes[0] == outcomes[1], "seed \(seed), step \(step): \(action)")
                let items = try stores.map { try $0.allItems() }
                try #require(
                    Self.withoutNumbers(items[0]) == Self.withoutNumbers(items[1]),
                    "seed \(seed), step \(step): \(action)")
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

    /// A number that was given back by a deletion may be given again.
    static func withoutNumbers(_ items: [StoredItem]) -> [StoredItem] {
        items.map { item in
            var item = item
            item.number = 0
            return item
        }
    }

    @Test("random queries", arguments: [11, 12] as [UInt64])
    func queries(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let schema = try RandomQuery.schema()
        try withTwoStores { stores, _ in
            let uploads = (0..<120).map { RandomQuery.upload($0, using: &generator) }
            for store in stores {
                _ = try store.saveSchema(
                    schema, basedOn: 0, author: "a", note: nil, changes: [], recheck: nil)
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

    private func withTwoStores(
        _ body: ([any MetadataStore], borrowing Mutex<Int64>) throws -> Void
    ) throws {
        let clock = SharedClock()
        func environment() -> StoreEnvironment {
            let random = StoreEnvironment.repeatable(seed: 9).random
            return StoreEnvironment(now: clock.now, random: random)
        }
        try withTemporaryFolder { folder in
            let sqlite = try SQLiteStore.make(
                at: folder.appendingPathComponent("a.db"), environment: environment())
            try body([InMemoryStore(environment: environment()), sqlite], clock.seconds)
            try sqlite.close()
        }
    }
}

private final class SharedClock: Sendable {
    let seconds = Mutex<Int64>(1_700_000_000)

    func now() -> StoreTime {
        StoreTime(microseconds: seconds.withLock { $0 } * 1_000_000)
    }
}

/// One random change of a store.
enum RandomAction {
    case load([Upload], into: String, ReimportPolicy, ImportDecision)
    /// The items at some positions; positions beyond the end are an unknown item.
    case delete([Int])
    case replace(Int, String)
    case makeFolder(String)

    static func random(using generator: inout SeededGenerator) -> RandomAction {
        let folders = ["f", "g", "h"]
        switch Int.random(in: 0..<10, using: &generator) {
        case 0: return .delete((0..<2).map { _ in .random(in: 0..<40, using: &generator) })
        case 1: return .replace(.random(in: 0..<40, using: &generator), document(using: &generator))
        case 2: return .makeFolder(folders.randomElement(using: &generator) ?? "f")
        default:
            let uploads = (0..<Int.random(in: 0..<8, using: &generator)).map { _ in
                upload(using: &generator)
            }
            return .load(
                uploads, into: folders.randomElement(using: &generator) ?? "f",
                ReimportPolicy.allCases.randomElement(using: &generator) ?? .skip,
                Int.random(in: 0..<6, using: &generator) == 0 ? .rollback : .commit)
        }
    }

    static func document(using generator: inout SeededGenerator) -> String {
        let key = ["a", "b", "c", "dd"].randomElement(using: &generator) ?? "a"
        return #"{"\#(key)": \#(Int.random(in: 0..<3, using: &generator))}"#
    }

    static func upload(using generator: inout SeededGenerator) -> Upload {
        let urls = (0..<4).map { "u:\($0)" }
        let kind = ["image", "video", "imageGroup"].randomElement(using: &generator) ?? "image"
        var upload = Upload(kind: kind)
        let count = kind == "imageGroup" ? Int.random(in: 0..<4, using: &generator) : 1
        upload.urls = (0..<count).map { _ in urls.randomElement(using: &generator) ?? "u:0" }
        if Bool.random(using: &generator) {
            upload.title = "t\(Int.random(in: 0..<9, using: &generator))"
        }
        if Int.random(in: 0..<4, using: &generator) > 0 {
            upload.metadata = document(using: &generator)
        }
        if Int.random(in: 0..<6, using: &generator) == 0 {
            upload.placeholder =
                ItemID(high: 1, low: UInt64.random(in: 0..<3, using: &generator))
                .description
        }
        return upload
    }

    /// What came of it, in words that both stores must agree in.
    func apply(to store: any MetadataStore) throws -> String {
        do {
            switch self {
            case .load(let uploads, let folder, let policy, let decision):
                let summary = try store.load(
                    uploads, into: folder, policy: policy, decision: decision)
                #expect(summary.addsUp && summary.read == uploads.count)
                return "\(summary)"
            case .delete(let positions):
                let items = try store.allItems()
                try store.deleteItems(positions.map { Self.id(at: $0, in: items) })
            case .replace(let position, let document):
                let items = try store.allItems()
                let item = try store.replaceMetadata(
                    of: Self.id(at: position, in: items), with: try .checked(document),
                    checkedAgainst: 0)
                return item.text
            case .makeFolder(let name):
                try store.createFolder(named: name)
            }
            return "done"
        } catch let error as StoreError {
            return "\(error.kind)"
        }
    }

    private static func id(at position: Int, in items: [StoredItem]) -> ItemID {
        position < items.count ? items[position].id : ItemID(high: 0, low: 0)
    }
}
