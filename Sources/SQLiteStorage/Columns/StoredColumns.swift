import Columns
import SQLiteDriver
import Storage
import Text
import Values

/// The columns of a store file in one write transaction, brought up to date with a schema.
struct StoredColumns {
    /// 1: the form of tables and segments that this program derives. A store with another one has its
    /// columns made anew by the next write.
    static let format: Int64 = 1

    let connection: Connection
    /// What the schema wants.
    let columns: StoreColumns
    let schema: CompiledSchema
    /// The ids of ``StoreColumns/ofItems``.
    private(set) var itemIDs: [Int64] = []
    /// The ids of ``StoreColumns/ofKeys``.
    private(set) var keyIDs: [Int64] = []

    /// Adds the columns that are missing, with the values of what is stored, and takes away those that
    /// no key has any more. Costs a few reads where nothing is to be done.
    ///
    /// - Parameters:
    ///   - columns: the columns of the schema that the store has from now on.
    ///   - schema: that schema.
    ///   - stale: names of keys whose values mean something else than so far.
    ///   - widened: names of keys under which values may fit now that did not before.
    ///   - unseen: names of keys that no document has: there is nothing to read for them.
    init(
        _ connection: Connection, _ columns: StoreColumns, _ schema: CompiledSchema,
        stale: Set<ExactText> = [], widened: Set<ExactText> = [],
        unseen: Set<ExactText> = []
    ) throws {
        self.connection = connection
        self.schema = schema
        self.columns = columns
        let table = SegmentTable(connection)
        if try connection.integer("SELECT derived_format FROM store_state") != StoredColumns.format
        {
            try connection.execute("DELETE FROM columns; DELETE FROM changed_rows")
            let setFormat = try connection.statement("UPDATE store_state SET derived_format = ?")
            try setFormat.bind(StoredColumns.format, at: 1)
            try setFormat.run()
        }
        var stored = try table.columns()
        let wanted = StoreColumns.ofItems + columns.ofKeys
        let names = Set(wanted.map { ExactText($0.name) })
        for (name, column) in stored where !names.contains(name) {
            try table.remove(column.id)
        }
        for column in wanted {
            guard let known = stored[ExactText(column.name)],
                try known.form != column.form || stale.contains(ExactText(column.name))
                    || widened.contains(ExactText(column.name)) && table.hasMisfits(known.id)
            else { continue }
            try table.remove(known.id)
            stored[ExactText(column.name)] = nil
        }
        var missing = Set(wanted.map { ExactText($0.name) }.filter { stored[$0] == nil })
        for column in wanted where stored[ExactText(column.name)] == nil {
            stored[ExactText(column.name)] = SegmentTable.Stored(
                id: try table.add(column), form: column.form)
        }
        itemIDs = StoreColumns.ofItems.compactMap { stored[ExactText($0.name)]?.id }
        keyIDs = columns.ofKeys.compactMap { stored[ExactText($0.name)]?.id }
        missing.subtract(unseen)
        if !missing.isEmpty {
            try ColumnBuild(self, only: { missing.contains(ExactText($0.name)) }).run()
        }
    }

    /// The columns of a state, which change only where they are not there yet.
    init(_ connection: Connection, _ catalog: Catalog) throws {
        try self.init(connection, catalog.columns, catalog.compiledSchema)
    }

    /// Makes one segment of a column from the documents.
    func rebuild(_ column: StoreColumns.Column, firstRow: Int64) throws {
        let table = SegmentTable(connection)
        let isOfItems = StoreColumns.ofItems.contains(column)
        // The items' own columns are made together.
        for column in isOfItems ? StoreColumns.ofItems : [column] {
            try table.removeSegment(named: column.name, firstRow: firstRow)
        }
        try ColumnBuild(self, only: { isOfItems ? $0.name.hasPrefix("@") : $0 == column })
            .run(rows: firstRow...firstRow + Int64(SegmentRows.countMax) - 1)
    }

    /// Makes anew what cannot be read of the segments that the next row is appended to.
    func repair(behind nextRow: Int64) throws {
        let table = SegmentTable(connection)
        let firstRow = SegmentRows.first(of: nextRow)
        for (column, id) in zip(StoreColumns.ofItems + columns.ofKeys, itemIDs + keyIDs) {
            do {
                _ = try table.segment(of: id, containing: nextRow)
            } catch let error as StoreError {
                guard case .damagedColumn = error.kind else { throw error }
                try rebuild(column, firstRow: firstRow)
            }
        }
    }
}
