import Text

/// A value of a user key: the e-mail address of a person.
package enum UserValue {
    /// Whether a text has one `@` with something on both sides, and no white space.
    package static func isAddress(_ text: UnsafeRawBufferPointer) -> Bool {
        guard let at = text.firstIndex(of: UInt8(ascii: "@")), at > 0, at < text.count - 1,
            text.lastIndex(of: UInt8(ascii: "@")) == at
        else { return false }
        return !text.contains { $0.isASCIISpace }
    }
}
