import Items
import SQLiteDriver
import SchemaModel
import Storage

/// Brings the tables of a store up to date, and refuses a store whose tables it does not know.
struct SQLiteMigrator {
    /// In order; names begin with their number.
    var migrations: [Migration]

    /// `MtDx`, in the header of every store, so that `file` and this program tell a store from any
    /// other database.
    static let applicationID: Int32 = 0x4D74_4478

    /// Behind this migration the view of the keys can be made.
    private static let viewMigration = "0009_items_flat"

    /// Compares what was applied with what this program has.
    ///
    /// - Returns: the migrations that are still to be applied.
    /// - Throws: ``StoreError`` of kind `newerFormat`, `changedMigration` or `missingMigration`.
    func pending(in database: Connection) throws -> ArraySlice<Migration> {
        var next = migrations[...]
        for (name, hash) in try applied(in: database) {
            guard let expected = next.first else { throw StoreError(.newerFormat(migration: name)) }
            if expected.name != name {
                let isLater = migrations.contains { $0.name == name }
                throw StoreError(
                    isLater ? .missingMigration(expected.name) : .changedMigration(name))
            }
            if expected.hash != hash { throw StoreError(.changedMigration(name)) }
            next = next.dropFirst()
        }
        return next
    }

    /// Makes an empty database a store without tables.
    func found(_ database: Connection) throws {
        try database.execute(
            """
            CREATE TABLE migrations (
                name TEXT PRIMARY KEY,
                hash TEXT NOT NULL,
                applied INTEGER NOT NULL,
                program TEXT NOT NULL
            ) STRICT, WITHOUT ROWID;
            PRAGMA application_id = \(SQLiteMigrator.applicationID);
            """)
    }

    /// Applies the first pending migration and records it.
    ///
    /// - Parameters:
    ///   - database: in a write transaction.
    ///   - program: the version that goes into the record.
    /// - Returns: false when nothing was pending.
    func migrateOnce(_ database: Connection, program: String, at time: StoreTime) throws -> Bool {
        guard let migration = try pending(in: database).first else { return false }
        try database.execute(migration.sql)
        let record = try database.statement(
            "INSERT INTO migrations (name, hash, applied, program) VALUES (?, ?, ?, ?)")
        try record.bind(migration.name, at: 1)
        try record.bind(migration.hash, at: 2)
        try record.bind(time.microseconds, at: 3)
        try record.bind(program, at: 4)
        try record.run()
        if migration.name == SQLiteMigrator.viewMigration {
            try FlatView(database).rebuild(SchemaTable(database).current().schema)
        }
        return true
    }

    private func applied(in database: Connection) throws -> [(name: String, hash: String)] {
        let statement = try database.statement("SELECT name, hash FROM migrations ORDER BY name")
        var rows: [(name: String, hash: String)] = []
        while try statement.step() { rows.append((try statement.text(0), try statement.text(1))) }
        return rows
    }
}
