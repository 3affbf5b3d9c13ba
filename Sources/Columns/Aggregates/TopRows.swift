/// The first rows of an order by one column, without sorting the others.
///
/// Rows with a value come first, those of equal values in the order of their numbers; then come the
/// rows without one, in both directions.
public struct TopRows: Sendable {
    /// A value as words whose order is the order asked for, and its row.
    struct Entry: Sendable, Comparable {
        var high: UInt64
        var low: UInt64
        var row: Int64

        @inline(__always)
        static func < (a: Entry, b: Entry) -> Bool {
            if a.high != b.high { return a.high < b.high }
            if a.low != b.low { return a.low < b.low }
            return a.row < b.row
        }
    }

    /// How many rows are asked for.
    public var limit: Int { entries.limit }
    /// Whether large values come first.
    public let isDescending: Bool
    private var entries: FirstEntries<Entry>
    private var absent: [Int64] = []

    /// - Parameters:
    ///   - limit: how many rows are asked for, 0 or more.
    ///   - isDescending: whether large values come first.
    public init(limit: Int, isDescending: Bool = false) {
        entries = FirstEntries(limit: limit)
        self.isDescending = isDescending
    }

    /// The rows in their order, ``limit`` at most.
    public var rows: [Int64] {
        let present = entries.sorted.map(\.row)
        return present + absent.sorted().prefix(limit - present.count)
    }

    /// The last entry that counts at the moment; nil while every entry counts.
    @inline(__always)
    var worst: Entry? { entries.worst }

    /// Changes whenever ``worst`` does.
    var version: Int { entries.version }

    /// Offers a row with a value.
    ///
    /// - Parameters:
    ///   - high: the first word of the value, in ascending order.
    ///   - low: its second word.
    ///   - row: the number of the row.
    @inline(__always)
    mutating func offer(_ high: UInt64, _ low: UInt64, row: Int64) {
        entries.offer(
            Entry(high: isDescending ? ~high : high, low: isDescending ? ~low : low, row: row))
    }

    /// Offers rows without a value.
    ///
    /// - Parameters:
    ///   - rows: the slots of a segment.
    ///   - firstRow: the first row of the segment.
    public mutating func offer(absent rows: RowSet, firstRow: Int64) {
        absent.append(contentsOf: rows.prefix(limit).map { firstRow + Int64($0) })
    }

    /// Whether a row of a segment whose value is equal to that of ``worst`` comes behind it.
    ///
    /// - Parameter row: the first row of those that are looked at.
    func losesTies(from row: Int64) -> Bool { worst.map { $0.row < row } ?? false }
}

/// The bits of a float as an integer of the same order; no float is NaN.
@inline(__always)
func orderedBits(_ number: Double) -> UInt64 {
    let bits = number.bitPattern
    return bits >> 63 == 0 ? bits | 1 << 63 : ~bits
}

/// The float of ``orderedBits(_:)``.
func number(ofOrderedBits bits: UInt64) -> Double {
    Double(bitPattern: bits >> 63 == 1 ? bits & ~(1 << 63) : ~bits)
}

/// A signed integer as an unsigned one of the same order.
@inline(__always)
func orderedBits(_ integer: Int64) -> UInt64 { UInt64(bitPattern: integer) ^ 1 << 63 }

/// The integer of ``orderedBits(_:)``.
func integer(ofOrderedBits bits: UInt64) -> Int64 { Int64(bitPattern: bits ^ 1 << 63) }
