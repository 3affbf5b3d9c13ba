import Text

/// The name of a schema key.
///
/// Two names are one name when their bytes are equal: `é` typed as one character and as two are
/// different keys, as they are in JSON.
public struct KeyName: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The name as it is written in schema files and documents.
    public let text: String

    /// Checks a name by the rules for new keys.
    ///
    /// ASCII letters, digits, space, `-`, `_` and `.`; at least one letter or digit; not
    /// `keyframes` once separators are stripped. Source: the documentation's "Metadata schema
    /// table" and, for `keyframes` and `$`, the SDK.
    ///
    /// - Throws: ``KeyNameError`` for the first rule that is broken.
    public init(_ text: String) throws(KeyNameError) {
        if let problem = KeyName.problem(of: text.utf8) { throw problem }
        self.text = text
    }

    /// Takes a name that is already stored somewhere, whatever it is.
    public init(stored text: String) {
        self.text = text
    }

    /// The name itself.
    public var description: String { text }

    /// Byte by byte.
    public static func == (a: KeyName, b: KeyName) -> Bool {
        ExactText.isSame(a.text, b.text)
    }

    /// By code point, as the SDK sorts; UTF-8 bytes have the same order.
    public static func < (a: KeyName, b: KeyName) -> Bool {
        a.text.utf8.lexicographicallyPrecedes(b.text.utf8)
    }
}

extension KeyName {
    /// The first rule that a name breaks; nil for a good one.
    ///
    /// - Parameter name: the name's UTF-8 bytes.
    public static func problem(of name: some Collection<UInt8>) -> KeyNameError? {
        if name.first == UInt8(ascii: "$") { return .reservedPrefix }
        var hasLetterOrDigit = false
        // What is left of the reserved word when the name's letters so far are taken off its start;
        // nil once they differ.
        var reserved: Substring.UTF8View? = Substring("keyframes").utf8
        for (offset, byte) in name.enumerated() {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                hasLetterOrDigit = true
                reserved = reserved?.first == byte ? reserved?.dropFirst() : nil
            case UInt8(ascii: " "), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."): break
            default:
                let text = String(decoding: name.dropFirst(offset).prefix(4), as: UTF8.self)
                return .forbiddenCharacter(text.unicodeScalars.first ?? "\u{FFFD}", offset: offset)
            }
        }
        if !hasLetterOrDigit { return .noLetterOrDigit }
        return reserved?.isEmpty == true ? .reservedWord : nil
    }

    /// A name that keeps the rules and is close to one that does not: forbidden characters become
    /// `_`, a `$` at the start goes; nil when that is not enough.
    public static func corrected(_ text: String) -> String? {
        var result = ""
        for character in text.unicodeScalars.drop(while: { $0 == "$" }) {
            let isAllowed = problem(of: "a\(character)".utf8) == nil
            result.unicodeScalars.append(isAllowed ? character : "_")
        }
        return problem(of: result.utf8) == nil ? result : nil
    }
}
