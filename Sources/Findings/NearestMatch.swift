/// Finds what a person probably meant.
public enum NearestMatch {
    /// 64 characters: longer texts are not typing mistakes of one another.
    static let lengthMax = 64

    /// The candidate that is nearest to a text, if one is near enough.
    ///
    /// A candidate that differs only by case or surrounding spaces always wins. Otherwise the
    /// distance counts insertions, deletions, replacements and swaps of neighbours; up to a third
    /// of the longer text's characters may differ, and at least one.
    ///
    /// - Parameters:
    ///   - text: what was written.
    ///   - candidates: what would be right; the first of two equally near ones wins.
    public static func match(for text: String, in candidates: some Sequence<String>) -> String? {
        let folded = fold(text)
        let word = Array(folded.unicodeScalars.prefix(lengthMax + 1))
        var best: (candidate: String, distance: Int)?
        for candidate in candidates {
            let other = Array(fold(candidate).unicodeScalars.prefix(lengthMax + 1))
            if other == word, word.count <= lengthMax { return candidate }
            guard word.count <= lengthMax, other.count <= lengthMax else { continue }
            let allowed = max(1, max(word.count, other.count) / 3)
            guard abs(word.count - other.count) <= allowed else { continue }
            let distance = distance(word, other)
            if distance <= allowed, distance < min(word.count, other.count),
                distance < best?.distance ?? .max
            {
                best = (candidate, distance)
            }
        }
        return best?.candidate
    }

    private static func fold(_ text: String) -> String {
        let trimmed = text.unicodeScalars.drop { $0.properties.isWhitespace }
        let end = trimmed.lastIndex { !$0.properties.isWhitespace }.map(trimmed.index(after:))
        return String(trimmed[..<(end ?? trimmed.startIndex)]).lowercased()
    }

    /// The optimal string alignment distance.
    private static func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
        if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
        var beforePrevious = [Int](repeating: 0, count: b.count + 1)
        var previous = Array(0...b.count)
        for i in 1...a.count {
            var current = [i] + [Int](repeating: 0, count: b.count)
            for j in 1...b.count {
                let replaced = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)
                current[j] = min(replaced, previous[j] + 1, current[j - 1] + 1)
                if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
                    current[j] = min(current[j], beforePrevious[j - 2] + 1)
                }
            }
            (beforePrevious, previous) = (previous, current)
        }
        return previous[b.count]
    }
}
