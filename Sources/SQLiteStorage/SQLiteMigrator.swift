import GRDB
import Items
import Storage

/// Brings the tables of a store up to date, and refuses a store whose tables it does not know.
struct SQLiteMigrator {
    /// In order; names begin with their number.
    var migrations: [Migration]

    /// `MtDx`, in the header of every store, so that `file` and this program tell a store from any
    /// other database.
    static let applicationID: Int32 = 0x4D74_4478

    /// Compares what was applied with what this program has.
    ///
    /// - Returns: the migrations that are still to be applied.
    /// - Throws: ``StoreError`` of kind `newerFormat`, `changedMigration` or `missingMigration`.
    func pending(in database: Database) throws -> ArraySlice<Migration> {
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
    func found(_ database: Database) throws {
        try database.execute(
            sql: """
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
    func migrateOnce(_ database: Database, program: String, at time: StoreTime) throws -> Bool {
        guard let migration = try pending(in: database).first else { return false }
        try database.execute(sql: migration.sql)
        try database.execute(
            sql: "INSERT INTO migrations (name, hash, applied, program) VALUES (?, ?, ?, ?)",
            arguments: [migration.name, migration.hash, time.microseconds, program])
        return true
    }

    private func applied(in database: Database) throws -> [(name: String, hash: String)] {
        try Row.fetchAll(database, sql: "SELECT name, hash FROM migrations ORDER BY name")
            .map { row in
                // A row's own subscript would end the program over a value of another type.
                guard let name = String.fromDatabaseValue(row["name"] as DatabaseValue),
                    let hash = String.fromDatabaseValue(row["hash"] as DatabaseValue)
                else {
                    throw StoreError(
                        .damagedRow(detail: "migrations has a name or a hash that is no text"))
                }
                return (name, hash)
            }
    }
}
