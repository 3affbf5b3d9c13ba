/// Finds what a person probably meant.
public enum NearestMatch {
    /// 64 characters: longer texts are not typing mistakes of one another.
    public static let lengthMax = 64

    /// The candidate that is nearest to a text, if one is near enough.
    ///
    /// A candidate that differs only by case or surrounding spaces always wins. Otherwise the
    /// distance counts insertions, deletions, replacements and swaps of neighbours; up to a third of
    /// the longer text's characters may differ, and at least one.
    ///
    /// - Parameters:
    ///   - text: what was written.
    ///   - candidates: what would be right; the first of two equally near ones wins.
    public static func match(for text: String, in candidates: some Sequence<String>) -> String? {
        var search = EditDistance()
        let word = folded(text)
        var best: (candidate: String, distance: Int)?
        for candidate in candidates {
            let other = folded(candidate)
            if other == word, word.count <= lengthMax { return candidate }
            guard word.count <= lengthMax, other.count <= lengthMax else { continue }
            let allowed = max(1, max(word.count, other.count) / 3)
            // No nearer than the best one so far, and never all of the shorter text.
            let limit = min(
                allowed, min(word.count, other.count) - 1, (best?.distance ?? .max) - 1)
            guard abs(word.count - other.count) <= limit else { continue }
            if let distance = search.distance(word, other, limit: limit) {
                best = (candidate, distance)
            }
        }
        return best?.candidate
    }

    /// The characters in lower case, without white space around; at most one more than
    /// ``lengthMax``.
    private static func folded(_ text: String) -> [UInt32] {
        var result: [UInt32] = []
        result.reserveCapacity(min(text.utf8.count, lengthMax + 1))
        var text = text
        let isASCII = text.withUTF8 { bytes in
            for byte in bytes {
                if byte >= 0x80 { return false }
                let isSpace = byte == 0x20 || (0x09...0x0D).contains(byte)
                if isSpace && result.isEmpty { continue }
                if result.count > lengthMax { break }
                result.append(UInt32(byte &- 0x41 < 26 ? byte | 0x20 : byte))
            }
            return true
        }
        if isASCII {
            while let last = result.last, last == 0x20 || (0x09...0x0D).contains(last) {
                result.removeLast()
            }
            return result
        }
        let scalars = text.unicodeScalars
        let start = scalars.firstIndex { !$0.properties.isWhitespace } ?? scalars.endIndex
        let end = scalars.lastIndex { !$0.properties.isWhitespace }.map(scalars.index(after:))
        guard start < scalars.endIndex, let end else { return [] }
        return String(scalars[start..<end].prefix(lengthMax + 1)).lowercased().unicodeScalars
            .map(\.value)
    }
}

/// The optimal string alignment distance, in memory that is used again.
private struct EditDistance {
    private var beforePrevious: [Int] = []
    private var previous: [Int] = []
    private var current: [Int] = []

    /// The distance of two texts; nil when it is above a limit.
    mutating func distance(_ a: [UInt32], _ b: [UInt32], limit: Int) -> Int? {
        if a.isEmpty || b.isEmpty {
            let distance = max(a.count, b.count)
            return distance <= limit ? distance : nil
        }
        let width = b.count + 1
        if current.count < width {
            beforePrevious = [Int](repeating: 0, count: width)
            previous = beforePrevious
            current = beforePrevious
        }
        for j in 0..<width { previous[j] = j }
        for i in 1...a.count {
            current[0] = i
            var least = i
            for j in 1..<width {
                var cost = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)
                cost = min(cost, previous[j] + 1, current[j - 1] + 1)
                if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
                    cost = min(cost, beforePrevious[j - 2] + 1)
                }
                current[j] = cost
                least = min(least, cost)
            }
            // A swap can still take one from the row before.
            if least > limit + 1 { return nil }
            swap(&beforePrevious, &previous)
            swap(&previous, &current)
        }
        return previous[b.count] <= limit ? previous[b.count] : nil
    }
}
