extension InstantSegment {
    /// The rows whose moment passes a comparison.
    ///
    /// - Parameters:
    ///   - comparison: how to compare.
    ///   - constant: what with.
    ///   - among: the rows to look at.
    public func rows(
        _ comparison: ValueComparison, _ constant: ColumnInstant, among: RowSet
    ) -> RowSet {
        let first = ColumnInstant(seconds: .min)
        let last = ColumnInstant(seconds: .max, nanoseconds: .max)
        switch comparison {
        case .equal: return rows(from: constant, through: constant, among: among)
        case .notEqual:
            let live = among.intersection(present)
            return live.subtracting(rows(from: constant, through: constant, among: live))
        case .less:
            guard let end = constant.previous else { return .none(of: present.capacity) }
            return rows(from: first, through: end, among: among)
        case .lessOrEqual: return rows(from: first, through: constant, among: among)
        case .greater:
            guard let start = constant.next else { return .none(of: present.capacity) }
            return rows(from: start, through: last, among: among)
        case .greaterOrEqual: return rows(from: constant, through: last, among: among)
        }
    }

    /// The rows whose moment lies in a range, both ends included.
    ///
    /// - Parameters:
    ///   - low: the first moment.
    ///   - high: the last moment.
    ///   - among: the rows to look at.
    public func rows(
        from low: ColumnInstant, through high: ColumnInstant, among: RowSet
    ) -> RowSet {
        let nothing = RowSet.none(of: present.capacity)
        guard low <= high else { return nothing }
        let live = among.intersection(present)
        guard nanosecondsOffset != nil else {
            // Every nanosecond is zero: a range that begins within a second begins with the next.
            if low.nanoseconds > 0, low.seconds == .max { return nothing }
            return rows(
                secondsFrom: low.nanoseconds > 0 ? low.seconds + 1 : low.seconds,
                through: high.seconds, among: live)
        }
        let inner = rows(secondsFrom: low.seconds, through: high.seconds, among: live)
        // Only in the two seconds at the ends do the nanoseconds decide.
        let edges = rows(secondsFrom: low.seconds, through: low.seconds, among: inner)
            .union(rows(secondsFrom: high.seconds, through: high.seconds, among: inner))
        var outside: [Int] = []
        forEach(in: edges) { slot, value in
            if value < low || high < value { outside.append(slot) }
        }
        return outside.isEmpty
            ? inner : inner.subtracting(RowSet(outside, of: present.capacity))
    }

    /// The rows of a set with a moment whose seconds lie in a range, both ends included.
    private func rows(secondsFrom low: Int64, through high: Int64, among live: RowSet) -> RowSet {
        let nothing = RowSet.none(of: present.capacity)
        // Decoding has seen to it that every moment lies in these years.
        let low = max(low, ColumnInstant.secondsMin)
        let high = min(high, ColumnInstant.secondsMax)
        guard low <= high, low <= self.high, self.low <= high else { return nothing }
        if low <= self.low, self.high <= high { return live }
        switch seconds {
        case .constant(let value): return low <= value && value <= high ? live : nothing
        case .narrow(let stream, let base):
            guard let codes = InstantSegment.codes(from: low, through: high, base) else {
                return nothing
            }
            return stream.rows(from: codes.lowerBound, through: codes.upperBound, among: live)
        case .plain(let offset):
            return withExtendedLifetime(bytes) {
                let scan = LongScan(
                    bytes.start + offset, from: UInt64(bitPattern: low),
                    through: UInt64(bitPattern: high))
                return live.filtered { scan.group($0) }
            }
        }
    }

    /// What is added to the base for seconds of a range, both ends included; nil for none.
    private static func codes(
        from low: Int64, through high: Int64, _ base: Int64
    ) -> ClosedRange<UInt32>? {
        guard high >= base else { return nil }
        let first = max(low, base) - base
        let last = min(high - base, Int64(UInt32.max))
        guard first <= last else { return nil }
        return UInt32(truncatingIfNeeded: first)...UInt32(truncatingIfNeeded: last)
    }

    /// The bits of the rows of one group whose seconds lie in a range, both ends included.
    ///
    /// - Parameters:
    ///   - index: the number of the group: that of its first row divided by 64.
    ///   - low: the first second.
    ///   - high: the last second.
    @inline(__always)
    func group(_ index: Int, from low: Int64, through high: Int64) -> UInt64 {
        let low = max(low, ColumnInstant.secondsMin)
        let high = min(high, ColumnInstant.secondsMax)
        guard low <= high else { return 0 }
        switch seconds {
        case .constant(let value): return low <= value && value <= high ? ~0 : 0
        case .narrow(let stream, let base):
            guard let codes = InstantSegment.codes(from: low, through: high, base),
                codes.lowerBound <= stream.limit
            else { return 0 }
            return stream.group(
                index, from: codes.lowerBound, through: min(codes.upperBound, stream.limit))
        case .plain(let offset):
            return withExtendedLifetime(bytes) {
                LongScan(
                    bytes.start + offset, from: UInt64(bitPattern: low),
                    through: UInt64(bitPattern: high)
                ).group(index)
            }
        }
    }

    /// The rows whose moment is one of some.
    ///
    /// - Parameters:
    ///   - constants: the moments, in any order.
    ///   - among: the rows to look at.
    public func rows(equalToOneOf constants: [ColumnInstant], among: RowSet) -> RowSet {
        guard constants.count > NumberSegment.scansMax else {
            var found = RowSet.none(of: present.capacity)
            for constant in constants {
                found = found.union(rows(from: constant, through: constant, among: among))
            }
            return found
        }
        let wanted = Set(constants)
        var slots: [Int] = []
        forEach(in: among.intersection(present)) { slot, value in
            if wanted.contains(value) { slots.append(slot) }
        }
        return RowSet(slots, of: present.capacity)
    }
}
