import Items
import SQLiteDriver
import SchemaModel
import Storage
import Text

/// Records names of keys that the schema does not have, in the table `undeclared_keys`.
final class UndeclaredKeys {
    /// Names that need no record: those of the schema, and those that are recorded already.
    private var known: Set<ExactText>
    private let capacity: Int
    private let time: StoreTime
    private let insert: Statement

    /// - Parameter schema: the current schema.
    init(_ connection: Connection, schema: MetadataSchema, at time: StoreTime) throws {
        self.time = time
        known = Set(schema.keys.map { ExactText($0.name.text) })
        capacity = known.count + UndeclaredKeys.knownMax
        insert = try connection.statement(
            "INSERT OR IGNORE INTO undeclared_keys (name, first_seen) VALUES (?1, ?2)")
    }

    /// Records the names that are neither in the schema nor recorded yet.
    func record(_ names: [String]) throws {
        for name in names {
            let exact = ExactText(name)
            if known.contains(exact) { continue }
            if known.count < capacity { known.insert(exact) }
            try insert.bind(name, at: 1)
            try insert.bind(time.microseconds, at: 2)
            try insert.run()
        }
    }

    /// 10,000 names: an upload with more of them uses data as keys, and must not fill the memory.
    private static let knownMax = 10_000
}
