/// A sum of floats without a rounding error, and so without an order: whoever adds the same
/// numbers, in whatever order and in however many parts, gets the same result.
///
/// The numbers are added as integers into limbs that cover the whole range of floats.
public struct ExactSum: Sendable {
    /// 32 bits of the sum each, with room for carries; the lowest one begins at 2^-1074.
    private var limbs = [Int64](repeating: 0, count: limbCount)
    /// Additions since the carries were passed on.
    private var pending = 0
    /// Sum of what is infinite or NaN.
    private var special = 0.0

    /// 2,098 bits of floats and 64 for carries, 32 a limb.
    private static let limbCount = 68
    /// 2^30: so many additions of 32 bits each stay within a limb.
    private static let pendingMax = 1 << 30

    /// The sum of nothing.
    public init() {}

    /// Adds a number.
    public mutating func add(_ number: Double) { add(number, times: 1) }

    /// Adds a number several times.
    ///
    /// - Parameters:
    ///   - number: what to add.
    ///   - times: how often.
    public mutating func add(_ number: Double, times: Int) {
        guard times > 0, number != 0 else { return }
        guard times <= ExactSum.pendingMax else {
            add(number, times: ExactSum.pendingMax)
            return add(number, times: times - ExactSum.pendingMax)
        }
        guard number.isFinite else { return special += number }
        if pending + times > ExactSum.pendingMax { carry() }
        pending += times
        let exponent = Int(number.exponentBitPattern)
        let significand =
            exponent == 0
            ? number.significandBitPattern : number.significandBitPattern | 1 << 52
        let place = max(exponent - 1, 0)
        let shift = UInt64(place & 31)
        let low = significand << shift
        let high = shift == 0 ? 0 : significand >> (64 - shift)
        let count = number < 0 ? -Int64(times) : Int64(times)
        let limb = place >> 5
        limbs[limb] += count * Int64(low & 0xFFFF_FFFF)
        limbs[limb + 1] += count * Int64(low >> 32)
        limbs[limb + 2] += count * Int64(high)
    }

    /// Adds another sum.
    public mutating func add(_ other: ExactSum) {
        carry()
        var other = other
        other.carry()
        for limb in limbs.indices { limbs[limb] += other.limbs[limb] }
        special += other.special
        carry()
    }

    /// Passes on what is beyond 32 bits; every limb but the last one is 0 to 2^32 - 1 afterwards.
    private mutating func carry() {
        for limb in 0..<(ExactSum.limbCount - 1) {
            let over = limbs[limb] >> 32
            limbs[limb] -= over << 32
            limbs[limb + 1] += over
        }
        pending = 1
    }

    /// The float nearest to the sum, ties to even; infinite where the sum is beyond the range.
    public var value: Double {
        if special != 0 || special.isNaN { return special }
        var sum = self
        sum.carry()
        let isNegative = sum.limbs[ExactSum.limbCount - 1] < 0
        if isNegative {
            for limb in sum.limbs.indices { sum.limbs[limb] = -sum.limbs[limb] }
            sum.carry()
        }
        guard let top = sum.limbs.lastIndex(where: { $0 != 0 }) else { return 0 }
        // The highest 96 bits, of which more than 53 count, and whether anything is below.
        let a = UInt64(sum.limbs[top])
        let b = top > 0 ? UInt64(sum.limbs[top - 1]) : 0
        let c = top > 1 ? UInt64(sum.limbs[top - 2]) : 0
        let isMore = top > 2 && sum.limbs[..<(top - 2)].contains { $0 != 0 }
        let zeros = UInt64(a.leadingZeroBitCount)
        guard zeros >= 32 else { return isNegative ? -.infinity : .infinity }
        let shift = zeros - 32
        let below = c << shift
        var word = (a << 32 | b) << shift | below >> 32
        if below & 0xFFFF_FFFF != 0 || isMore { word |= 1 }
        // A sum of floats has no bit below 2^-1074, so one rounding here is the only one.
        let exponent = 32 * (top - 1) - Int(shift) - 1074
        let magnitude = Double(sign: .plus, exponent: exponent, significand: Double(word))
        return isNegative ? -magnitude : magnitude
    }
}
