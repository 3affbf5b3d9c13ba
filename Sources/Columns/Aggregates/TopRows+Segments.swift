extension TopRows {
    /// 16 groups of 64 rows are looked at with one limit before it is brought up to date.
    private static let groupsPerBlock = 16

    /// Offers a number that is in no segment.
    ///
    /// - Parameters:
    ///   - number: not NaN.
    ///   - row: its row.
    public mutating func offer(_ number: Double, row: Int64) {
        offer(orderedBits(number + 0), 0, row: row)
    }

    /// Offers a moment that is in no segment.
    public mutating func offer(_ instant: ColumnInstant, row: Int64) {
        offer(
            orderedBits(instant.seconds), UInt64(truncatingIfNeeded: instant.nanoseconds), row: row)
    }

    /// Offers a uuid that is in no segment.
    public mutating func offer(_ uuid: ColumnUUID, row: Int64) {
        offer(uuid.high, uuid.low, row: row)
    }

    /// Offers a boolean that is in no segment; false comes before true.
    public mutating func offer(_ boolean: Bool, row: Int64) {
        offer(boolean ? 1 : 0, 0, row: row)
    }

    // MARK: Segments

    /// Offers the rows of a segment that have a number.
    ///
    /// - Parameters:
    ///   - segment: the numbers.
    ///   - firstRow: the first row of the segment.
    ///   - among: the rows to offer.
    public mutating func offer(_ segment: NumberSegment, firstRow: Int64, among: RowSet) {
        let live = among.intersection(segment.present)
        let isDescending = isDescending
        switch segment.storage {
        case .constant(let value):
            offerEqual(orderedBits(value), live, firstRow: firstRow)
        case .narrow(let stream, let base, let power):
            var (low, high) = (UInt32(0), stream.limit)
            scan(live, firstRow: firstRow) { worst, losesTies in
                let range = TopRows.numbers(before: worst.high, isDescending, losesTies)
                guard
                    let codes = NumberSegment.codes(
                        from: range.low, through: range.high, base, power)
                else { return false }
                (low, high) = (codes.lowerBound, min(codes.upperBound, stream.limit))
                return low <= high
            } bits: { group in
                stream.group(group, from: low, through: high)
            } value: { slot in
                (orderedBits(Double(base &+ Int64(stream[slot])) / power), 0)
            }
        case .plain(let offset):
            withExtendedLifetime(segment.bytes) {
                let start = segment.bytes.start + offset
                let values = start.assumingMemoryBound(to: Double.self)
                var (low, high) = (-Double.infinity, Double.infinity)
                scan(live, firstRow: firstRow) { worst, losesTies in
                    (low, high) = TopRows.numbers(before: worst.high, isDescending, losesTies)
                    return low <= segment.high && segment.low <= high
                } bits: { group in
                    FloatScan(start, from: low, through: high).group(group)
                } value: { slot in
                    (orderedBits(values[slot]), 0)
                }
            }
        }
    }

    /// The numbers that come before an entry.
    private static func numbers(
        before key: UInt64, _ isDescending: Bool, _ losesTies: Bool
    ) -> (low: Double, high: Double) {
        let last = number(ofOrderedBits: isDescending ? ~key : key)
        if isDescending { return (losesTies ? last.nextUp : last, .infinity) }
        return (-.infinity, losesTies ? last.nextDown : last)
    }

    /// Offers the rows of a segment that have a moment.
    ///
    /// - Parameters:
    ///   - segment: the moments.
    ///   - firstRow: the first row of the segment.
    ///   - among: the rows to offer.
    public mutating func offer(_ segment: InstantSegment, firstRow: Int64, among: RowSet) {
        let live = among.intersection(segment.present)
        let isDescending = isDescending
        var (low, high) = (segment.low, segment.high)
        scan(live, firstRow: firstRow) { worst, losesTies in
            // Where there are nanoseconds, a tie of the seconds decides nothing.
            let step: Int64 = losesTies && segment.nanosecondsOffset == nil ? 1 : 0
            let last = integer(ofOrderedBits: isDescending ? ~worst.high : worst.high)
            if isDescending { low = max(last, Int64.min + 1) + step } else { high = last - step }
            return low <= segment.high && segment.low <= high
        } bits: { group in
            segment.group(group, from: low, through: high)
        } value: { slot in
            let (seconds, nanoseconds) = (segment.second(at: slot), segment.nanosecond(at: slot))
            return (orderedBits(seconds), UInt64(truncatingIfNeeded: nanoseconds))
        }
    }

    /// Offers the rows of a segment that have a text, in the order of the texts.
    ///
    /// - Parameters:
    ///   - segment: the codes.
    ///   - ranks: what ``KeyDictionary/ranks()`` gives.
    ///   - firstRow: the first row of the segment.
    ///   - among: the rows to offer; those whose code has no rank are left out.
    public mutating func offer(
        _ segment: CodeSegment, ranks: [UInt32], firstRow: Int64, among: RowSet
    ) {
        guard Int(segment.high) < ranks.count else { return }
        let live = among.intersection(segment.present)
        guard case .narrow(let stream) = segment.storage else {
            return offerEqual(UInt64(ranks[Int(segment.low)]), live, firstRow: firstRow)
        }
        let isDescending = isDescending
        scan(live, firstRow: firstRow) { worst, losesTies in
            if !losesTies { return true }
            let last = Int(truncatingIfNeeded: isDescending ? ~worst.high : worst.high)
            return isDescending ? last + 1 < ranks.count : last > 0
        } bits: { _ in
            ~0
        } value: { slot in
            (UInt64(ranks[Int(stream[slot])]), 0)
        }
    }

    /// Offers the rows of a segment that have a uuid.
    ///
    /// - Parameters:
    ///   - segment: the uuids.
    ///   - firstRow: the first row of the segment.
    ///   - among: the rows to offer.
    public mutating func offer(_ segment: UUIDSegment, firstRow: Int64, among: RowSet) {
        segment.forEach(in: among.intersection(segment.present)) { slot, uuid in
            offer(uuid, row: firstRow + Int64(slot))
        }
    }

    /// Offers the rows of a segment that have a boolean.
    ///
    /// - Parameters:
    ///   - segment: the booleans.
    ///   - firstRow: the first row of the segment.
    ///   - among: the rows to offer.
    public mutating func offer(_ segment: BooleanSegment, firstRow: Int64, among: RowSet) {
        for value in [isDescending, !isDescending] {
            offerEqual(
                value ? 1 : 0, segment.rows(value, among: among), firstRow: firstRow)
        }
    }

    // MARK: Parts

    /// Offers rows of one value: the first ones are enough.
    private mutating func offerEqual(_ high: UInt64, _ live: RowSet, firstRow: Int64) {
        var left = limit
        for slot in live {
            guard left > 0 else { return }
            offer(high, 0, row: firstRow + Int64(slot))
            left -= 1
        }
    }

    /// Offers those rows of a set that may come before the worst entry.
    ///
    /// - Parameters:
    ///   - live: the rows; every one has a value.
    ///   - firstRow: the first row of the segment.
    ///   - narrow: takes the worst entry and whether equal values lose against it; sets the limits
    ///     of `bits`. False where nothing of the segment counts any more.
    ///   - bits: the rows of a group that are within the limits.
    ///   - value: the value of a row.
    @inline(__always)
    private mutating func scan(
        _ live: RowSet, firstRow: Int64, narrow: (Entry, Bool) -> Bool, bits: (Int) -> UInt64,
        value: (Int) -> (UInt64, UInt64)
    ) {
        guard limit > 0, !live.isEmpty else { return }
        if let worst, !narrow(worst, losesTies(from: firstRow)) { return }
        // The last row of each group goes first: where the best rows come late, as the newest do,
        // the limits are then good from the start.
        let groupCount = RowSet.wordCount(live.capacity)
        for group in 0..<groupCount {
            let alive = live.word(group)
            guard alive != 0 else { continue }
            let slot = group &<< 6 &+ 63 &- alive.leadingZeroBitCount
            let (high, low) = value(slot)
            offer(high, low, row: firstRow &+ Int64(slot))
        }
        var seen = -1
        var seenTies = false
        for group in 0..<groupCount {
            let alive = live.word(group)
            guard alive != 0 else { continue }
            // Without the one that went first.
            var rest = alive & ~(1 &<< UInt64(63 &- alive.leadingZeroBitCount))
            if let worst {
                let losesTies = worst.row < firstRow &+ Int64(group &<< 6)
                if seen < 0 || (seen != version && group % TopRows.groupsPerBlock == 0)
                    || losesTies != seenTies
                {
                    guard narrow(worst, losesTies) else { return }
                    (seen, seenTies) = (version, losesTies)
                }
                rest &= bits(group)
            }
            while rest != 0 {
                let slot = group &<< 6 &+ rest.trailingZeroBitCount
                rest &= rest &- 1
                let (high, low) = value(slot)
                offer(high, low, row: firstRow &+ Int64(slot))
            }
        }
    }
}
