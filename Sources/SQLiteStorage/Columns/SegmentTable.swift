import Columns
import SQLiteDriver
import Storage
import Text

/// Reads and writes the tables of columns, within one transaction.
struct SegmentTable {
    /// A column of the store as it is stored.
    struct Stored: Equatable {
        let id: Int64
        let form: String
    }

    private let connection: Connection

    init(_ connection: Connection) {
        self.connection = connection
    }

    // MARK: Columns

    /// The columns by name.
    func columns() throws -> [ExactText: Stored] {
        let statement = try connection.statement("SELECT name, id, form FROM columns")
        var columns: [ExactText: Stored] = [:]
        while try statement.step() {
            columns[ExactText(try statement.text(0))] = Stored(
                id: try statement.integer(1), form: try statement.text(2))
        }
        return columns
    }

    /// The id of the column with a name.
    func id(of name: String) throws -> Int64? {
        let select = try connection.statement("SELECT id FROM columns WHERE name = ?")
        try select.bind(name, at: 1)
        return try select.reading { try select.step() ? try select.integer(0) : nil }
    }

    /// Adds a column without segments.
    ///
    /// - Returns: its id.
    func add(_ column: StoreColumns.Column) throws -> Int64 {
        let insert = try connection.statement("INSERT INTO columns (name, form) VALUES (?, ?)")
        try insert.bind(column.name, at: 1)
        try insert.bind(column.form, at: 2)
        try insert.run()
        return connection.lastInsertedRow
    }

    /// Takes a column away with all of its segments.
    func remove(_ id: Int64) throws {
        let delete = try connection.statement("DELETE FROM columns WHERE id = ?")
        try delete.bind(id, at: 1)
        try delete.run()
    }

    // MARK: Segments

    /// The segment of a column that a row lies in.
    ///
    /// - Throws: ``StoreError`` of kind `damagedColumn` for one that cannot be read.
    func segment(of column: Int64, containing row: Int64) throws -> ColumnSegment? {
        let select = try connection.statement(
            "SELECT bytes FROM segments WHERE column_id = ? AND first_row = ?")
        try select.bind(column, at: 1)
        try select.bind(SegmentRows.first(of: row), at: 2)
        guard try select.step() else { return nil }
        let bytes = try select.withBlob(0) { SegmentBytes(copying: $0) }
        return try decoded(bytes, "of column \(column) from row \(SegmentRows.first(of: row))")
    }

    /// The segment with an id.
    ///
    /// - Throws: ``StoreError`` of kind `damagedColumn` for one that cannot be read.
    func segment(_ id: Int64) throws -> ColumnSegment {
        let select = try connection.statement("SELECT bytes FROM segments WHERE id = ?")
        try select.bind(id, at: 1)
        return try select.reading {
            guard try select.step() else {
                throw StoreError(.damagedRow(detail: "segments \(id) cannot be found again"))
            }
            return try decoded(try select.withBlob(0) { SegmentBytes(copying: $0) }, "\(id)")
        }
    }

    private func decoded(_ bytes: SegmentBytes, _ place: String) throws -> ColumnSegment {
        do throws(ColumnFault) {
            return try ColumnSegment(bytes)
        } catch {
            throw StoreError(.damagedColumn(detail: "segments \(place): \(error.words)"))
        }
    }

    /// Stores a segment in the place of the one with the same rows, if there is one.
    func put(_ bytes: SegmentBytes, of column: Int64, firstRow: Int64) throws {
        let delete = try connection.statement(
            "DELETE FROM segments WHERE column_id = ? AND first_row = ?")
        try delete.bind(column, at: 1)
        try delete.bind(firstRow, at: 2)
        try delete.run()
        let insert = try connection.statement(
            "INSERT INTO segments (column_id, first_row, head, bytes) VALUES (?, ?, ?, ?)")
        try bytes.withUnsafeBytes { (bytes) throws in
            try insert.bind(column, at: 1)
            try insert.bind(firstRow, at: 2)
            try insert.bind(
                blob: UnsafeRawBufferPointer(rebasing: bytes.prefix(SegmentHead.byteCount)),
                at: 3)
            try insert.bind(blob: bytes, at: 4)
            try insert.run()
        }
    }

    /// Takes the segment of a column away that begins with a row.
    func removeSegment(named name: String, firstRow: Int64) throws {
        let delete = try connection.statement(
            """
            DELETE FROM segments
            WHERE column_id = (SELECT id FROM columns WHERE name = ?) AND first_row = ?
            """)
        try delete.bind(name, at: 1)
        try delete.bind(firstRow, at: 2)
        try delete.run()
    }

    /// Whether a segment of a column has a value that does not fit its form.
    func hasMisfits(_ column: Int64) throws -> Bool {
        let select = try connection.statement("SELECT head FROM segments WHERE column_id = ?")
        try select.bind(column, at: 1)
        return try select.reading {
            while try select.step() {
                let count = try select.withBlob(0) { (try? SegmentHead($0))?.range.otherCount }
                // What cannot be read may hold anything.
                if count != 0 { return true }
            }
            return false
        }
    }

    // MARK: Dictionaries

    /// The dictionary of a column.
    ///
    /// - Throws: ``StoreError`` of kind `damagedColumn` for one that cannot be read.
    func dictionary(of column: Int64) throws -> KeyDictionary {
        let select = try connection.statement(
            "SELECT bytes FROM dictionary_chunks WHERE column_id = ? ORDER BY first_code")
        try select.bind(column, at: 1)
        var dictionary = KeyDictionary()
        while try select.step() {
            let chunk = try select.withBlob(0) { Array($0) }
            do throws(ColumnFault) {
                try dictionary.append(chunk: chunk)
            } catch {
                throw StoreError(
                    .damagedColumn(detail: "dictionary_chunks of column \(column): \(error.words)"))
            }
        }
        return dictionary
    }

    /// How many texts the dictionary of a column has.
    func textCount(of column: Int64) throws -> Int {
        let select = try connection.statement(
            "SELECT id FROM dictionary_chunks WHERE column_id = ? ORDER BY first_code DESC LIMIT 1")
        try select.bind(column, at: 1)
        let id = try select.reading { try select.step() ? try select.integer(0) : nil }
        guard let id else { return 0 }
        // A chunk may be long, and its first bytes say how many texts there are.
        let blob = try Blob(connection, table: "dictionary_chunks", column: "bytes", row: id)
        return try blob.prefix(KeyDictionary.chunkHeadByteCount)
            .withUnsafeBytes { KeyDictionary.end(ofChunk: $0) }
    }

    /// Stores what a dictionary has from a code on.
    func putChunk(of dictionary: KeyDictionary, from code: Int, column: Int64) throws {
        guard code < dictionary.count else { return }
        let insert = try connection.statement(
            "INSERT INTO dictionary_chunks (column_id, first_code, bytes) VALUES (?, ?, ?)")
        try insert.bind(column, at: 1)
        try insert.bind(Int64(code), at: 2)
        try dictionary.chunk(from: code).withUnsafeBytes { (bytes) throws in
            try insert.bind(blob: bytes, at: 3)
            try insert.run()
        }
    }
}

extension ColumnFault {
    /// The fault in a few words for a message about damage.
    var words: String { "\(kind.rawValue) at byte \(offset)" }
}
