/// The first rows of an order by a column of texts, also where segments hold them as they are.
///
/// Where all segments have codes, ``TopRows`` with the ranks of the dictionary is faster. The order
/// is that of ``TopRows``: rows without a text come last in both directions.
public struct TopTexts: Sendable {
    private struct Entry: Sendable, Comparable {
        var text: [UInt8]
        var row: Int64
        var isDescending: Bool

        /// The order of a text and this entry's, in the direction asked for.
        func order(_ other: UnsafeRawBufferPointer) -> Int {
            let order = text.withUnsafeBytes { ByteOrder.order(other, $0) }
            return isDescending ? -order : order
        }

        static func < (a: Entry, b: Entry) -> Bool {
            let order = a.text.withUnsafeBytes { b.order($0) }
            return order != 0 ? order < 0 : a.row < b.row
        }
    }

    /// How many rows are asked for.
    public var limit: Int { entries.limit }
    /// Whether large texts come first.
    public let isDescending: Bool
    private var entries: FirstEntries<Entry>
    private var absent: [Int64] = []

    /// - Parameters:
    ///   - limit: how many rows are asked for, 0 or more.
    ///   - isDescending: whether large texts come first.
    public init(limit: Int, isDescending: Bool = false) {
        entries = FirstEntries(limit: limit)
        self.isDescending = isDescending
    }

    /// The rows in their order, ``limit`` at most.
    public var rows: [Int64] {
        let present = entries.sorted.map(\.row)
        return present + absent.sorted().prefix(limit - present.count)
    }

    /// Offers a row with a text.
    ///
    /// - Parameters:
    ///   - text: its UTF-8 bytes; copied if it counts.
    ///   - row: the number of the row.
    public mutating func offer(_ text: UnsafeRawBufferPointer, row: Int64) {
        if let worst = entries.worst {
            let order = worst.order(text)
            guard order < 0 || order == 0 && row < worst.row else { return }
        }
        entries.offer(Entry(text: Array(text), row: row, isDescending: isDescending))
    }

    /// Offers rows without a text.
    ///
    /// - Parameters:
    ///   - rows: the slots of a segment.
    ///   - firstRow: the first row of the segment.
    public mutating func offer(absent rows: RowSet, firstRow: Int64) {
        absent.append(contentsOf: rows.prefix(limit).map { firstRow + Int64($0) })
    }

    /// Offers the rows of a segment that have a text.
    ///
    /// - Parameters:
    ///   - segment: the texts.
    ///   - firstRow: the first row of the segment.
    ///   - among: the rows to offer.
    public mutating func offer(_ segment: TextSegment, firstRow: Int64, among: RowSet) {
        segment.forEach(in: among.intersection(segment.present)) { slot, text in
            offer(text, row: firstRow + Int64(slot))
        }
    }

    /// Offers the rows of a segment that have a text.
    ///
    /// - Parameters:
    ///   - segment: the codes.
    ///   - dictionary: that of the key; rows whose code it does not know are left out.
    ///   - firstRow: the first row of the segment.
    ///   - among: the rows to offer.
    public mutating func offer(
        _ segment: CodeSegment, _ dictionary: KeyDictionary, firstRow: Int64, among: RowSet
    ) {
        // The worst entry only gets better: a code that lost against it loses for ever, and so does
        // one that is equal to it, in all later rows of the segment.
        var lost = [Bool](repeating: false, count: Int(segment.high) + 1)
        segment.forEach(in: among.intersection(segment.present)) { slot, code in
            guard !lost[Int(code)] else { return }
            let row = firstRow + Int64(slot)
            dictionary.withText(code) { text in
                if let worst = entries.worst {
                    let order = worst.order(text)
                    if order > 0 || order == 0 && worst.row < row {
                        lost[Int(code)] = true
                        return
                    }
                }
                offer(text, row: row)
            }
        }
    }
}
