/// The places of one segment.
public struct PlaceSegment: Sendable {
    enum Storage: Sendable {
        case constant(latitude: Double, longitude: Double)
        /// Two streams of floats.
        case plain(latitude: Int, longitude: Int)
    }

    let storage: Storage
    let bytes: SegmentBytes
    /// The rows with a place.
    let present: RowSet
    /// The smallest and the largest latitude and longitude, in degrees.
    let bounds: (south: Double, north: Double, west: Double, east: Double)

    init(_ source: SegmentSource) throws(ColumnFault) {
        bytes = source.bytes
        present = source.states.present
        if case .places(let south, let north, let west, let east) = source.header.range.bounds {
            bounds = (south, north, west, east)
        } else {
            bounds = (0, 0, 0, 0)
        }
        if source.header.encoding == .constant {
            let base = source.header.base
            storage = .constant(
                latitude: Double(bitPattern: base.0), longitude: Double(bitPattern: base.1))
        } else {
            guard source.header.base == (0, 0) else { throw ColumnFault(.value, at: 72) }
            storage = .plain(
                latitude: source.layout.values.lowerBound,
                longitude: source.layout.second.lowerBound)
        }
    }

    /// The place of a row, in degrees.
    ///
    /// - Parameter slot: the place of the row.
    /// - Returns: nil for a row without a place.
    public subscript(slot: Int) -> (latitude: Double, longitude: Double)? {
        present.contains(slot) ? value(at: slot) : nil
    }

    @inline(__always)
    private func value(at slot: Int) -> (latitude: Double, longitude: Double) {
        switch storage {
        case .constant(let latitude, let longitude): (latitude, longitude)
        case .plain(let latitude, let longitude):
            (
                Double(bitPattern: bytes.word(at: latitude &+ slot &<< 3)),
                Double(bitPattern: bytes.word(at: longitude &+ slot &<< 3))
            )
        }
    }

    /// Calls with the place of every row of a set that has one, in order.
    @inline(__always)
    func forEach(in live: RowSet, _ body: (Int, Double, Double) -> Void) {
        live.forEachSlot {
            let (latitude, longitude) = value(at: $0)
            body($0, latitude, longitude)
        }
    }
}
