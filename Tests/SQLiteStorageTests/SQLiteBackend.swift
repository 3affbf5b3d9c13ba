import Foundation
import GRDB
import SQLiteStorage
import Storage
import StorageConformance
import Testing

/// Stores in a folder of their own. After each use the file is looked through.
struct SQLiteBackend: StoreBackend {
    func withStore(
        environment: StoreEnvironment, _ body: (any MetadataStore) throws -> Void
    ) throws {
        try withTemporaryFolder { folder in
            let url = folder.appendingPathComponent("a.db")
            let store = try SQLiteStore.make(at: url, environment: environment)
            try body(store)
            try store.close()
            #expect(try faults(of: url).isEmpty)
        }
    }

    func withReopened(
        _ store: any MetadataStore, _ body: (any MetadataStore) throws -> Void
    ) throws {
        let store = try #require(store as? SQLiteStore)
        try store.close()
        let url = URL(fileURLWithPath: store.path)
        #expect(try faults(of: url).isEmpty)
        let again = try SQLiteStore.make(
            at: url, mode: .existing, environment: .repeatable(seed: 2))
        try body(again)
        try again.close()
    }

    func path(of store: any MetadataStore) -> String? { (store as? SQLiteStore)?.path }

    /// What SQLite itself finds wrong with a file.
    private func faults(of url: URL) throws -> [String] {
        let queue = try DatabaseQueue(path: url.path)
        defer { try? queue.close() }
        return try queue.read { database in
            try String.fetchAll(database, sql: "PRAGMA integrity_check(10)").filter { $0 != "ok" }
                + Row.fetchAll(database, sql: "PRAGMA foreign_key_check").map(\.description)
        }
    }
}
