/// What a column of a batch holds.
public struct ColumnDefinition: Sendable, Hashable {
    /// What its values are.
    public let kind: ColumnKind
    /// The UTF-8 texts of the options that ``ColumnBatch/option(_:_:)`` names by position.
    public let options: [[UInt8]]

    /// - Parameters:
    ///   - kind: what the values are.
    ///   - options: the UTF-8 texts of options, for columns of text.
    public init(_ kind: ColumnKind, options: [[UInt8]] = []) {
        self.kind = kind
        self.options = options
    }
}

/// The typed values of some rows, one column a key of the schema, as an import fills them row by
/// row.
///
/// ```swift
/// batch.beginRow()
/// batch.number(0, 21.5)
/// batch.option(1, 2)
/// batch.endRow()
/// ```
///
/// What a row says nothing about is missing. Saying something twice keeps the last word. The memory
/// is kept when the batch is emptied, so filling it again allocates nothing. A column is named by
/// its position among the definitions; a position that there is not, or a value of another kind
/// than the column's, is a mistake of the caller and is left out.
///
/// Not safe to use from several threads at once; it may be handed from one to another.
public final class ColumnBatch {
    /// What the columns hold.
    public let columns: [ColumnDefinition]
    /// Number of rows that were ended.
    public var rowCount: Int { endedCount }
    private var endedCount = 0
    /// Whether a row was begun and not ended.
    private var isOpen = false
    let cells: CellColumns

    /// An empty batch.
    ///
    /// - Parameter columns: what each column holds.
    public init(_ columns: [ColumnDefinition]) {
        self.columns = columns
        cells = CellColumns(columns.map(\.kind))
    }

    /// Forgets all rows and keeps the memory.
    public func removeAll() {
        for key in 0..<cells.count { cells.start[key].removeAll() }
        endedCount = 0
        isOpen = false
    }

    // MARK: Rows

    /// Begins a row. One that was begun and not ended is begun anew.
    public func beginRow() {
        for key in 0..<cells.count {
            if cells.start[key].rowCount > endedCount {
                cells.start[key].put(.missing, at: endedCount)
            } else {
                cells.start[key].grow(to: endedCount + 1)
            }
        }
        isOpen = true
    }

    /// Keeps the row that was begun; nothing where none was.
    public func endRow() {
        guard isOpen else { return }
        isOpen = false
        endedCount += 1
    }

    /// Forgets the row that was begun, such as that of an item with an error.
    public func cancelRow() { isOpen = false }

    // MARK: Values

    /// The cells of a column; nil where it is not one of a kind.
    @inline(__always)
    private func column(_ key: Int, _ kind: ColumnKind) -> UnsafeMutablePointer<ColumnCells>? {
        guard isOpen, key >= 0, key < cells.count else { return nil }
        let column = cells.start + key
        assert(column.pointee.kind == kind, "a value of another kind than the column's")
        return column.pointee.kind == kind ? column : nil
    }

    /// The value is a number.
    ///
    /// - Parameters:
    ///   - key: the column.
    ///   - number: the float nearest to the number. NaN is no value of any number: another kind.
    ///   - exactText: the number as JSON writes it; kept where the float does not say it all.
    @inline(__always)
    public func number(
        _ key: Int, _ number: Double, exactText: UnsafeRawBufferPointer? = nil
    ) {
        guard let column = column(key, .number) else { return }
        if number.isNaN { return column.pointee.put(.other, at: endedCount) }
        column.pointee.put(number: number, exactText: exactText, at: endedCount)
    }

    /// The value is a moment. One outside the years 1 to 9999 is of another kind.
    ///
    /// - Parameters:
    ///   - key: the column.
    ///   - instant: the moment.
    @inline(__always)
    public func instant(_ key: Int, _ instant: ColumnInstant) {
        guard let column = column(key, .instant) else { return }
        guard instant.seconds >= ColumnInstant.secondsMin,
            instant.seconds <= ColumnInstant.secondsMax, instant.nanoseconds >= 0,
            instant.nanoseconds <= ColumnInstant.nanosecondsMax
        else { return column.pointee.put(.other, at: endedCount) }
        column.pointee.put(
            UInt64(bitPattern: instant.seconds),
            UInt64(truncatingIfNeeded: instant.nanoseconds), at: endedCount)
    }

    /// The value is a text.
    ///
    /// - Parameters:
    ///   - key: the column.
    ///   - text: its UTF-8 bytes, escapes resolved; copied.
    @inline(__always)
    public func string(_ key: Int, _ text: UnsafeRawBufferPointer) {
        column(key, .text)?.pointee.put(text: text, at: endedCount)
    }

    /// The value is one of the options of the column.
    ///
    /// - Parameters:
    ///   - key: the column.
    ///   - position: the position among the options of its definition.
    @inline(__always)
    public func option(_ key: Int, _ position: Int) {
        guard let column = column(key, .text), position >= 0,
            position < columns[key].options.count
        else { return }
        columns[key].options[position].withUnsafeBytes {
            column.pointee.put(text: $0, at: endedCount)
        }
    }

    /// The value is a uuid.
    ///
    /// - Parameters:
    ///   - key: the column.
    ///   - uuid: its bytes.
    @inline(__always)
    public func uuid(_ key: Int, _ uuid: ColumnUUID) {
        column(key, .uuid)?.pointee.put(uuid.high, uuid.low, at: endedCount)
    }

    /// The value is a place. Coordinates that are not finite are of another kind.
    ///
    /// - Parameters:
    ///   - key: the column.
    ///   - latitude: in degrees.
    ///   - longitude: in degrees.
    @inline(__always)
    public func place(_ key: Int, latitude: Double, longitude: Double) {
        guard let column = column(key, .place) else { return }
        guard latitude.isFinite, longitude.isFinite else {
            return column.pointee.put(.other, at: endedCount)
        }
        column.pointee.put((latitude + 0).bitPattern, (longitude + 0).bitPattern, at: endedCount)
    }

    /// The value is a boolean.
    ///
    /// - Parameters:
    ///   - key: the column.
    ///   - boolean: the value.
    @inline(__always)
    public func boolean(_ key: Int, _ boolean: Bool) {
        column(key, .boolean)?.pointee.put(boolean ? 1 : 0, at: endedCount)
    }

    /// There is a value of the column's kind, of which the column knows no more.
    ///
    /// - Parameters:
    ///   - key: a column of presence only.
    ///   - isEmpty: whether it is an empty text, array or object.
    @inline(__always)
    public func present(_ key: Int, isEmpty: Bool = false) {
        column(key, .presence)?.pointee.put(0, at: endedCount, isEmpty: isEmpty)
    }

    /// The value is null.
    ///
    /// - Parameter key: the column.
    @inline(__always)
    public func null(_ key: Int) {
        guard isOpen, key >= 0, key < cells.count else { return }
        cells.start[key].put(.null, at: endedCount)
    }

    /// The value is of another kind than the column's.
    ///
    /// - Parameters:
    ///   - key: the column.
    ///   - isEmpty: whether it is an empty text, array or object.
    @inline(__always)
    public func other(_ key: Int, isEmpty: Bool = false) {
        guard isOpen, key >= 0, key < cells.count else { return }
        cells.start[key].put(.other, at: endedCount, isEmpty: isEmpty)
    }
}
