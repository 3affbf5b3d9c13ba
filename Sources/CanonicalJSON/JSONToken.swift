/// One value, or one object key, of a scanned JSON text.
///
/// Tokens lie in a ``JSONTape`` in the order of the text. An array is followed by its elements, an
/// object by its members, each a ``Kind/key`` followed by its value.
@frozen
public struct JSONToken: Sendable {
    /// What the token is.
    @frozen
    public enum Kind: UInt8, Sendable {
        case null, `false`, `true`, number, string, array, object
        /// The key of an object's member; its value is the next token.
        case key
    }

    /// What the scanner saw inside a string, key or number.
    @frozen
    public struct Flags: OptionSet, Sendable {
        /// One bit a flag.
        public let rawValue: UInt8

        /// - Parameter rawValue: one bit a flag.
        @inlinable
        public init(rawValue: UInt8) { self.rawValue = rawValue }

        /// A string or key with at least one backslash: its bytes are not its text.
        @inlinable
        public static var escaped: Flags { Flags(rawValue: 1) }
        /// A string or key with at least one byte of 0x80 or more.
        @inlinable
        public static var nonASCII: Flags { Flags(rawValue: 2) }
        /// A number with a decimal point.
        @inlinable
        public static var fraction: Flags { Flags(rawValue: 4) }
        /// A number with an exponent.
        @inlinable
        public static var exponent: Flags { Flags(rawValue: 8) }
        /// A number with a minus sign.
        @inlinable
        public static var negative: Flags { Flags(rawValue: 16) }
    }

    /// Offset of the first byte in the scanned bytes (the opening quote of a string).
    public var start: UInt32
    /// Offset behind the last byte (behind the closing quote of a string).
    public var end: UInt32
    /// Index of the token behind this value and everything in it; for a key, of its value.
    public var next: UInt32
    /// What the token is.
    public var kind: Kind
    /// What the scanner saw inside it.
    public var flags: Flags

    /// Makes a token; the parameters are its properties.
    @inlinable
    public init(kind: Kind, flags: Flags = [], start: UInt32, end: UInt32, next: UInt32) {
        self.start = start
        self.end = end
        self.next = next
        self.kind = kind
        self.flags = flags
    }
}
