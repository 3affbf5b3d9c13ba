import Items
import Storage
import Testing

/// What people read when a store says no.
@Suite("Store errors")
struct StoreErrorTests {
    static let id = ItemID(high: 1, low: 2)

    static let kinds: [(StoreError.Kind, StoreError.Fault, part: String)] = [
        (.staleSchema(basedOn: 2, current: 3), .request, "revision 2, the current one is 3"),
        (.noSuchFolder("a b"), .request, "no folder \"a b\""),
        (.folderExists("f"), .request, "already has a folder \"f\""),
        (.invalidFolderName(""), .usage, "\"\" cannot be the name"),
        (.noSuchItem(id), .request, "00000000-0000-0001-0000-000000000002"),
        (
            .documentTooLarge(url: "u:1", limit: 10_485_760), .request,
            "the metadata of u:1 would be longer than 10,485,760 bytes"
        ),
        (.missing, .access, "the store p.db does not exist"),
        (.notAStore("a pipe"), .access, "p.db is a pipe, not a store"),
        (.invalidName("file:x"), .usage, "\"file:x\" cannot be the name of a store"),
        (.incomplete(remainder: "p.db-wal"), .access, "cannot be read without p.db-wal"),
        (.outOfMemory, .access, "not enough memory"),
        (.inputOutput(reason: "r"), .access, "cannot be read or written: r"),
        (.empty, .access, "p.db is empty"),
        (.notAStore(nil), .access, "p.db is not a Metadex store"),
        (.readOnly, .access, "p.db cannot be written"),
        (.unreachable(reason: "r"), .access, "p.db cannot be opened: r"),
        (.newerFormat(migration: "0009_x"), .access, "made by a newer Metadex"),
        (.busy(seconds: 10), .access, "somebody else is writing to the store p.db (waited 10 s)"),
        (.full, .access, "no room left for the store p.db"),
        (.cancelled, .request, "was cancelled"),
        (.closed, .request, "is closed"),
        (.changedMigration("0001_a"), .damage, "another version of the migration 0001_a"),
        (.missingMigration("0001_a"), .damage, "lacks the migration 0001_a"),
        (.damaged(detail: "d"), .damage, "p.db is damaged: d"),
        (.damagedRow(detail: "d"), .damage, "makes no sense: d"),
        (.damagedColumn(detail: "d"), .damage, "derives from its documents is damaged: d"),
        (.backend(code: 1, detail: "d"), .damage, "failed with error 1: d"),
    ]

    @Test("every kind has a sentence with its data, and somebody to act")
    func messages() {
        for (kind, fault, part) in Self.kinds {
            let error = StoreError(kind, place: "p.db")
            #expect(error.fault == fault, "\(kind)")
            #expect(error.message.contains(part), "\(error.message)")
            #expect(!error.message.hasSuffix("."))
            #expect(error.description == error.message)
            // The words of one face and of one backend are made there.
            for word in ["SQLite", "--", "`"] {
                #expect(!error.message.contains(word), "\(error.message)")
            }
        }
    }

    @Test("a store without a file has no path in its messages")
    func withoutPath() {
        #expect(StoreError(.noSuchFolder("x")).message == "there is no folder \"x\" in the store")
    }
}
