/// Codes of a dictionary: the texts that a condition looks for.
public struct CodeSet: Sendable, Equatable {
    /// The codes in their order, each once.
    public let codes: [UInt32]
    /// The same as runs of neighbours.
    let runs: [ClosedRange<UInt32>]

    /// - Parameter codes: in any order.
    public init(_ codes: some Sequence<UInt32>) {
        var sorted: [UInt32] = []
        for code in codes.sorted() where code != sorted.last { sorted.append(code) }
        var runs: [ClosedRange<UInt32>] = []
        for code in sorted {
            if let last = runs.last, last.upperBound + 1 == code {
                runs[runs.count - 1] = last.lowerBound...code
            } else {
                runs.append(code...code)
            }
        }
        self.codes = sorted
        self.runs = runs
    }

    /// Whether there is no code.
    public var isEmpty: Bool { codes.isEmpty }

    /// The codes below a limit as bits, 64 a word.
    func words(below limit: UInt32) -> [UInt64] {
        var words = [UInt64](repeating: 0, count: Int(limit) / 64 + 1)
        for code in codes where code < limit {
            words[Int(code) >> 6] |= 1 << UInt64(code & 63)
        }
        return words
    }
}
