import Storage
import StorageConformance
import Testing

@testable import SQLiteStorage

/// Many uploaded items of one URL, into a folder that holds one already.
@Suite("Items of one URL")
struct RepeatedURLTests {
    private static func uploads(_ count: Int) -> [Upload] {
        (0..<count).map { Upload("u:1", metadata: #"{"a": \#($0)}"#) }
    }

    @Test("counts are exact whatever the policy", arguments: Backend.allCases)
    func counts(backend: Backend) throws {
        for policy in ReimportPolicy.allCases {
            try backend.withStore { store in
                try store.load([Upload("u:1"), Upload("u:2")])
                try store.load([Upload("u:1")], into: "g")
                let summary = try store.load(Self.uploads(40), policy: policy)
                #expect(summary.addsUp && summary.read == 40)
                #expect(summary.created == (policy == .createAgain ? 40 : 0))
                #expect(summary.doubled == summary.created)
                #expect(summary.skipped == (policy == .skip ? 40 : 0))
                let fresh = try store.load(
                    [Upload("u:3"), Upload("u:3"), Upload("u:2")], policy: policy)
                #expect(fresh.created == [.createAgain: 3, .skip: 1, .overwrite: 1][policy])
                #expect(fresh.doubled == (policy == .createAgain ? 1 : 0))
            }
        }
    }

    @Test(
        "for each uploaded item one stored row is looked at, not those of the same upload",
        arguments: [ReimportPolicy.createAgain, .skip])
    func work(policy: ReimportPolicy) throws {
        try Backend.sqlite.withStore { store in
            try store.load([Upload("u:1"), Upload("u:1"), Upload("u:1")])
            for count in [200, 400] {
                let batch = try WriteBatch(Self.uploads(count))
                let revision = try store.read { try $0.schema().number }
                try store.importItems(into: "f", policy: policy, checkedAgainst: revision) {
                    session in
                    try session.write(batch)
                    #expect((session as? SQLiteImport)?.rowsRead == count)
                    return .rollback
                }
            }
        }
    }
}
