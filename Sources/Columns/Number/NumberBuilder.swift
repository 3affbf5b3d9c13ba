/// Builds segments of numbers.
enum NumberBuilder {
    /// 6 decimal places: what prices, scores and degrees are written with. More of them seldom
    /// leave integers of 32 bits, and each costs a test of every number.
    static let decimalPlacesMax = 6

    /// Adding and subtracting it rounds a float of less than 2^51 to an integer.
    private static let roundingAid = 0x1.8p52

    /// Chooses how the numbers are stored.
    static func draft(_ cells: borrowing ColumnCells, _ header: SegmentHeader) -> SegmentDraft {
        var header = header
        guard header.range.presentCount > 0 else { return SegmentDraft(header: header) }
        guard cells.holdsText else {
            header.encoding = .unheld
            return SegmentDraft(header: header)
        }
        let survey = Survey(cells)
        header.range.bounds = .numbers(low: survey.low, high: survey.high)
        let exact = exactSlots(cells)
        header.exactCount = exact.count
        for slot in exact { header.textByteCount += UInt64(cells.exactText(slot).count) }
        if survey.low == survey.high {
            header.base.0 = survey.low.bitPattern
            return SegmentDraft(header: header) { writeTexts($0, exact, $1) }
        }
        guard let narrow = survey.narrow else {
            header.encoding = .plain
            return SegmentDraft(header: header) { cells, target in
                for slot in 0..<cells.rowCount {
                    target.put(cells.first[slot], at: slot, in: target.layout.values)
                }
                writeTexts(cells, exact, target)
            }
        }
        header.encoding = .narrowest(for: narrow.span)
        header.decimalPlaces = survey.decimalPlaces
        header.base.0 = UInt64(bitPattern: narrow.base)
        let (width, power) = (header.encoding.width, survey.power)
        return SegmentDraft(header: header) { cells, target in
            for slot in 0..<cells.rowCount where cells.isPresent(slot) {
                let integer = rounded(Double(bitPattern: cells.first[slot]) * power)
                target.putNarrow(
                    UInt32(truncatingIfNeeded: Int64(integer) &- narrow.base), at: slot,
                    width: width)
            }
            writeTexts(cells, exact, target)
        }
    }

    /// The integer nearest to a float of less than 2^51.
    @inline(__always)
    private static func rounded(_ number: Double) -> Double {
        (number + roundingAid) - roundingAid
    }

    // MARK: What the numbers are like

    /// The range of the numbers, and whether all are integers after a multiplication.
    private struct Survey {
        var low = Double.infinity
        var high = -Double.infinity
        /// The fewest places with which all numbers are integers; one too many where there is none.
        var decimalPlaces = 0
        var power = 1.0

        init(_ cells: borrowing ColumnCells) {
            for slot in 0..<cells.rowCount where cells.isPresent(slot) {
                let number = Double(bitPattern: cells.first[slot])
                low = min(low, number)
                high = max(high, number)
                while decimalPlaces <= decimalPlacesMax, !Survey.isInteger(number, power) {
                    decimalPlaces += 1
                    power = NumberSegment.power(of: decimalPlaces)
                }
            }
        }

        /// Whether a number is exactly an integer divided by a power of ten: decoding divides.
        @inline(__always)
        private static func isInteger(_ number: Double, _ power: Double) -> Bool {
            let product = number * power
            guard product.magnitude <= Double(NumberSegment.narrowMagnitudeMax) else {
                return false
            }
            return rounded(product) / power == number
        }

        /// The smallest integer, and how far the largest one is from it; nil where they do not fit.
        var narrow: (base: Int64, span: UInt32)? {
            let limit = Double(NumberSegment.narrowMagnitudeMax)
            guard decimalPlaces <= decimalPlacesMax, (low * power).magnitude <= limit,
                (high * power).magnitude <= limit
            else { return nil }
            let base = Int64(rounded(low * power))
            guard let span = UInt32(exactly: Int64(rounded(high * power)) - base) else {
                return nil
            }
            return (base, span)
        }
    }

    // MARK: Exact texts

    private static func exactSlots(_ cells: borrowing ColumnCells) -> [Int] {
        guard let words = cells.second else { return [] }
        var slots: [Int] = []
        for slot in 0..<cells.rowCount where words[slot] != 0 { slots.append(slot) }
        return slots
    }

    private static func writeTexts(
        _ cells: borrowing ColumnCells, _ slots: [Int], _ target: SegmentTarget
    ) {
        var offset = 0
        for (index, slot) in slots.enumerated() {
            let text = cells.exactText(slot)
            target.put(
                UInt16(truncatingIfNeeded: slot), at: index, in: target.layout.exactSlots)
            target.put(text, from: offset, in: target.layout.text)
            offset += text.count
            target.put(
                UInt32(truncatingIfNeeded: offset), at: index + 1, in: target.layout.exactOffsets)
        }
    }
}

extension ColumnCells {
    /// The exact text of a number; empty where it has none.
    fileprivate func exactText(_ slot: Int) -> UnsafeRawBufferPointer {
        text(in: second?[slot] ?? 0)
    }
}
