import Text

/// The values of one column in the rows of one segment, ready to be looked at.
///
/// Decoding keeps the bytes and checks them once; nothing is copied but the bits of the states, and
/// the values where few rows have one.
public struct ColumnSegment: Sendable {
    /// The values, by their kind.
    public enum Values: Sendable {
        case boolean(BooleanSegment)
        case number(NumberSegment)
        case instant(InstantSegment)
        /// Text as codes of the key's dictionary.
        case code(CodeSegment)
        /// Text as it is.
        case text(TextSegment)
        case uuid(UUIDSegment)
        case place(PlaceSegment)
        /// Nothing but the states, also of values whose texts are too long together to be held.
        case presence
    }

    /// What the values are.
    public let kind: ColumnKind
    /// The first row, a multiple of ``SegmentRows/countMax``.
    public let firstRow: Int64
    /// Number of rows, 1 to ``SegmentRows/countMax``.
    public let rowCount: Int
    /// Counts by state, and the smallest and largest value.
    public let range: ValueRange
    /// The state of every row.
    public let states: CellStates
    /// The values.
    public let values: Values
    /// The bytes as they are stored.
    public let bytes: SegmentBytes

    /// Reads a segment.
    ///
    /// - Parameters:
    ///   - bytes: what was encoded; kept.
    ///   - verifiesChecksum: whether the checksum is compared. Without it damage may go unnoticed,
    ///     but reading stays within the bytes.
    /// - Throws: where the bytes are no segment. Whatever they are, nothing worse happens.
    public init(_ bytes: SegmentBytes, verifiesChecksum: Bool = true) throws(ColumnFault) {
        let header = try bytes.withUnsafeBytes { (raw) throws(ColumnFault) in
            try SegmentHeader(raw)
        }
        let layout = SegmentLayout(header)
        guard layout.count == bytes.count else { throw ColumnFault(.size, at: bytes.count) }
        if verifiesChecksum, bytes.checksum != bytes.storedChecksum {
            throw ColumnFault(.checksum, at: layout.checksum.lowerBound)
        }
        kind = header.kind
        firstRow = header.firstRow
        rowCount = header.rowCount
        range = header.range
        self.bytes = bytes
        states = try CellStates(bytes, header, layout)
        let source = SegmentSource(bytes, header, layout, states)
        values =
            switch (header.kind, header.encoding) {
            case (_, .unheld), (.presence, _): .presence
            case (.boolean, _): .boolean(try BooleanSegment(source))
            case (.number, _): .number(try NumberSegment(source))
            case (.instant, _): .instant(try InstantSegment(source))
            case (.text, let encoding) where encoding.isCoded: .code(try CodeSegment(source))
            case (.text, _): .text(try TextSegment(source))
            case (.uuid, _): .uuid(try UUIDSegment(source))
            case (.place, _): .place(try PlaceSegment(source))
            }
    }

    /// The rows in a state; those beyond the segment are missing.
    ///
    /// - Parameters:
    ///   - state: the state.
    ///   - among: the rows to look at.
    public func rows(_ state: CellState, among: RowSet) -> RowSet {
        guard state == .missing else { return among.intersection(states.rows(state)) }
        return among.subtracting(states.set).subtracting(states.rows(.null))
    }

    /// Whether the values are known; false where texts were too long together to be held.
    public var holdsValues: Bool {
        if case .presence = values { return kind == .presence || range.presentCount == 0 }
        return true
    }
}

/// What a reader of values is made from.
struct SegmentSource {
    let bytes: SegmentBytes
    let header: SegmentHeader
    let layout: SegmentLayout
    let states: CellStates

    /// Of a segment that may be packed: its values are spread out.
    init(
        _ bytes: SegmentBytes, _ header: SegmentHeader, _ layout: SegmentLayout,
        _ states: CellStates
    ) {
        self.states = states
        guard header.isPacked else {
            (self.bytes, self.header, self.layout) = (bytes, header, layout)
            return
        }
        let unpacked = SegmentPacking.unpacked(bytes, header, present: states.present)
        (self.bytes, self.header) = unpacked
        self.layout = SegmentLayout(unpacked.header)
    }
}

extension SegmentBytes {
    /// The checksum of everything before the last 8 bytes, 8 bytes at least.
    var checksum: UInt64 {
        withUnsafeBytes { XXHash64.hash(UnsafeRawBufferPointer(rebasing: $0.dropLast(8))) }
    }

    /// The last 8 bytes.
    var storedChecksum: UInt64 {
        withUnsafeBytes {
            guard $0.count >= 8 else { return 0 }
            return UInt64(
                littleEndian: $0.loadUnaligned(fromByteOffset: $0.count - 8, as: UInt64.self))
        }
    }
}

extension CellStates {
    /// Reads the planes of a segment.
    fileprivate init(
        _ bytes: SegmentBytes, _ header: SegmentHeader, _ layout: SegmentLayout
    ) throws(ColumnFault) {
        var planes: [RowSet] = []
        for (plane, range) in zip(header.planes, layout.planes) {
            switch plane {
            case .zero: planes.append(.none(of: header.rowCount))
            case .one: planes.append(.all(of: header.rowCount))
            case .stored:
                let set = bytes.rowSet(in: range, of: header.rowCount)
                guard set.words.last == bytes.word(at: range.upperBound - 8) else {
                    throw ColumnFault(.value, at: range.upperBound - 8)
                }
                planes.append(set)
            }
        }
        self.init(low: planes[0], high: planes[1], empty: planes[2])
        let counts = header.range
        for state in CellState.allCases where rows(state).count != counts.count(state) {
            throw ColumnFault(.counts, at: 24)
        }
    }
}

extension SegmentBytes {
    /// The 64 bits at an offset, which is one within the bytes.
    func word(at offset: Int) -> UInt64 {
        withUnsafeBytes {
            UInt64(littleEndian: $0.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        }
    }

    /// The set that a range of bytes holds as bits.
    func rowSet(in range: Range<Int>, of capacity: Int) -> RowSet {
        withUnsafeBytes { raw in
            RowSet.make(capacity) { index in
                UInt64(
                    littleEndian: raw.loadUnaligned(
                        fromByteOffset: range.lowerBound &+ index &<< 3, as: UInt64.self))
            }
        }
    }
}
