/// The pattern of `LIKE` and `ILIKE`: `%` is any text, `_` is one character, `\` makes the next
/// character an ordinary one.
public struct LikePattern: Sendable, Hashable {
    /// One piece of a pattern.
    public enum Element: Sendable, Hashable {
        /// Exactly these bytes (case folded when the pattern ignores case), at least one.
        case text(UTF8Text)
        /// `_`: one character (Unicode scalar).
        case anyCharacter
        /// `%`: any text, also none. Never twice in a row.
        case anyText
    }

    /// The pieces in their order; none fit the empty text alone.
    public let elements: [Element]
    /// Whether upper and lower case are the same.
    public let ignoresCase: Bool

    /// Reads a pattern; nil if it ends with a lone backslash.
    public init?(_ pattern: String, ignoringCase: Bool) {
        ignoresCase = ignoringCase
        var elements: [Element] = []
        var text = ""
        func flush() {
            if text.isEmpty { return }
            elements.append(.text(ignoringCase ? CaseFolding.folded(text) : UTF8Text(text)))
            text = ""
        }
        var isEscaped = false
        for scalar in pattern.unicodeScalars {
            switch scalar {
            case _ where isEscaped:
                text.unicodeScalars.append(scalar)
                isEscaped = false
            case "\\": isEscaped = true
            case "%":
                flush()
                if elements.last != .anyText { elements.append(.anyText) }
            case "_":
                flush()
                elements.append(.anyCharacter)
            default: text.unicodeScalars.append(scalar)
            }
        }
        if isEscaped { return nil }
        flush()
        self.elements = elements
    }

    /// Whether a whole text fits.
    ///
    /// - Parameter text: UTF-8, case folded when the pattern ignores case.
    func matches(_ text: UnsafeRawBufferPointer) -> Bool {
        var element = 0
        var position = 0
        // Where to go on after the last `%` when what follows it does not fit.
        var retryElement: Int?
        var retryPosition = 0
        while true {
            if element == elements.count {
                if position == text.count { return true }
            } else {
                switch elements[element] {
                case .anyText:
                    element += 1
                    if element == elements.count { return true }
                    retryElement = element
                    retryPosition = position
                    continue
                case .anyCharacter:
                    if position < text.count {
                        position += UTF8Scalars.length(leading: text[position])
                        element += 1
                        continue
                    }
                case .text(let expected):
                    if starts(text, at: position, with: expected.bytes) {
                        position += expected.bytes.count
                        element += 1
                        continue
                    }
                }
            }
            guard let retry = retryElement, retryPosition < text.count else { return false }
            retryPosition += UTF8Scalars.length(leading: text[retryPosition])
            element = retry
            position = retryPosition
        }
    }

    private func starts(
        _ text: UnsafeRawBufferPointer, at position: Int, with expected: [UInt8]
    ) -> Bool {
        guard text.count - position >= expected.count else { return false }
        for index in 0..<expected.count where text[position + index] != expected[index] {
            return false
        }
        return true
    }
}
