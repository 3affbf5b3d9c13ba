/// Why a text is not a JSON document that `jsonb` could keep, and where.
public struct JSONSyntaxError: Error, Equatable, Sendable {
    /// The kind of fault.
    public enum Kind: Equatable, Sendable {
        /// No value at all: nothing, or only white space.
        case empty
        /// The text ends inside a value.
        case truncated
        /// A byte that cannot stand here; `expected` names what could.
        case unexpected(byte: UInt8, expected: Expected)
        /// More text behind the end of the document.
        case trailingText
        /// A comma before `]` or `}`.
        case trailingComma
        /// A word that JSON does not have, such as `NaN`, `Infinity`, `None` or `True`.
        case unknownWord(String)
        /// A number in a form that JSON does not have, such as `01`, `1.`, `.5` or `+1`.
        case malformedNumber
        /// A number with more digits than `numeric` can hold.
        case numberOutOfRange
        /// A raw byte below 0x20 inside a string.
        case controlCharacter(UInt8)
        /// A backslash followed by something that is not an escape.
        case invalidEscape
        /// `\u0000`, which `jsonb` cannot hold.
        case nulCharacter
        /// One half of a surrogate pair without the other.
        case loneSurrogate
        /// Bytes that are not UTF-8.
        case invalidUTF8
        /// A byte order mark at the start.
        case byteOrderMark
        /// Nesting beyond the limit, in levels.
        case tooDeep(limit: Int)
        /// A string or document beyond the limit, in bytes.
        case tooLong(limit: Int)
        /// More values and keys than the limit.
        case tooManyTokens(limit: Int)
    }

    /// What the grammar allows at a place.
    public enum Expected: Equatable, Sendable {
        case value, valueOrArrayEnd, keyOrObjectEnd, key, colon, commaOrArrayEnd, commaOrObjectEnd
    }

    /// What is wrong.
    public var kind: Kind
    /// Offset of the first faulty byte in the scanned bytes; of a faulty number, word, escape,
    /// UTF-8 sequence, comma or bracket, of its first byte; of a truncated text, its length.
    public var offset: Int

    /// - Parameters:
    ///   - kind: what is wrong.
    ///   - offset: where, in bytes.
    public init(_ kind: Kind, at offset: Int) {
        self.kind = kind
        self.offset = offset
    }
}
