/// How the rows of a store are cut into segments: a segment begins at a multiple of
/// ``SegmentRows/countMax``, so that the segments of all columns line up.
public enum SegmentRows {
    /// 65,536 rows a segment: the words of one condition (8 KiB) stay in the first cache, a segment
    /// of floats (512 KiB) in the second, and a slot fits 16 bits.
    public static let countMax = 65_536

    /// The first row of the segment that a row lies in.
    ///
    /// - Parameter row: a row number, not negative.
    @inlinable
    public static func first(of row: Int64) -> Int64 { row & ~Int64(countMax - 1) }

    /// The place of a row in its segment, from 0.
    ///
    /// - Parameter row: a row number, not negative.
    @inlinable
    public static func slot(of row: Int64) -> Int { Int(row & Int64(countMax - 1)) }
}
