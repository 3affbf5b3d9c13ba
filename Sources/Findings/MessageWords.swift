import Text

/// The words of a finding as its message shows them: what cannot be seen is escaped, and two words
/// that look the same are told apart.
struct MessageWords {
    private var words: [String?]

    init(_ finding: Finding) {
        let exact = [finding.key, finding.value, finding.expected, finding.suggestion]
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

    private static func isPlain(_ text: String) -> Bool {
        text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
    }
}
