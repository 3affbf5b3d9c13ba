/// What the first bytes of a segment say: enough to know what it cannot hold, without the rest.
public struct SegmentHead: Hashable, Sendable {
    /// 128 bytes.
    public static let byteCount = SegmentHeader.byteCount

    /// What the values are.
    public let kind: ColumnKind
    /// The first row.
    public let firstRow: Int64
    /// Number of rows.
    public let rowCount: Int
    /// Counts by state, and the smallest and largest value.
    public let range: ValueRange

    /// - Parameter bytes: the first ``byteCount`` bytes of a segment, or all of them.
    /// - Throws: where they are not the head of a segment. No checksum covers them alone.
    public init(_ bytes: UnsafeRawBufferPointer) throws(ColumnFault) {
        let header = try SegmentHeader(bytes)
        kind = header.kind
        firstRow = header.firstRow
        rowCount = header.rowCount
        range = header.range
    }
}
