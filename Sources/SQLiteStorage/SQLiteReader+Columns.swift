import Columns
import QueryEngine
import SQLiteDriver
import Storage
import Text

extension SQLiteReader: ColumnSource {
    func hasColumns() throws -> Bool {
        try connection.integer("SELECT derived_format FROM store_state") == StoredColumns.format
    }

    func firstRows() throws -> [Int64] {
        let select = try connection.statement(
            """
            SELECT first_row FROM segments
            WHERE column_id = (SELECT id FROM columns WHERE name = '@stored') ORDER BY first_row
            """)
        var rows: [Int64] = []
        while try select.step() { rows.append(try select.integer(0)) }
        return rows
    }

    func segment(of column: String, firstRow: Int64) throws -> ColumnSegment? {
        let select = try connection.statement(
            """
            SELECT id FROM segments
            WHERE column_id = (SELECT id FROM columns WHERE name = ?) AND first_row = ?
            """)
        try select.bind(column, at: 1)
        try select.bind(firstRow, at: 2)
        let id = try select.reading { try select.step() ? try select.integer(0) : nil }
        guard let id else { return nil }
        return try segments.segment(id) { try SegmentTable(connection).segment(id) }
    }

    func dictionary(of column: String) throws -> KeyDictionary {
        let table = SegmentTable(connection)
        guard let id = try table.id(of: column) else { return KeyDictionary() }
        let count = try table.textCount(of: id)
        return try segments.dictionary(of: id, count: count) { try table.dictionary(of: id) }
    }

    func changedRows() throws -> [Int64] {
        let select = try connection.statement("SELECT number FROM changed_rows ORDER BY number")
        var rows: [Int64] = []
        while try select.step() { rows.append(try select.integer(0)) }
        return rows
    }
}
