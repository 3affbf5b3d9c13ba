import Text

/// The words of a finding as its message shows them: what cannot be seen is escaped, and two words
/// that look the same are told apart.
struct MessageWords {
    private var words: [String?]

    init(_ finding: Finding) {
        let value = finding.value.map(MessageWords.onOneLine)
        let exact = [finding.key, value, finding.expected, finding.suggestion]
        words = exact
        if exact.allSatisfy({ $0.map(MessageWords.isPlain) ?? true }) { return }
        for (place, word) in exact.enumerated() {
            guard let word else { continue }
            for other in exact.indices where other > place {
                guard let twin = exact[other], let told = QuotedText.toldApart(word, twin) else {
                    continue
                }
                (words[place], words[other]) = (told.0, told.1)
            }
        }
        for place in words.indices { words[place] = words[place].map(QuotedText.escaped) }
    }

    subscript(word: RuleTemplate.Word) -> String? {
        switch word {
        case .key: words[0]
        case .value: words[1]
        case .expected: words[2]
        case .suggestion: words[3]
        }
    }

    /// An object or array that goes over lines in its file, with one space where a line ends.
    ///
    /// No line end stands inside of a JSON string, so nothing that counts is lost.
    private static func onOneLine(_ value: String) -> String {
        guard let first = value.utf8.first,
            first == UInt8(ascii: "{") || first == UInt8(ascii: "["),
            value.utf8.contains(where: { $0 == 0x0A || $0 == 0x0D })
        else { return value }
        var line = String.UnicodeScalarView()
        var isBetweenLines = false
        for scalar in value.unicodeScalars {
            if scalar == "\n" || scalar == "\r" {
                while let last = line.last, last == " " || last == "\t" { line.removeLast() }
                isBetweenLines = true
                continue
            }
            if isBetweenLines {
                if scalar == " " || scalar == "\t" { continue }
                if let last = line.last, !"{[".unicodeScalars.contains(last),
                    !"}]".unicodeScalars.contains(scalar)
                {
                    line.append(" ")
                }
                isBetweenLines = false
            }
            line.append(scalar)
        }
        return String(line)
    }

    private static func isPlain(_ text: String) -> Bool {
        text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
    }
}
