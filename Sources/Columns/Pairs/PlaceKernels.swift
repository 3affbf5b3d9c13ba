extension PlaceSegment {
    /// One of the two numbers of a place.
    public enum Coordinate: Hashable, Sendable, CaseIterable {
        case latitude, longitude
    }

    /// The rows whose latitude or longitude passes a comparison.
    ///
    /// - Parameters:
    ///   - coordinate: which of the two numbers.
    ///   - comparison: how to compare.
    ///   - constant: what with, in degrees; not NaN.
    ///   - among: the rows to look at.
    public func rows(
        _ coordinate: Coordinate, _ comparison: ValueComparison, _ constant: Double, among: RowSet
    ) -> RowSet {
        let live = among.intersection(present)
        func rows(from low: Double, through high: Double) -> RowSet {
            self.rows(coordinate, from: low, through: high, live)
        }
        switch comparison {
        case .equal: return rows(from: constant, through: constant)
        case .notEqual: return live.subtracting(rows(from: constant, through: constant))
        // No coordinate is infinite.
        case .less: return rows(from: -.infinity, through: constant.nextDown)
        case .lessOrEqual: return rows(from: -.infinity, through: constant)
        case .greater: return rows(from: constant.nextUp, through: .infinity)
        case .greaterOrEqual: return rows(from: constant, through: .infinity)
        }
    }

    /// The rows whose place lies in a box, its edges included.
    ///
    /// - Parameters:
    ///   - south: the smallest latitude in degrees.
    ///   - west: the western longitude in degrees; where it is larger than `east`, the box crosses
    ///     the meridian of 180 degrees.
    ///   - north: the largest latitude in degrees.
    ///   - east: the eastern longitude in degrees.
    ///   - among: the rows to look at.
    public func rows(
        south: Double, west: Double, north: Double, east: Double, among: RowSet
    ) -> RowSet {
        let live = rows(.latitude, from: south, through: north, among.intersection(present))
        if west <= east { return rows(.longitude, from: west, through: east, live) }
        return rows(.longitude, from: west, through: .infinity, live)
            .union(rows(.longitude, from: -.infinity, through: east, live))
    }

    /// The rows whose place passes a test.
    ///
    /// - Parameters:
    ///   - among: the rows to look at, best those that a box has left.
    ///   - passes: asked once for each of them that has a place: latitude, longitude in degrees.
    public func rows(among: RowSet, where passes: (Double, Double) -> Bool) -> RowSet {
        var slots: [Int] = []
        forEach(in: among.intersection(present)) { slot, latitude, longitude in
            if passes(latitude, longitude) { slots.append(slot) }
        }
        return RowSet(slots, of: present.capacity)
    }

    /// The rows of a set with one coordinate in a range, both ends included.
    private func rows(
        _ coordinate: Coordinate, from low: Double, through high: Double, _ live: RowSet
    ) -> RowSet {
        let nothing = RowSet.none(of: present.capacity)
        let isLatitude = coordinate == .latitude
        let first = isLatitude ? bounds.south : bounds.west
        let last = isLatitude ? bounds.north : bounds.east
        guard low <= high, low <= last, first <= high else { return nothing }
        if low <= first, last <= high { return live }
        switch storage {
        case .constant(let latitude, let longitude):
            let value = isLatitude ? latitude : longitude
            return low <= value && value <= high ? live : nothing
        case .plain(let latitude, let longitude):
            return withExtendedLifetime(bytes) {
                let start = bytes.start + (isLatitude ? latitude : longitude)
                let scan = FloatScan(start, from: low, through: high)
                return live.filtered { scan.group($0) }
            }
        }
    }
}
