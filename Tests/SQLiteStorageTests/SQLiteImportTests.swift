import SchemaModel
import Storage
import StorageConformance
import Testing

@testable import SQLiteStorage

/// The work of an import, whatever the upload.
@Suite("Importing into an SQLite store")
struct SQLiteImportTests {
    private static func uploads(_ count: Int) -> [Upload] {
        (0..<count).map { Upload("u:1", metadata: #"{"a": \#($0)}"#) }
    }

    @Test(
        "for each uploaded item one stored row is looked at, not those of the same upload",
        arguments: [ReimportPolicy.createAgain, .skip])
    func work(policy: ReimportPolicy) throws {
        try SQLiteBackend().withStore { store in
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
