import Columns
import Synchronization

/// Segments that were read once, for as long as the store is open: one never changes under its id, so
/// what is kept is never wrong.
final class SegmentCache: Sendable {
    /// 256 MiB of segments are kept: those of a dozen keys and two million items.
    private static let bytesMax = 256 << 20

    private struct State {
        var segments: [Int64: ColumnSegment] = [:]
        /// The ids from the one that was read first.
        var order: [Int64] = []
        var byteCount = 0
        var dictionaries: [Int64: KeyDictionary] = [:]
    }

    private let state = Mutex(State())

    /// The segment with an id.
    ///
    /// - Parameter read: reads it where it is not kept.
    func segment(_ id: Int64, _ read: () throws -> ColumnSegment) throws -> ColumnSegment {
        if let known = state.withLock({ $0.segments[id] }) { return known }
        let segment = try read()
        state.withLock { state in
            guard state.segments[id] == nil else { return }
            state.segments[id] = segment
            state.order.append(id)
            state.byteCount += segment.bytes.count
            while state.byteCount > SegmentCache.bytesMax, let oldest = state.order.first {
                state.order.removeFirst()
                let gone = state.segments.removeValue(forKey: oldest)
                state.byteCount -= gone?.bytes.count ?? 0
            }
        }
        return segment
    }

    /// The dictionary of a column with at least a number of texts.
    ///
    /// - Parameters:
    ///   - column: the id of the column, which is given once.
    ///   - count: how many texts the snapshot has. One of a later snapshot has them too, under the same
    ///     codes.
    ///   - read: reads it where it is not kept.
    func dictionary(
        of column: Int64, count: Int, _ read: () throws -> KeyDictionary
    ) throws -> KeyDictionary {
        let known = state.withLock { $0.dictionaries[column] }
        if let known, known.count >= count { return known }
        let dictionary = try read()
        state.withLock { state in
            if state.dictionaries[column]?.count ?? 0 < dictionary.count {
                state.dictionaries[column] = dictionary
            }
        }
        return dictionary
    }
}
