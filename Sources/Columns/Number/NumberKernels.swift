extension NumberSegment {
    /// The rows whose number passes a comparison; numbers are compared as floats.
    ///
    /// - Parameters:
    ///   - comparison: how to compare.
    ///   - constant: what with; not NaN.
    ///   - among: the rows to look at.
    public func rows(
        _ comparison: ValueComparison, _ constant: Double, among: RowSet
    ) -> RowSet {
        let nothing = RowSet.none(of: present.capacity)
        switch comparison {
        case .equal: return rows(from: constant, through: constant, among: among)
        case .notEqual:
            let live = among.intersection(present)
            return live.subtracting(rows(from: constant, through: constant, among: live))
        case .less:
            if constant == -.infinity { return nothing }
            return rows(from: -.infinity, through: constant.nextDown, among: among)
        case .lessOrEqual: return rows(from: -.infinity, through: constant, among: among)
        case .greater:
            if constant == .infinity { return nothing }
            return rows(from: constant.nextUp, through: .infinity, among: among)
        case .greaterOrEqual: return rows(from: constant, through: .infinity, among: among)
        }
    }

    /// The rows whose number lies in a range, both ends included.
    ///
    /// - Parameters:
    ///   - low: the smallest number.
    ///   - high: the largest number.
    ///   - among: the rows to look at.
    public func rows(from low: Double, through high: Double, among: RowSet) -> RowSet {
        let nothing = RowSet.none(of: present.capacity)
        guard low <= high, low <= self.high, self.low <= high else { return nothing }
        let live = among.intersection(present)
        if low <= self.low, self.high <= high { return live }
        switch storage {
        case .constant(let value): return low <= value && value <= high ? live : nothing
        case .narrow(let stream, let base, let power):
            guard let codes = NumberSegment.codes(from: low, through: high, base, power) else {
                return nothing
            }
            return stream.rows(from: codes.lowerBound, through: codes.upperBound, among: live)
        case .plain(let offset):
            return withExtendedLifetime(bytes) {
                let scan = FloatScan(bytes.start + offset, from: low, through: high)
                return live.filtered { scan.group($0) }
            }
        }
    }

    /// The codes whose numbers lie in a range, both ends included; nil for none.
    static func codes(
        from low: Double, through high: Double, _ base: Int64, _ power: Double
    ) -> ClosedRange<UInt32>? {
        let first = firstCode(base, power) { $0 >= low }
        let end = firstCode(base, power) { $0 > high }
        guard first < end else { return nil }
        return UInt32(truncatingIfNeeded: first)...UInt32(truncatingIfNeeded: end - 1)
    }

    /// The first code, 0 to 2^32, whose number passes a test that all larger numbers pass.
    private static func firstCode(
        _ base: Int64, _ power: Double, _ passes: (Double) -> Bool
    ) -> Int64 {
        var (low, high) = (Int64(0), Int64(1) << 32)
        while low < high {
            let middle = low + (high - low) / 2
            if passes(Double(base &+ middle) / power) { high = middle } else { low = middle + 1 }
        }
        return low
    }

    /// The rows whose number is one of some numbers, compared as floats.
    ///
    /// - Parameters:
    ///   - constants: sorted, none of them NaN.
    ///   - among: the rows to look at.
    public func rows(equalToOneOf constants: [Double], among: RowSet) -> RowSet {
        let near = constants.filter { low <= $0 && $0 <= high }
        guard near.count > NumberSegment.scansMax else {
            var found = RowSet.none(of: present.capacity)
            for constant in near {
                found = found.union(rows(from: constant, through: constant, among: among))
            }
            return found
        }
        var slots: [Int] = []
        forEach(in: among.intersection(present)) { slot, value in
            var (low, high) = (0, near.count)
            while low < high {
                let middle = low + (high - low) / 2
                if near[middle] < value { low = middle + 1 } else { high = middle }
            }
            if low < near.count, near[low] == value { slots.append(slot) }
        }
        return RowSet(slots, of: present.capacity)
    }

    /// 8 constants: so many scans cost what one look at every row with a search costs.
    static let scansMax = 8

    /// The rows whose number passes a comparison by decimal value.
    ///
    /// Rounding to floats keeps order, so two floats that differ decide. Where they are equal, and
    /// the row has no exact text, the row is the shortest text of the float, whose order to the
    /// constant is the same for all such rows; the few others are compared digit by digit.
    ///
    /// - Parameters:
    ///   - comparison: how to compare.
    ///   - constant: what with.
    ///   - among: the rows to look at.
    public func rows(
        _ comparison: ValueComparison, exactly constant: ExactDecimal, among: RowSet
    ) -> RowSet {
        let live = among.intersection(present)
        let order = constant.orderOfNearest
        let float = constant.nearest
        func rows(_ comparison: ValueComparison) -> RowSet {
            self.rows(comparison, float, among: live)
        }
        let passing: RowSet
        switch comparison {
        case .equal: passing = order == 0 ? rows(.equal) : .none(of: live.capacity)
        case .notEqual: passing = order == 0 ? rows(.notEqual) : live
        case .less: passing = rows(order < 0 ? .lessOrEqual : .less)
        case .lessOrEqual: passing = rows(order <= 0 ? .lessOrEqual : .less)
        case .greater: passing = rows(order > 0 ? .greaterOrEqual : .greater)
        case .greaterOrEqual: passing = rows(order >= 0 ? .greaterOrEqual : .greater)
        }
        guard !exact.rows.isEmpty else { return passing }
        var slots: [Int] = []
        constant.text.withUnsafeBytes { text in
            exact.forEach { slot, own in
                if live.contains(slot), comparison.holds(ExactDecimal.order(own, text), 0) {
                    slots.append(slot)
                }
            }
        }
        return passing.subtracting(exact.rows).union(RowSet(slots, of: present.capacity))
    }
}
