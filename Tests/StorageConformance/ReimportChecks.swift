import Items
import Storage
import TestSupport
import Testing
import Text

extension ConformanceCheck {
    /// The table of re-imports, every cell of it.
    static let reimportChecks = CaseFiles.load("reimport.json", as: ReimportCase.self).map { test in
        ConformanceCheck("re-import: \(test.name)") { backend in
            let policies: [String: ReimportPolicy] = [
                "createAgain": .createAgain, "skip": .skip, "overwrite": .overwrite,
                "merge": .merge,
            ]
            try backend.withStore { store in
                if !test.stored.isEmpty { try store.load(test.stored, into: test.storedIn ?? "f") }
                let before = try store.allItems()
                let policy = try #require(policies[test.policy])
                let summary = try store.load(test.uploads, policy: policy)
                #expect(ReimportCase.Counts(summary) == test.expected)
                #expect(summary.read == test.uploads.count)
                #expect(summary.addsUp)
                #expect(
                    summary.loss.keys.map { ExactText($0) }
                        == (test.lost ?? []).map { ExactText($0) })
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
                    #expect(
                        new.created == old.created && new.id == old.id && new.media == old.media)
                }
            }
        }
    }
}
