import Text

/// Why a name cannot be a schema key.
public enum KeyNameError: Error, Equatable, Sendable {
    /// No letter and no digit, or nothing at all.
    case noLetterOrDigit
    /// It starts with `$`, which is kept for the platform (`$encord`).
    case reservedPrefix
    /// It is `keyframes` once `-`, `_`, `.` and spaces are stripped.
    case reservedWord
    /// A character outside of letters, digits, space, `-`, `_` and `.`; `offset` in UTF-8 bytes.
    case forbiddenCharacter(Unicode.Scalar, offset: Int)

    /// What is wrong with the name, in words that fit behind "the name".
    public var message: String {
        switch self {
        case .noLetterOrDigit: "has no letter and no digit"
        case .reservedPrefix: "starts with `$`, which is reserved for `$encord`"
        case .reservedWord: "is the reserved word `keyframes` once separators are left out"
        case .forbiddenCharacter(let character, _):
            "holds \(KeyNameError.words(for: character))"
        }
    }

    /// What the rule asks for, in words that fit behind "expected".
    public var expected: String {
        switch self {
        case .noLetterOrDigit: "at least one letter or digit"
        case .reservedPrefix: "no `$` at the start"
        case .reservedWord: "another word than `keyframes`"
        case .forbiddenCharacter(let character, _): "no \(KeyNameError.words(for: character))"
        }
    }

    /// What to write instead.
    public var hint: String {
        "Use a-z, A-Z, 0-9, space, `-`, `_` and `.`, with at least one letter or digit."
    }

    private static func words(for character: Unicode.Scalar) -> String {
        let code = "U+" + String(character.value, radix: 16, uppercase: true).zeroPadded(to: 4)
        return Text.isPrintable(character) ? "`\(character)` (\(code))" : "character \(code)"
    }
}
