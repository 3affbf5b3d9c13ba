/// The first 128 bytes of a segment. All integers are little-endian.
///
/// | offset | | |
/// | --- | --- | --- |
/// | 0 | `MXCS` | |
/// | 4 | 16 bits | version |
/// | 6, 7 | 8 bits each | kind, encoding |
/// | 8 | 64 bits | first row |
/// | 16 | 32 bits | number of rows |
/// | 20 | 8 bits | the three planes, two bits each: 0 all zero, 1 all one, 2 stored |
/// | 21 | 8 bits | decimal places of narrow numbers |
/// | 22 | 8 bits | 1 where a second stream is stored |
/// | 23 | 8 bits | 1 where only rows with a value have one stored |
/// | 24 | 4 times 32 bits | rows missing, present, null, other |
/// | 40 | 4 times 64 bits | bounds |
/// | 72 | 2 times 64 bits | constant or base |
/// | 88 | 32 bits | numbers with an exact text |
/// | 96 | 64 bits | bytes of text |
///
/// All other bytes are zero.
struct SegmentHeader: Equatable {
    static let mark: UInt32 = 0x5343_584D
    static let version: UInt16 = 1
    static let byteCount = 128
    /// 22: larger powers of ten are no exact floats.
    static let decimalPlacesMax = 22
    /// The offsets of texts are 32 bits wide.
    static let textByteCountMax = UInt64(UInt32.max)

    /// How one of the three bits that every row has is stored.
    enum Plane: UInt8 {
        case zero = 0
        case one = 1
        case stored = 2
    }

    var kind: ColumnKind
    var encoding: SegmentEncoding
    var firstRow: Int64
    var rowCount: Int
    /// The low bit of the state, its high bit, and whether the value is empty.
    var planes: [Plane] = [.zero, .zero, .zero]
    var decimalPlaces = 0
    var hasSecond = false
    /// Whether the streams hold the values of the rows that have one, and of no other.
    var isPacked = false
    var range: ValueRange
    /// The constant; else the first one is what narrow integers are added to.
    var base: (UInt64, UInt64) = (0, 0)
    var exactCount = 0
    var textByteCount: UInt64 = 0

    static func == (a: SegmentHeader, b: SegmentHeader) -> Bool { a.bytes == b.bytes }

    init(
        kind: ColumnKind, encoding: SegmentEncoding = .constant, firstRow: Int64, rowCount: Int,
        range: ValueRange
    ) {
        self.kind = kind
        self.encoding = encoding
        self.firstRow = firstRow
        self.rowCount = rowCount
        self.range = range
    }

    /// Whether there is a stream with a value for each row, longer than a bit.
    var isPackable: Bool {
        kind != .boolean && (encoding == .plain || encoding.width > 0 || hasSecond)
    }

    /// Number of values in a stream.
    var valueCount: Int { isPacked ? range.presentCount : rowCount }

    // MARK: Bytes

    /// The header as it is stored.
    var bytes: [UInt8] {
        var bytes = [UInt8](repeating: 0, count: SegmentHeader.byteCount)
        func put<Value: FixedWidthInteger>(_ value: Value, at offset: Int) {
            for index in 0..<(Value.bitWidth / 8) {
                bytes[offset + index] = UInt8(truncatingIfNeeded: value >> Value(8 * index))
            }
        }
        put(SegmentHeader.mark, at: 0)
        put(SegmentHeader.version, at: 4)
        put(kind.rawValue, at: 6)
        put(encoding.rawValue, at: 7)
        put(firstRow, at: 8)
        put(UInt32(truncatingIfNeeded: rowCount), at: 16)
        put(planes[0].rawValue | planes[1].rawValue << 2 | planes[2].rawValue << 4, at: 20)
        put(UInt8(truncatingIfNeeded: decimalPlaces), at: 21)
        put(UInt8(hasSecond ? 1 : 0), at: 22)
        put(UInt8(isPacked ? 1 : 0), at: 23)
        for (index, state) in SegmentHeader.states.enumerated() {
            put(UInt32(truncatingIfNeeded: range.count(state)), at: 24 + 4 * index)
        }
        for (index, word) in range.words.enumerated() { put(word, at: 40 + 8 * index) }
        put(base.0, at: 72)
        put(base.1, at: 80)
        put(UInt32(truncatingIfNeeded: exactCount), at: 88)
        put(textByteCount, at: 96)
        return bytes
    }

    private static let states: [CellState] = [.missing, .present, .null, .other]

    /// Reads a header.
    ///
    /// - Throws: where a field has a value that no header has.
    init(_ bytes: UnsafeRawBufferPointer) throws(ColumnFault) {
        guard bytes.count >= SegmentHeader.byteCount else {
            throw ColumnFault(.size, at: bytes.count)
        }
        func read<Value: FixedWidthInteger>(_ offset: Int, as type: Value.Type) -> Value {
            Value(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: type))
        }
        guard read(0, as: UInt32.self) == SegmentHeader.mark else {
            throw ColumnFault(.mark, at: 0)
        }
        guard read(4, as: UInt16.self) == SegmentHeader.version else {
            throw ColumnFault(.version, at: 4)
        }
        guard let kind = ColumnKind(rawValue: bytes[6]),
            let encoding = SegmentEncoding(rawValue: bytes[7]), encoding.suits(kind)
        else { throw ColumnFault(.encoding, at: 6) }
        let firstRow = read(8, as: Int64.self)
        guard firstRow >= 0, firstRow == SegmentRows.first(of: firstRow) else {
            throw ColumnFault(.rows, at: 8)
        }
        let rowCount = Int(read(16, as: UInt32.self))
        guard (1...SegmentRows.countMax).contains(rowCount) else {
            throw ColumnFault(.rows, at: 16)
        }
        let counts = (0..<4).map { Int(read(24 + 4 * $0, as: UInt32.self)) }
        guard counts.reduce(0, +) == rowCount else { throw ColumnFault(.counts, at: 24) }
        let words = (0..<ValueRange.wordCount).map { read(40 + 8 * $0, as: UInt64.self) }
        guard
            let bounds = ValueRange.bounds(words, of: kind, encoding, presentCount: counts[1])
        else { throw ColumnFault(.value, at: 40) }
        self.init(
            kind: kind, encoding: encoding, firstRow: firstRow, rowCount: rowCount,
            range: ValueRange(
                missingCount: counts[0], nullCount: counts[2], otherCount: counts[3],
                presentCount: counts[1], bounds: bounds))
        planes = try (0..<3).map { (index) throws(ColumnFault) in
            guard let plane = Plane(rawValue: bytes[20] >> UInt8(2 * index) & 3) else {
                throw ColumnFault(.encoding, at: 20)
            }
            return plane
        }
        decimalPlaces = Int(bytes[21])
        hasSecond = bytes[22] == 1
        isPacked = bytes[23] == 1
        base = (read(72, as: UInt64.self), read(80, as: UInt64.self))
        exactCount = Int(read(88, as: UInt32.self))
        textByteCount = read(96, as: UInt64.self)
        // What is not read must be zero: so the same header has the same bytes.
        guard self.bytes.elementsEqual(bytes[..<SegmentHeader.byteCount]) else {
            throw ColumnFault(.value, at: 20)
        }
        try check()
    }

    /// Refuses what belongs to another kind of column.
    private func check() throws(ColumnFault) {
        let isNarrowNumber = kind == .number && encoding.width > 0
        guard decimalPlaces <= (isNarrowNumber ? SegmentHeader.decimalPlacesMax : 0) else {
            throw ColumnFault(.value, at: 21)
        }
        guard !hasSecond || kind == .instant else { throw ColumnFault(.value, at: 22) }
        guard !isPacked || isPackable else { throw ColumnFault(.encoding, at: 23) }
        guard exactCount <= (kind == .number ? range.presentCount : 0) else {
            throw ColumnFault(.counts, at: 88)
        }
        let mayHaveText =
            kind == .number && exactCount > 0
            || kind == .text && (encoding == .plain || encoding == .constant)
        guard textByteCount <= (mayHaveText ? SegmentHeader.textByteCountMax : 0) else {
            throw ColumnFault(.size, at: 96)
        }
    }
}
