import Columns
import Storage

/// Columns of a store whose rows come from the same batches, and that are appended to together.
final class ColumnGroup {
    private let ids: [Int64]
    private let appender: ColumnAppender
    private let table: SegmentTable
    /// How many texts of each dictionary are stored.
    private var storedCounts: [Int]

    /// - Parameters:
    ///   - columns: the columns, as batches have them.
    ///   - ids: their ids in the store.
    ///   - nextRow: the number of the first row to come.
    init(
        _ columns: [StoreColumns.Column], ids: [Int64], in table: SegmentTable, nextRow: Int64
    ) throws {
        self.ids = ids
        self.table = table
        let dictionaries = try zip(columns, ids).map { column, id in
            column.definition.kind == .text ? try table.dictionary(of: id) : nil
        }
        storedCounts = dictionaries.map { $0?.count ?? 0 }
        let segments = try ids.map { try table.segment(of: $0, containing: nextRow) }
        do throws(ColumnFault) {
            appender = try ColumnAppender(
                columns.map(\.definition), nextRow: nextRow, dictionaries: dictionaries,
                continuing: segments)
        } catch {
            throw StoreError(.damagedRow(detail: "segments from row \(nextRow): \(error.words)"))
        }
    }

    /// Appends consecutive rows of a batch; see ``ColumnAppender/append(_:rows:firstRow:take:)``.
    func append(_ batch: ColumnBatch, rows: Range<Int>, firstRow: Int64) throws {
        try appender.append(batch, rows: rows, firstRow: firstRow) { (segment) throws in
            try put(segment)
        }
    }

    /// Stores what is open, and the texts that were added to the dictionaries.
    func finish() throws {
        try appender.finish { (segment) throws in try put(segment) }
        for (index, dictionary) in appender.dictionaries.enumerated() {
            guard let dictionary else { continue }
            try table.putChunk(of: dictionary, from: storedCounts[index], column: ids[index])
            storedCounts[index] = dictionary.count
        }
    }

    private func put(_ segment: ColumnAppender.Segment) throws {
        try table.put(segment.bytes, of: ids[segment.column], firstRow: segment.firstRow)
    }
}
