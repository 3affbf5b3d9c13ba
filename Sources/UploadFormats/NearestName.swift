import Text

/// Finds the name of a member that a person probably meant.
///
/// A typing mistake comes first. Otherwise the names are compared by their words: people shorten
/// names (`dicom`, `metadata`) and put other words around the one that counts (`image_url`).
enum NearestName {
    /// Which word of a name says most about it.
    enum Head {
        /// The first one, as in `video_files`.
        case first
        /// The last one, as in `custom_metadata`.
        case last
    }

    /// 3 letters: shorter words stand in too many names.
    private static let lettersMin = 3

    /// The nearest of some names by typing mistakes or, of others, by words.
    ///
    /// - Parameters:
    ///   - names: the names that may be mistyped.
    ///   - wordNames: the names that may be shortened or written with other words.
    static func match(
        for name: String, in names: [String], byWordsIn wordNames: [String], head: Head
    ) -> String? {
        NearestMatch.match(for: name, in: names) ?? match(for: name, byWordsIn: wordNames, head)
    }

    /// The name that shares most words; the first of several.
    private static func match(
        for name: String, byWordsIn names: [String], _ head: Head
    ) -> String? {
        guard name.utf8.count <= NearestMatch.lengthMax else { return nil }
        let words = words(of: name)
        var best: (name: String, score: Int)?
        for candidate in names {
            let score = score(words, self.words(of: candidate), head)
            if score > best?.score ?? 0 { best = (candidate, score) }
        }
        return best?.name
    }

    /// How near two names are by their words; 0 for not at all.
    private static func score(_ words: [String], _ other: [String], _ head: Head) -> Int {
        let (text, otherText) = (words.joined(), other.joined())
        guard text.utf8.count >= lettersMin else { return 0 }
        if otherText.hasPrefix(text) || text.hasPrefix(otherText) { return 3 }
        if words.count == 1, other.contains(where: { $0.hasPrefix(singular(text)) }) { return 2 }
        let pair = head == .first ? (words.first, other.first) : (words.last, other.last)
        guard let word = pair.0.map(singular), let otherWord = pair.1.map(singular),
            word == otherWord, word.utf8.count >= lettersMin
        else { return 0 }
        return 1
    }

    /// The words of a name in lower case: `dicomSeries` and `dicom_series` have two.
    private static func words(of name: String) -> [String] {
        var words: [String] = []
        var isInside = false
        var wasSmall = false
        for character in name {
            guard character.isASCII, character.isLetter || character.isNumber else {
                isInside = false
                continue
            }
            if !isInside || (character.isUppercase && wasSmall) { words.append("") }
            words[words.count - 1] += character.lowercased()
            isInside = true
            wasSmall = character.isLowercase
        }
        return words
    }

    private static func singular(_ word: String) -> String {
        word.utf8.count > lettersMin && word.hasSuffix("s") ? String(word.dropLast()) : word
    }
}
