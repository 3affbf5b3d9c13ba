/// The texts of one segment as codes of the key's ``KeyDictionary``.
public struct CodeSegment: Sendable {
    enum Storage: Sendable {
        case constant(UInt32)
        case narrow(NarrowStream)
    }

    let storage: Storage
    /// The rows with a text.
    let present: RowSet
    /// The smallest code of the rows with a text.
    public let low: UInt32
    /// The largest code of the rows with a text: what a table by code must have room for.
    public let high: UInt32

    init(_ source: SegmentSource) throws(ColumnFault) {
        let header = source.header
        present = source.states.present
        if case .codes(let first, let last) = header.range.bounds {
            (low, high) = (first, last)
        } else {
            (low, high) = (0, 0)
        }
        // The kernels make tables by code. Rows without a text have the code 0.
        guard high < UInt32(KeyDictionary.countMax) else { throw ColumnFault(.value, at: 48) }
        if let stream = NarrowStream(source) {
            guard header.base == (0, 0), stream.max <= high else {
                throw ColumnFault(.value, at: source.layout.values.lowerBound)
            }
            storage = .narrow(stream)
        } else {
            guard header.base.0 == UInt64(low), header.base.1 == 0, low == high else {
                throw ColumnFault(.value, at: 72)
            }
            storage = .constant(low)
        }
    }

    /// The code of a row.
    ///
    /// - Parameter slot: the place of the row.
    /// - Returns: nil for a row without a text.
    public subscript(slot: Int) -> UInt32? {
        guard present.contains(slot) else { return nil }
        switch storage {
        case .constant(let code): return code
        case .narrow(let stream): return stream[slot]
        }
    }

    /// Calls with the code of every row of a set that has one, in order.
    @inline(__always)
    func forEach(in live: RowSet, _ body: (Int, UInt32) -> Void) {
        switch storage {
        case .constant(let code): live.forEachSlot { body($0, code) }
        case .narrow(let stream): stream.forEach(in: live, body)
        }
    }
}
