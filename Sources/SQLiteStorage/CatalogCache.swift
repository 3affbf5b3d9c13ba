import SQLiteDriver
import SchemaModel
import Storage
import Synchronization

/// The catalogue of the newest state that a store's readers have seen.
final class CatalogCache: Sendable {
    /// Segments that any reader has seen.
    let segments = SegmentCache()
    private let newest = Mutex<Catalog?>(nil)

    /// The catalogue of the state that a transaction sees.
    ///
    /// - Parameter connection: in a transaction that has written nothing: what it sees is committed.
    func catalog(of connection: Connection) throws -> Catalog {
        let state = try connection.statement("SELECT generation FROM store_state")
        guard try state.step() else {
            throw StoreError(.damagedRow(detail: "store_state has no row"))
        }
        let generation = try state.integer(0)
        let known = newest.withLock { $0 }
        if let known, known.generation == generation { return known }
        let catalog = try CatalogCache.read(connection, generation, known)
        newest.withLock { newest in
            if newest.map({ $0.generation < generation }) ?? true { newest = catalog }
        }
        return catalog
    }

    private static func read(
        _ connection: Connection, _ generation: Int64, _ known: Catalog?
    ) throws -> Catalog {
        let statement = try connection.statement(
            "SELECT id, name FROM folders WHERE deleted IS NULL")
        var folders: [Int64: String] = [:]
        while try statement.step() { folders[try statement.integer(0)] = try statement.text(1) }
        // A revision never changes.
        let number = try SchemaTable(connection).number()
        let schema =
            if let known, known.schema.number == number { known.schema } else {
                try SchemaTable(connection).current()
            }
        let deleted = try connection.integer("SELECT EXISTS (SELECT 1 FROM deleted_items)")
        return Catalog(
            generation: generation, schema: schema, folders: folders,
            hasDeletedItems: deleted == 1, known: known)
    }
}
