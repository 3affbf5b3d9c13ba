import Foundation
import Storage
import StorageConformance
import TestSupport
import Testing
import Text

/// The table of re-imports, every cell of it, on every store.
@Suite("Re-import")
struct ReimportTests {
    struct Case: Decodable, CustomTestStringConvertible {
        struct Counts: Decodable, Equatable {
            var created = 0
            var updated = 0
            var unchanged = 0
            var skipped = 0

            init(from decoder: any Decoder) throws {
                let container = try decoder.singleValueContainer()
                let counts = try container.decode([String: Int].self)
                created = counts["created"] ?? 0
                updated = counts["updated"] ?? 0
                unchanged = counts["unchanged"] ?? 0
                skipped = counts["skipped"] ?? 0
            }

            init(_ summary: WriteSummary) {
                created = summary.created
                updated = summary.updated
                unchanged = summary.unchanged
                skipped = summary.skipped
            }
        }

        var name: String
        var policy: String
        /// The folder of what is stored before; `f` is the one that is imported into.
        var storedIn: String?
        var stored: [Upload]
        var uploads: [Upload]
        var expected: Counts
        /// `url title document` of every item afterwards, in order; a group's URLs joined by `+`.
        var items: [String]
        /// The keys that stored items lose; none without it.
        var lost: [String]?
        /// How many items lose one.
        var losers: Int?
        /// How many of the created items the folder held before.
        var doubled: Int?

        var testDescription: String { name }
    }

    static let cases: [Case] = CaseFiles.load("reimport.json")

    @Test("matrix", arguments: cases, Backend.allCases)
    func matrix(test: Case, backend: Backend) throws {
        let policies: [String: ReimportPolicy] = [
            "createAgain": .createAgain, "skip": .skip, "overwrite": .overwrite,
        ]
        try backend.withStore { store in
            if !test.stored.isEmpty { try store.load(test.stored, into: test.storedIn ?? "f") }
            let before = try store.allItems()
            let policy = try #require(policies[test.policy])
            let summary = try store.load(test.uploads, policy: policy)
            #expect(Case.Counts(summary) == test.expected)
            #expect(summary.read == test.uploads.count)
            #expect(summary.addsUp)
            #expect(
                summary.loss.keys.map { ExactText($0) } == (test.lost ?? []).map { ExactText($0) })
            #expect(summary.loss.itemCount == test.losers ?? 0)
            #expect(summary.doubled == test.doubled ?? 0)
            let after = try store.allItems()
            let lines = after.map { item in
                "\(item.urls.joined(separator: "+")) \(item.title ?? "-") \(item.text)"
            }
            #expect(lines == test.items)
            // What the import did not change is the same to the last field.
            if summary.updated == 0 { #expect(Array(after.prefix(before.count)) == before) }
            for (old, new) in zip(before, after) where old.document != new.document {
                #expect(new.updated > old.updated)
                #expect(new.created == old.created && new.id == old.id && new.media == old.media)
            }
        }
    }

    @Test("the flags of an upload choose the policy")
    func flags() {
        #expect(
            ReimportPolicy(skipsDuplicateURLs: false, upsertsMetadata: false) == .createAgain)
        #expect(ReimportPolicy(skipsDuplicateURLs: false, upsertsMetadata: true) == .createAgain)
        #expect(ReimportPolicy(skipsDuplicateURLs: true, upsertsMetadata: false) == .skip)
        #expect(ReimportPolicy(skipsDuplicateURLs: true, upsertsMetadata: true) == .overwrite)
    }

    @Test("the outcome of every cell")
    func outcomes() {
        for policy in ReimportPolicy.allCases {
            for brings in [false, true] {
                #expect(policy.outcome(isStored: false, bringsMetadata: brings) == .create)
            }
        }
        #expect(ReimportPolicy.createAgain.outcome(isStored: true, bringsMetadata: true) == .create)
        #expect(ReimportPolicy.skip.outcome(isStored: true, bringsMetadata: true) == .skip)
        #expect(
            ReimportPolicy.overwrite.outcome(isStored: true, bringsMetadata: true) == .overwrite)
        #expect(ReimportPolicy.overwrite.outcome(isStored: true, bringsMetadata: false) == .keep)
    }

    @Test("batches of one import see each other", arguments: Backend.allCases)
    func laterBatches(backend: Backend) throws {
        try backend.withStore { store in
            let first = try WriteBatch([Upload("u:1", metadata: "{\"a\": 1}")])
            let second = try WriteBatch([Upload("u:1", metadata: "{\"a\": 2}"), Upload("u:2")])
            let summary = try store.importItems(
                into: "f", policy: .overwrite, checkedAgainst: 0
            ) { session in
                try session.write(first)
                try session.write(second)
                session.reject(3)
                return .commit
            }
            #expect(summary.read == 6 && summary.addsUp)
            #expect(summary.created == 2 && summary.updated == 1 && summary.rejected == 3)
            #expect(try store.documents() == ["{\"a\": 2}", "{}"])
        }
    }
}
