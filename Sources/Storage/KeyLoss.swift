import CanonicalJSON
import Text

/// The keys that stored items lose when their documents are overwritten. A key that was `null`
/// counted as missing, so nothing is lost with it.
public struct KeyLoss: Sendable, Equatable {
    /// Items that lose a key or more.
    public private(set) var itemCount = 0
    /// In how many items each key is lost.
    private var counts: [ExactText: Int] = [:]
    /// Whether there were more different keys than are counted one by one.
    public private(set) var hasMoreKeys = false

    /// 10,000 names: an upload with more of them uses data as keys, and must not fill the memory.
    private static let keysMax = 10_000

    /// The loss of nothing.
    public init() {}

    /// Whether no item loses anything.
    public var isEmpty: Bool { itemCount == 0 }

    /// The keys that are lost, those of the most items first, then by their bytes.
    public var keys: [String] {
        counts.sorted { first, second in
            first.value == second.value
                ? first.key.text.utf8.lexicographicallyPrecedes(second.key.text.utf8)
                : first.value > second.value
        }.map(\.key.text)
    }

    /// Adds what one item loses.
    ///
    /// - Parameters:
    ///   - keys: each key once.
    ///   - times: 1, or -1 to take it back.
    mutating func add(_ keys: [String], times: Int) {
        if keys.isEmpty { return }
        itemCount += times
        for key in keys {
            let key = ExactText(key)
            if counts[key] == nil, counts.count >= KeyLoss.keysMax {
                hasMoreKeys = true
                continue
            }
            let count = counts[key, default: 0] + times
            counts[key] = count > 0 ? count : nil
        }
    }

    /// Adds the losses of another upload.
    public static func + (a: KeyLoss, b: KeyLoss) -> KeyLoss {
        var sum = a
        sum.itemCount += b.itemCount
        sum.hasMoreKeys = a.hasMoreKeys || b.hasMoreKeys
        for (key, count) in b.counts {
            if sum.counts[key] == nil, sum.counts.count >= keysMax {
                sum.hasMoreKeys = true
            } else {
                sum.counts[key, default: 0] += count
            }
        }
        return sum
    }
}

extension KeyLoss: CustomStringConvertible {
    /// The items and the keys, in an order that is always the same.
    public var description: String {
        "\(itemCount) lose \(keys.map { "\($0) (\(counts[ExactText($0)] ?? 0))" })"
    }
}
