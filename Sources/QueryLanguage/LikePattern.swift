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

    /// Why a text is no pattern.
    public enum Fault: Error, Sendable, Hashable {
        /// It ends with a backslash that makes nothing ordinary.
        case loneBackslash
        /// A part with `_` between two `%` is longer than ``LikePattern/looseBytesMax``.
        case looseTooLong
    }

    /// 256 bytes: the longest part with `_` between two `%`. It is tried at every place of a text,
    /// so its length bounds what one byte of a text costs; parts without `_` may have any length.
    public static let looseBytesMax = 256

    /// The pieces in their order; none fit the empty text alone.
    public let elements: [Element]
    /// Whether upper and lower case are the same.
    public let ignoresCase: Bool
    /// What stands before, between and behind the `%`; one part for a pattern without any.
    private let parts: [Part]

    /// Reads a pattern.
    public init(_ pattern: String, ignoringCase: Bool) throws(Fault) {
        ignoresCase = ignoringCase
        elements = try LikePattern.elements(of: pattern, ignoringCase: ignoringCase)
        parts = elements.split(separator: .anyText, omittingEmptySubsequences: false).map {
            Part(elements: Array($0))
        }
        for part in parts.dropFirst().dropLast()
        where part.search == nil && part.bytesMin > LikePattern.looseBytesMax {
            throw .looseTooLong
        }
    }

    private static func elements(
        of pattern: String, ignoringCase: Bool
    ) throws(Fault) -> [Element] {
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
        if isEscaped { throw .loneBackslash }
        flush()
        return elements
    }

    /// Whether a whole text fits.
    ///
    /// The first part stands at the start and the last one at the end; each of the others takes the
    /// first place behind the one before, which leaves the most room for those that follow.
    ///
    /// - Parameter text: UTF-8, case folded when the pattern ignores case.
    func matches(_ text: UnsafeRawBufferPointer) -> Bool {
        guard let first = parts.first, var position = first.end(in: text, from: 0) else {
            return false
        }
        guard parts.count > 1, let last = parts.last else { return position == text.count }
        for part in parts.dropFirst().dropLast() {
            guard let end = part.firstEnd(in: text, from: position) else { return false }
            position = end
        }
        guard let start = last.start(in: text) else { return false }
        return start >= position
    }
}

extension LikePattern {
    /// A part of a pattern without `%`: it takes a fixed number of characters.
    private struct Part: Sendable, Hashable {
        let elements: [Element]
        /// The fewest bytes of a text that fits.
        let bytesMin: Int
        /// Looks for the part; nil where it has a `_`, or is empty.
        let search: TextSearch?

        init(elements: [Element]) {
            self.elements = elements
            bytesMin = elements.reduce(0) { sum, element in
                if case .text(let text) = element { sum + text.bytes.count } else { sum + 1 }
            }
            if elements.count == 1, case .text(let text) = elements[0] {
                search = TextSearch(text)
            } else {
                search = nil
            }
        }

        /// Where the part ends when it begins at a place; nil when it does not fit there.
        func end(in text: UnsafeRawBufferPointer, from start: Int) -> Int? {
            var position = start
            for element in elements {
                guard position < text.count else { return nil }
                switch element {
                case .text(let expected):
                    guard expected.stands(at: position, in: text) else { return nil }
                    position += expected.bytes.count
                default:
                    position = min(
                        position + UTF8Scalars.length(leading: text[position]), text.count)
                }
            }
            return position
        }

        /// Where the part begins when it stands at the end; nil when it does not fit there.
        func start(in text: UnsafeRawBufferPointer) -> Int? {
            var position = text.count
            for element in elements.reversed() {
                guard position > 0 else { return nil }
                switch element {
                case .text(let expected):
                    position -= expected.bytes.count
                    guard expected.stands(at: position, in: text) else { return nil }
                default:
                    position -= 1
                    while position > 0, text[position] & 0xC0 == 0x80 { position -= 1 }
                }
            }
            return position
        }

        /// Where the part ends at the first place that it fits, at or behind an offset.
        func firstEnd(in text: UnsafeRawBufferPointer, from start: Int) -> Int? {
            if let search {
                return search.first(in: text, from: start).map { $0 + bytesMin }
            }
            var position = start
            while text.count - position >= bytesMin {
                if let end = end(in: text, from: position) { return end }
                guard position < text.count else { return nil }
                position += UTF8Scalars.length(leading: text[position])
            }
            return nil
        }
    }
}

extension UTF8Text {
    /// Whether a text has these bytes at an offset, which may lie outside of it.
    fileprivate func stands(at position: Int, in text: UnsafeRawBufferPointer) -> Bool {
        guard position >= 0, text.count - position >= bytes.count else { return false }
        return equals(UnsafeRawBufferPointer(rebasing: text[position..<position + bytes.count]))
    }
}
