import Foundation
import SQLiteDriver
import Storage
import StorageConformance
import Testing

@testable import SQLiteStorage

/// Stores in a folder of their own. After each use the file is looked through.
struct SQLiteBackend: StoreBackend {
    /// Whether every write brings its rows into the segments at once, so that queries find all of them
    /// there; else they find nearly all of them changed.
    var foldsAtOnce = false

    private func open(_ url: URL, _ environment: StoreEnvironment) throws -> SQLiteStore {
        try SQLiteStore.open(
            url.path, mode: .existing, program: "test", environment: environment,
            changedRowsMax: foldsAtOnce ? 0 : ColumnFold.changedRowsMax)
    }

    func withStore(
        environment: StoreEnvironment, _ body: (any MetadataStore) throws -> Void
    ) throws {
        try withTemporaryFolder { folder in
            let url = folder.appendingPathComponent("a.db")
            // From here on columns follow whatever happens.
            let new = try SQLiteStore.make(at: url)
            try new.rebuildColumns()
            try new.close()
            let store = try open(url, environment)
            try body(store)
            try store.close()
            let last = try SQLiteStore.make(at: url, mode: .existing)
            #expect(try last.columnProblems() == [])
            try last.foldChangedRows()
            #expect(try last.examine() == [])
            try last.close()
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
        let again = try open(url, .repeatable(seed: 2))
        try body(again)
        try again.close()
    }

    func path(of store: any MetadataStore) -> String? { (store as? SQLiteStore)?.path }

    /// What SQLite itself finds wrong with a file.
    private func faults(of url: URL) throws -> [String] {
        let connection = try Connection.plain(url)
        let faults = try connection.rows(
            """
            SELECT integrity_check FROM pragma_integrity_check(10) WHERE integrity_check <> 'ok'
            UNION ALL
            SELECT format('%s %s lacks its %s', "table", rowid, parent)
            FROM pragma_foreign_key_check
            """
        ).map { $0[0] }
        try connection.close()
        return faults
    }
}
