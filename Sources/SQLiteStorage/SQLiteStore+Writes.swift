public import Items
import SQLiteDriver
public import SchemaModel
public import Storage
import Text
import Validation
import Values

extension SQLiteStore {
    /// Stores the next revision of the schema; see
    /// ``MetadataStore/applySchema(_:basedOn:author:note:changes:)``.
    @discardableResult
    public func applySchema(
        _ plan: SchemaPlan, basedOn revision: Int, author: String, note: String?, changes: [String]
    ) throws -> AppliedSchema {
        try write { reader, now in
            try reader.checkCurrent(revision)
            let keysToRead = try reader.keysToRead(plan)
            let reviews = try reader.review(keysToRead)
            let next = SchemaRevision(
                number: try SchemaRevision.number(after: revision), schema: plan.new,
                author: author, date: now.description, note: note, changes: changes)
            // A name that the schema no longer has at all may still be in documents.
            let keys = try UndeclaredKeys(reader.connection, schema: plan.new, at: now)
            try keys.record(reader.catalog().schema.schema.keys.map(\.name.text))
            try SchemaTable(reader.connection).insert(next)
            try FlatView(reader.connection).rebuild(plan.new)
            try updateColumns(plan, keysToRead, reader.connection)
            return AppliedSchema(revision: next, reviews: reviews)
        }
    }

    /// Notes changed rows in a write transaction.
    func rowChanges(_ connection: Connection) -> RowChanges {
        RowChanges(connection, max: changedRowsMax)
    }

    /// Makes the columns follow a schema: those of other keys stay as they are.
    private func updateColumns(
        _ plan: SchemaPlan, _ keysToRead: [SchemaPlan.Key], _ connection: Connection
    ) throws {
        // A store without columns gets all of them with its first large import.
        guard
            try connection.integer("SELECT derived_format FROM store_state") == StoredColumns.format
        else { return }
        var widened: Set<ExactText> = []
        var unseen = Set(plan.keys.filter(\.step.readsValues).map { ExactText($0.name.text) })
        unseen.subtract(keysToRead.map { ExactText($0.name.text) })
        var stale: Set<ExactText> = []
        for key in plan.keys {
            switch key.step {
            case .widen: widened.insert(ExactText(key.name.text))
            case .rebuild: stale.insert(ExactText(key.name.text))
            case .keep, .hide, .show, .build, .drop: break
            }
        }
        _ = try StoredColumns(
            connection, StoreColumns(plan.new), CompiledSchema(plan.new), stale: stale,
            widened: widened, unseen: unseen)
    }

    /// Makes an empty folder; see ``MetadataStore/createFolder(named:)``.
    @discardableResult
    public func createFolder(named name: String) throws -> Folder {
        try Folder.check(name: name)
        return try write { reader, now in
            if try reader.folderID(name) != nil { throw StoreError(.folderExists(name)) }
            let id = environment.makeID(at: now)
            try insertFolder(id, named: name, at: now, reader.connection)
            return Folder(id: id, name: name, created: now, itemCount: 0)
        }
    }

    /// Makes a folder that is in no other.
    ///
    /// - Returns: its number.
    @discardableResult
    func insertFolder(
        _ id: ItemID, named name: String, at time: StoreTime, _ connection: Connection
    ) throws -> Int64 {
        let insert = try connection.statement(
            "INSERT INTO folders (uuid, name, created, updated) VALUES (?1, ?2, ?3, ?3)")
        try insert.bind(id.description, at: 1)
        try insert.bind(name, at: 2)
        try insert.bind(time.microseconds, at: 3)
        try insert.run()
        return connection.lastInsertedRow
    }

    /// Writes the items of one upload; see ``MetadataStore/importItems(_:_:)``.
    @discardableResult
    public func importItems(
        _ request: ImportRequest, _ body: (any ImportSession) throws -> ImportDecision
    ) throws -> WriteSummary {
        try Folder.check(name: request.folder)
        return try StoreError.translating(path: path) {
            let session = SQLiteImport(request, into: self)
            defer { session.abandon() }
            if try body(session) == .commit { try session.commit() }
            return session.summary
        }
    }

    /// Changes items; see ``MetadataStore/changeItems(_:checkedAgainst:generation:)``.
    @discardableResult
    public func changeItems(
        _ changes: [ItemChange], checkedAgainst revision: Int?, generation: Int64?
    ) throws -> Int {
        for case .move(_, let folder) in changes { try Folder.check(name: folder) }
        return try write { reader, now in
            if let generation, generation != reader.catalog().generation {
                throw StoreError(.changed)
            }
            if let revision { try reader.checkCurrent(revision) }
            let changer = try ItemChanger(reader, of: self, at: now)
            var count = 0
            for change in changes {
                if try changer.apply(change) { count += 1 }
            }
            try rowChanges(reader.connection).foldIfNeeded(reader.catalog())
            return count
        }
    }
}
