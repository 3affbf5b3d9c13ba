/// Values of one column in the making, one cell a row: what an import fills, and what a segment is
/// built from and taken apart into.
///
/// A cell is a state and two words; texts lie in one area beside them. Nothing is allocated for a
/// value; the memory is kept when the cells are emptied. Cells beyond ``rowCount`` are missing.
///
/// | kind | first word | second word |
/// | --- | --- | --- |
/// | boolean | 0 or 1 | |
/// | number | bits of the float | where its exact text lies, 0 for none |
/// | instant | seconds | nanoseconds |
/// | text | where it lies | |
/// | uuid | first half | last half |
/// | place | latitude | longitude |
struct ColumnCells: ~Copyable {
    /// 32 MiB of texts in a segment: 512 bytes a row on average. Beyond it the texts stay in the
    /// documents alone, so that one open segment a key bounds the memory of an import.
    static let textByteCountMax = 32 << 20
    /// The bit of a state byte that says that the value is empty.
    static let emptyBit: UInt8 = 4

    /// What the values are.
    let kind: ColumnKind
    /// Number of rows, whether they have a value or not.
    private(set) var rowCount = 0
    /// Whether all texts are there.
    private(set) var holdsText = true

    // Owned. `capacity` (a multiple of 64) states and first words are always initialized, and zero
    // from `rowCount` on; so are the second words, where there are any.
    private var capacity = 0
    private(set) var states: UnsafeMutablePointer<UInt8>
    private(set) var first: UnsafeMutablePointer<UInt64>
    private(set) var second: UnsafeMutablePointer<UInt64>?
    private(set) var text: UnsafeMutablePointer<UInt8>
    private(set) var textByteCount = 0
    private var textCapacity = 0

    /// Cells without a row.
    init(_ kind: ColumnKind) {
        self.kind = kind
        states = .allocate(capacity: 0)
        first = .allocate(capacity: 0)
        text = .allocate(capacity: 0)
    }

    deinit {
        states.deallocate()
        first.deallocate()
        second?.deallocate()
        text.deallocate()
    }

    /// Adds rows without a value, up to a number of rows.
    mutating func grow(to count: Int) {
        if count > capacity { reserve((max(count, capacity * 2) + 63) & ~63) }
        rowCount = max(rowCount, count)
    }

    /// Forgets all rows and keeps the memory.
    mutating func removeAll() {
        states.update(repeating: 0, count: rowCount)
        first.update(repeating: 0, count: rowCount)
        second?.update(repeating: 0, count: rowCount)
        rowCount = 0
        textByteCount = 0
        holdsText = true
    }

    private mutating func reserve(_ count: Int) {
        states = ColumnCells.moved(states, from: capacity, to: count)
        first = ColumnCells.moved(first, from: capacity, to: count)
        if let second { self.second = ColumnCells.moved(second, from: capacity, to: count) }
        capacity = count
    }

    private static func moved<Value: FixedWidthInteger>(
        _ old: UnsafeMutablePointer<Value>, from count: Int, to capacity: Int
    ) -> UnsafeMutablePointer<Value> {
        let new = UnsafeMutablePointer<Value>.allocate(capacity: capacity)
        new.moveInitialize(from: old, count: count)
        (new + count).initialize(repeating: 0, count: capacity - count)
        old.deallocate()
        return new
    }

    // MARK: Cells

    /// Whether a row is one of these.
    @inline(__always)
    private func isRow(_ slot: Int) -> Bool { slot >= 0 && slot < rowCount }

    /// The state of a row.
    func state(_ slot: Int) -> CellState {
        isRow(slot) ? CellState(rawValue: states[slot] & 3) ?? .missing : .missing
    }

    /// Whether a row has a value of the column's kind.
    @inline(__always)
    func isPresent(_ slot: Int) -> Bool { states[slot] & 3 == CellState.present.rawValue }

    /// Puts a value into a row.
    ///
    /// - Parameters:
    ///   - slot: a row; one that is none is left alone.
    ///   - word: the first word.
    ///   - isEmpty: whether the value is empty.
    @inline(__always)
    mutating func put(_ word: UInt64, at slot: Int, isEmpty: Bool = false) {
        guard isRow(slot) else { return }
        states[slot] = CellState.present.rawValue | (isEmpty ? ColumnCells.emptyBit : 0)
        first[slot] = word
        if let second { second[slot] = 0 }
    }

    /// Puts a value of two words into a row.
    @inline(__always)
    mutating func put(_ word: UInt64, _ other: UInt64, at slot: Int) {
        put(word, at: slot)
        guard other != 0, isRow(slot) else { return }
        if second == nil {
            let words = UnsafeMutablePointer<UInt64>.allocate(capacity: capacity)
            words.initialize(repeating: 0, count: capacity)
            second = words
        }
        second?[slot] = other
    }

    /// Puts something other than a value into a row.
    ///
    /// - Parameters:
    ///   - state: missing, null or other.
    ///   - slot: a row; one that is none is left alone.
    ///   - isEmpty: whether it is an empty text, array or object.
    @inline(__always)
    mutating func put(_ state: CellState, at slot: Int, isEmpty: Bool = false) {
        guard isRow(slot) else { return }
        states[slot] = state.rawValue | (isEmpty ? ColumnCells.emptyBit : 0)
        first[slot] = 0
        if let second { second[slot] = 0 }
    }

    /// Puts a text into a row. What was there before stays in the area of texts until all is
    /// emptied.
    mutating func put(text bytes: UnsafeRawBufferPointer, at slot: Int) {
        put(append(bytes) ?? 0, at: slot, isEmpty: bytes.isEmpty)
    }

    /// Puts a number into a row, and its decimal where the float does not say it all.
    mutating func put(
        number: Double, exactText: UnsafeRawBufferPointer?, at slot: Int
    ) {
        // No document tells 0 from -0.
        let bits = (number + 0).bitPattern
        guard let exactText, !ExactDecimal.isSaid(by: number, exactText) else {
            return put(bits, at: slot)
        }
        put(bits, append(exactText) ?? 0, at: slot)
    }

    /// Appends to the area of texts.
    ///
    /// - Returns: where the text lies; nil where there is no more room, which gives up all texts.
    private mutating func append(_ bytes: UnsafeRawBufferPointer) -> UInt64? {
        guard holdsText, textByteCount + bytes.count <= ColumnCells.textByteCountMax else {
            giveUpText()
            return nil
        }
        if textByteCount + bytes.count > textCapacity {
            let count = max(textCapacity * 2, textByteCount + bytes.count, 1_024)
            let moved = UnsafeMutablePointer<UInt8>.allocate(capacity: count)
            moved.moveInitialize(from: text, count: textByteCount)
            text.deallocate()
            text = moved
            textCapacity = count
        }
        UnsafeMutableRawBufferPointer(start: text + textByteCount, count: bytes.count)
            .copyMemory(from: bytes)
        let place = UInt64(textByteCount) << 32 | UInt64(bytes.count)
        textByteCount += bytes.count
        return place
    }

    /// Forgets all texts: the segment will hold states only.
    mutating func giveUpText() {
        holdsText = false
        textByteCount = 0
    }

    /// Says of what is in a row that it is empty.
    mutating func markEmpty(_ slot: Int) {
        if isRow(slot) { states[slot] |= ColumnCells.emptyBit }
    }

    /// The text that lies in a place.
    @inline(__always)
    func text(in place: UInt64) -> UnsafeRawBufferPointer {
        guard holdsText else { return UnsafeRawBufferPointer(start: nil, count: 0) }
        return UnsafeRawBufferPointer(
            start: text + Int(place >> 32), count: Int(place & 0xFFFF_FFFF))
    }

    // MARK: Many

    /// Appends rows of other cells of the same kind.
    ///
    /// - Parameters:
    ///   - other: where to take them from; rows that it does not have are missing.
    ///   - rows: which ones.
    mutating func append(_ other: borrowing ColumnCells, rows: Range<Int>) {
        if !other.holdsText { giveUpText() }
        let start = rowCount
        grow(to: start + rows.count)
        let known = rows.clamped(to: 0..<other.rowCount)
        guard !known.isEmpty else { return }
        let target = start + known.lowerBound - rows.lowerBound
        (states + target).update(from: other.states + known.lowerBound, count: known.count)
        (first + target).update(from: other.first + known.lowerBound, count: known.count)
        if kind == .text {
            for slot in known where other.isPresent(slot) {
                first[target + slot - known.lowerBound] =
                    append(other.text(in: other.first[slot])) ?? 0
            }
        }
        guard let words = other.second else {
            if let second { (second + target).update(repeating: 0, count: known.count) }
            return
        }
        for slot in known where words[slot] != 0 {
            var word = words[slot]
            if kind == .number { word = append(other.text(in: word)) ?? 0 }
            let own = target + slot - known.lowerBound
            put(first[own], word, at: own)
        }
    }

    /// Puts what is in a row of other cells of the same kind into a row.
    ///
    /// - Parameters:
    ///   - slot: a row of these cells.
    ///   - other: where to take it from.
    ///   - row: a row of the other cells.
    mutating func replace(_ slot: Int, with other: borrowing ColumnCells, _ row: Int) {
        if !other.holdsText { giveUpText() }
        guard other.isRow(row), other.isPresent(row) else {
            put(other.state(row), at: slot)
            if other.isEmpty(row) { markEmpty(slot) }
            return
        }
        let word = other.second?[row] ?? 0
        switch kind {
        // Of a text that is not held only its state is known.
        case .text where !other.holdsText: put(0, at: slot)
        case .text: put(text: other.text(in: other.first[row]), at: slot)
        case .number where word != 0:
            put(other.first[row], append(other.text(in: word)) ?? 0, at: slot)
        default: put(other.first[row], word, at: slot)
        }
        if other.isEmpty(row) { markEmpty(slot) }
    }

    private func isEmpty(_ slot: Int) -> Bool {
        isRow(slot) && states[slot] & ColumnCells.emptyBit != 0
    }
}
