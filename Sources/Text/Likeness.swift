/// What is left of a text when everything is taken away that people do not see or do not mind: case,
/// spaces, invisible characters, and whether an accent is a character of its own.
///
/// Two texts with the same likeness are different texts to every program and the same to a person.
/// Likenesses are compared and hashed in a time that is linear in their length, so that groups of
/// texts that look alike are found without comparing pairs.
public struct Likeness: Hashable, Sendable {
    /// Folded. `String` compares and hashes by canonical equivalence, which is meant here.
    private let folded: String

    /// Takes the likeness of a text.
    public init(_ text: String) {
        folded = Likeness.folded(text, but: nil)
    }

    /// Whether nothing of a text can be seen.
    public var isBlank: Bool { folded.isEmpty }

    /// What two texts can differ by and still look alike.
    public enum Difference: String, Sendable, CaseIterable {
        case `case`
        case spaces
        case composition = "the composition of accents"
        case invisibleCharacters = "invisible characters"
    }

    /// By what two texts differ that have the same likeness.
    ///
    /// - Returns: nil when they differ by something that people see; nothing when their bytes are
    ///   the same.
    public static func differences(_ a: String, _ b: String) -> [Difference]? {
        guard Likeness(a) == Likeness(b) else { return nil }
        if a.utf8.elementsEqual(b.utf8) { return [] }
        let found = Difference.allCases.filter { difference in
            let (a, b) = (folded(a, but: difference), folded(b, but: difference))
            // Whether accents are composed shows in the bytes only.
            return difference == .composition ? !a.utf8.elementsEqual(b.utf8) : a != b
        }
        return found.isEmpty ? [.composition] : found
    }

    /// By what two texts differ that have the same likeness, in words that fit behind "only by".
    public static func difference(of a: String, from b: String) -> String? {
        guard let words = differences(a, b)?.map(\.rawValue), let last = words.last else {
            return nil
        }
        return words.count == 1 ? last : words.dropLast().joined(separator: ", ") + " and " + last
    }

    /// Whether a character takes no room and leaves no mark, or is a control.
    public static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.value < 0x7F { return scalar.value < 0x20 && !scalar.properties.isWhitespace }
        switch scalar.properties.generalCategory {
        case .format, .control: return !scalar.properties.isWhitespace
        default: return scalar.properties.isDefaultIgnorableCodePoint
        }
    }

    /// The text folded in every way but one.
    private static func folded(_ text: String, but kept: Difference?) -> String {
        if text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) {
            return kept == .case ? text : text.lowercased()
        }
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if scalar.properties.isWhitespace {
                if kept == .spaces { result.append(scalar) }
            } else if isInvisible(scalar) {
                if kept == .invisibleCharacters { result.append(scalar) }
            } else if kept == .case {
                result.append(scalar)
            } else {
                // A sigma at the end of a word is a small sigma too.
                let small = scalar.properties.lowercaseMapping
                result.append(
                    contentsOf: small == "\u{3C2}" ? "\u{3C3}".unicodeScalars : small.unicodeScalars
                )
            }
        }
        return String(result)
    }
}
