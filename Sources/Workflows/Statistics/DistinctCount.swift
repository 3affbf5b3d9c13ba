/// How many different things there are, told by their hashes: exactly up to a bound, and beyond it
/// estimated in little memory (HyperLogLog, Flajolet et al. 2007).
struct DistinctCount {
    /// 12 bits: 4,096 registers of a byte, a standard error of 1.6 %.
    private static let registerBits = 12
    private var registers: [UInt8] = []

    /// Takes the hash of one thing.
    mutating func add(_ hash: UInt64) {
        if registers.isEmpty {
            registers = [UInt8](repeating: 0, count: 1 << DistinctCount.registerBits)
        }
        let register = Int(hash >> UInt64(64 - DistinctCount.registerBits))
        let rest = hash << UInt64(DistinctCount.registerBits)
        let rank = UInt8(min(rest.leadingZeroBitCount, 64 - DistinctCount.registerBits) + 1)
        if registers[register] < rank { registers[register] = rank }
    }

    /// Adds what another thread has seen.
    mutating func merge(_ other: DistinctCount) {
        if registers.isEmpty { return registers = other.registers }
        for (index, rank) in other.registers.enumerated() where registers[index] < rank {
            registers[index] = rank
        }
    }

    /// The estimate.
    var estimate: Int {
        if registers.isEmpty { return 0 }
        let count = Double(registers.count)
        var sum = 0.0
        var empty = 0.0
        for rank in registers {
            sum += 1 / Double(UInt64(1) << UInt64(rank))
            if rank == 0 { empty += 1 }
        }
        let raw = 0.7213 / (1 + 1.079 / count) * count * count / sum
        if raw <= 2.5 * count, empty > 0 {
            return Int((count * DistinctCount.logarithm(count / empty)).rounded())
        }
        return Int(raw.rounded())
    }

    /// The natural logarithm, without Foundation: a Taylor series of what is left between 1 and 2.
    private static func logarithm(_ value: Double) -> Double {
        let ln2 = 0.693_147_180_559_945_3
        let part = (value.significand - 1) / (value.significand + 1)
        var term = part
        var sum = 0.0
        for odd in stride(from: 1.0, through: 39, by: 2) {
            sum += term / odd
            term *= part * part
        }
        return 2 * sum + Double(value.exponent) * ln2
    }
}
