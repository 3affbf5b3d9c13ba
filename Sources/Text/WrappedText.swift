/// Text cut into lines at its spaces, so that a terminal does not cut it inside of words.
public enum WrappedText {
    /// The lines of a text without control characters.
    ///
    /// - Parameters:
    ///   - first: the columns that the first line may take.
    ///   - others: the columns that each other line may take. A longer word stands alone.
    public static func lines(_ text: String, first: Int, others: Int) -> [String] {
        var lines: [String] = []
        var line: String?
        var width = 0
        for word in text.split(separator: " ", omittingEmptySubsequences: false) {
            let columns = DisplayWidth.width(of: String(word))
            if let begun = line, width + 1 + columns <= (lines.isEmpty ? first : others) {
                line = begun + " " + word
                width += 1 + columns
            } else {
                if let line { lines.append(line) }
                (line, width) = (String(word), columns)
            }
        }
        return lines + [line ?? ""]
    }
}
