/// The name of a schema key.
public struct KeyName: Hashable, Sendable, Comparable, CustomStringConvertible {
    public let text: String

    /// Checks a name by the rules for new keys.
    ///
    /// ASCII letters, digits, space, `-`, `_` and `.`; at least one letter or digit; not `keyframes`
    /// once separators are stripped. Source: the documentation's "Metadata schema table" and, for
    /// `keyframes` and `$`, the SDK.
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

    public var description: String { text }

    /// By code point, as the SDK sorts.
    public static func < (a: KeyName, b: KeyName) -> Bool {
        a.text.unicodeScalars.lexicographicallyPrecedes(b.text.unicodeScalars)
    }
}

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
}

extension KeyName {
    /// The first rule that a name breaks; nil for a good one.
    ///
    /// - Parameter name: the name's UTF-8 bytes.
    public static func problem(of name: some Collection<UInt8>) -> KeyNameError? {
        if name.first == UInt8(ascii: "$") { return .reservedPrefix }
        var stripped: [UInt8] = []
        stripped.reserveCapacity(name.count)
        for (offset, byte) in name.enumerated() {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                stripped.append(byte)
            case UInt8(ascii: " "), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."): break
            default:
                let text = String(decoding: name.dropFirst(offset).prefix(4), as: UTF8.self)
                return .forbiddenCharacter(text.unicodeScalars.first ?? "\u{FFFD}", offset: offset)
            }
        }
        if stripped.isEmpty { return .noLetterOrDigit }
        return stripped.elementsEqual("keyframes".utf8) ? .reservedWord : nil
    }
}
