import Columns
import Items
import Storage

/// Fills the columns of the items themselves.
enum ItemColumns {
    /// Adds the row of an item that is stored.
    static func fill(
        _ batch: ColumnBatch, kind: ItemKind, folder: Int64, created: StoreTime, updated: StoreTime
    ) {
        typealias Column = StoreColumns.ItemColumn
        batch.beginRow()
        batch.present(Column.stored.rawValue)
        // Ids count from 1: no float rounds them before there are 2^53 folders.
        batch.number(Column.folder.rawValue, Double(folder))
        var word = kind.wireName
        word.withUTF8 { batch.string(Column.kind.rawValue, UnsafeRawBufferPointer($0)) }
        batch.instant(Column.created.rawValue, ColumnInstant(created))
        batch.instant(Column.updated.rawValue, ColumnInstant(updated))
        batch.endRow()
    }

    /// Adds the empty row of an item that is gone.
    static func fillEmpty(_ batch: ColumnBatch) {
        batch.beginRow()
        batch.endRow()
    }
}

extension ColumnInstant {
    /// A time of the store's clock.
    init(_ time: StoreTime) {
        self.init(seconds: time.seconds, nanoseconds: time.nanoseconds)
    }
}
