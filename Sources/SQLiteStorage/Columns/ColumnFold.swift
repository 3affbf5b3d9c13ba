import Columns
import SQLiteDriver
import Storage

/// Brings changed rows into the segments, so that queries need not read their documents any more.
struct ColumnFold {
    /// 1,024 changed rows: reading as many documents takes a query about a millisecond, and writing the
    /// segments of one range anew some tens of them.
    static let changedRowsMax = 1_024

    private let stored: StoredColumns
    private let table: SegmentTable

    /// - Parameter stored: the columns of the store, up to date.
    init(_ stored: StoredColumns) {
        self.stored = stored
        table = SegmentTable(stored.connection)
    }

    /// Folds all changed rows.
    func run() throws {
        let keys = DocumentColumns(stored.schema, stored.columns)
        let source = try StoredItemRows(stored.connection, keys)
        let changed = try stored.connection.statement(
            "SELECT number FROM changed_rows WHERE number >= ? ORDER BY number LIMIT 65536")
        var dictionaries: [Int64: Dictionary] = [:]
        var unfoldable: [(StoreColumns.Column, firstRow: Int64)] = []
        var next: Int64 = 0
        while true {
            var rows: [Int64] = []
            try changed.bind(next, at: 1)
            while try changed.step() {
                let row = try changed.integer(0)
                if let first = rows.first,
                    SegmentRows.first(of: row) != SegmentRows.first(of: first)
                {
                    break
                }
                rows.append(row)
            }
            try changed.reset()
            guard let last = rows.last else { break }
            source.removeAll()
            for row in rows { try source.read(row) }
            try replace(
                rows, with: source.items, StoreColumns.ofItems, stored.itemIDs, &dictionaries,
                &unfoldable)
            try replace(
                rows, with: keys.batch, stored.columns.ofKeys, stored.keyIDs, &dictionaries,
                &unfoldable)
            next = last + 1
        }
        for (id, dictionary) in dictionaries {
            try table.putChunk(of: dictionary.texts, from: dictionary.storedCount, column: id)
        }
        // Behind the texts of the dictionaries, to which these may add.
        for (column, firstRow) in unfoldable { try stored.rebuild(column, firstRow: firstRow) }
        try stored.connection.execute("DELETE FROM changed_rows")
    }

    /// The dictionary of a column, and how much of it is stored.
    private struct Dictionary {
        var texts: KeyDictionary
        let storedCount: Int
    }

    /// Replaces rows of one range in the segments of some columns.
    private func replace(
        _ rows: [Int64], with batch: ColumnBatch, _ columns: [StoreColumns.Column], _ ids: [Int64],
        _ dictionaries: inout [Int64: Dictionary],
        _ unfoldable: inout [(StoreColumns.Column, firstRow: Int64)]
    ) throws {
        let firstRow = SegmentRows.first(of: rows[0])
        for (column, id) in ids.enumerated() {
            let kind = columns[column].definition.kind
            if kind == .text, dictionaries[id] == nil {
                let texts = try table.dictionary(of: id)
                dictionaries[id] = Dictionary(texts: texts, storedCount: texts.count)
            }
            var texts = dictionaries[id]?.texts
            guard let edit = try edit(id, kind, firstRow, texts) else {
                unfoldable.append((columns[column], firstRow))
                continue
            }
            for (row, number) in rows.enumerated() {
                edit.replace(SegmentRows.slot(of: number), with: batch, column: column, row: row)
            }
            if let made = edit.finish(&texts) {
                try table.put(made.bytes, of: id, firstRow: firstRow)
            }
            if let texts { dictionaries[id]?.texts = texts }
        }
    }

    /// Begins with the rows of a segment.
    ///
    /// - Returns: nil for one whose texts are in the documents alone, and for a damaged one: the documents
    ///   have what it had.
    private func edit(
        _ id: Int64, _ kind: ColumnKind, _ firstRow: Int64, _ texts: KeyDictionary?
    ) throws -> SegmentEdit? {
        do {
            guard let segment = try table.segment(of: id, containing: firstRow) else {
                return SegmentEdit(kind, firstRow: firstRow)
            }
            return segment.holdsValues ? try SegmentEdit(segment, texts) : nil
        } catch is ColumnFault {
            return nil
        } catch let error as StoreError {
            guard case .damagedColumn = error.kind else { throw error }
            return nil
        }
    }
}
