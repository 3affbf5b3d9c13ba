import Items
import Storage
import Testing

@testable import MetadexCLI

/// What a person is told to do when a store says no.
@Suite("Hints on store errors")
struct StoreHintTests {
    static let kinds: [(StoreError.Kind, part: String)] = [
        (.staleSchema(basedOn: 2, current: 3), "current schema"),
        (.noSuchFolder("a"), "metadex folders"), (.folderExists("f"), "another name"),
        (.invalidFolderName(""), "\(Folder.nameLengthMax) characters"),
        (.noSuchItem(ItemID(high: 1, low: 2)), "--select @uuid"),
        (.invalidName(":memory:"), "./metadex.db"), (.missing, "metadex schema import FILE"),
        (.empty, "metadex schema import FILE"), (.notAStore(nil), "was not touched"),
        (.notAStore("a pipe"), "--store PATH"), (.readOnly, "permissions"),
        (.incomplete(remainder: "a-wal"), "metadex folders"),
        (.unreachable(reason: "r"), "permissions"), (.newerFormat(migration: "9"), "newer version"),
        (.busy(seconds: 10), "other command"), (.full, "make room"),
        (.outOfMemory, "close other programs"), (.cancelled, "nothing was changed"),
        (.closed, "again"), (.inputOutput(reason: "r"), "check the disk"),
        (.changedMigration("1"), "made the store"), (.missingMigration("1"), "made the store"),
        (.damaged(detail: "d"), "backup"), (.damagedRow(detail: "d"), "backup"),
        (.backend(code: 1, detail: "d"), "report it"),
    ]

    @Test("every kind has a hint that says what to do, and no full stop")
    func hints() {
        for (kind, part) in Self.kinds {
            let hint = StoreError(kind, place: "p.db").hint
            #expect(hint.contains(part) && !hint.hasSuffix("."), "\(kind): \(hint)")
        }
    }
}
