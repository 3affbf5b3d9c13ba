import Columns
import Items
import SQLiteDriver
import Storage
import Text
import Values

/// Compares the columns of a store with its documents.
struct ColumnReview {
    /// What is wrong with a column.
    struct Problem: Equatable {
        /// The name of the column.
        var column: String
        /// The first row that it is wrong about; nil where that is not known.
        var row: Int64?
        /// What is wrong, in words that fit behind the column.
        var detail: String
    }

    private let connection: Connection
    private let schema: CompiledSchema
    private let columns: StoreColumns

    /// - Parameters:
    ///   - connection: in a transaction.
    ///   - catalog: of the state that the transaction sees.
    init(_ connection: Connection, _ catalog: Catalog) {
        self.connection = connection
        schema = catalog.compiledSchema
        columns = catalog.columns
    }

    /// Reads all documents and all segments.
    ///
    /// - Returns: at most one problem a column and range of rows; none where nothing is derived yet.
    /// - Throws: ``StoreError`` of kind `damagedRow` for a document that cannot be read.
    func run() throws -> [Problem] {
        let format = try connection.integer("SELECT derived_format FROM store_state")
        guard format == StoredColumns.format else { return [] }
        let table = SegmentTable(connection)
        let stored = try table.columns()
        var problems: [Problem] = []
        var ids: [Int64?] = []
        for column in StoreColumns.ofItems + columns.ofKeys {
            guard let known = stored[ExactText(column.name)] else {
                problems.append(Problem(column: column.name, detail: "is missing"))
                ids.append(nil)
                continue
            }
            if known.form != column.form {
                problems.append(
                    Problem(
                        column: column.name,
                        detail: "is read as \(known.form), where the schema says \(column.form)"))
            }
            ids.append(known.form == column.form ? known.id : nil)
        }
        for firstRow in try firstRows() { try compare(firstRow, ids, table, &problems) }
        return problems
    }

    /// The first rows of all ranges in which there is an item or a segment.
    private func firstRows() throws -> [Int64] {
        let select = try connection.statement(
            """
            SELECT DISTINCT number & ~65535 FROM items WHERE number >= 0
            UNION SELECT DISTINCT first_row FROM segments WHERE first_row >= 0 ORDER BY 1
            """)
        var rows: [Int64] = []
        while try select.step() {
            let row = try select.integer(0)
            if row > StoreColumns.rowMax {
                throw StoreError(
                    .damagedRow(detail: "items has a number beyond \(StoreColumns.rowMax)"))
            }
            rows.append(SegmentRows.first(of: row))
        }
        return rows
    }

    private func compare(
        _ firstRow: Int64, _ ids: [Int64?], _ table: SegmentTable, _ problems: inout [Problem]
    ) throws {
        let changed = try changedSlots(firstRow)
        let source = try rows(from: firstRow)
        let itemCount = StoreColumns.ofItems.count
        for (index, column) in (StoreColumns.ofItems + columns.ofKeys).enumerated() {
            guard let id = ids[index] else { continue }
            let batch = index < itemCount ? source.items : source.keys.batch
            let position = index < itemCount ? index : index - itemCount
            do {
                let dictionary =
                    column.definition.kind == .text ? try table.dictionary(of: id) : nil
                let segment = try table.segment(of: id, containing: firstRow)
                let comparison = try SegmentComparison(
                    column.definition.kind, segment, dictionary)
                if let slot = comparison.firstDifference(
                    from: batch, column: position, except: { changed.contains($0) })
                {
                    problems.append(
                        Problem(
                            column: column.name, row: firstRow + Int64(slot),
                            detail: "is not what the document says"))
                }
            } catch let fault as ColumnFault {
                problems.append(
                    Problem(column: column.name, row: firstRow, detail: fault.words))
            } catch let error as StoreError {
                guard case .damagedColumn(let detail) = error.kind else { throw error }
                problems.append(Problem(column: column.name, row: firstRow, detail: detail))
            }
        }
    }

    private func changedSlots(_ firstRow: Int64) throws -> Set<Int> {
        let select = try connection.statement(
            "SELECT number FROM changed_rows WHERE number BETWEEN ? AND ?")
        try select.bind(firstRow, at: 1)
        try select.bind(firstRow + Int64(SegmentRows.countMax) - 1, at: 2)
        var slots: Set<Int> = []
        while try select.step() { slots.insert(SegmentRows.slot(of: try select.integer(0))) }
        return slots
    }

    /// The rows of one range, gaps included.
    private func rows(from firstRow: Int64) throws -> StoredItemRows {
        let source = try StoredItemRows(
            connection, DocumentColumns(schema, columns),
            rows: firstRow...(firstRow + Int64(SegmentRows.countMax) - 1))
        while let number = try source.next() {
            while firstRow + Int64(source.rowCount) < number {
                try source.readGap()
            }
            try source.read()
        }
        return source
    }
}
