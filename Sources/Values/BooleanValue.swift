import Text

/// A value of a boolean key: `true` or `false`.
package enum BooleanValue {
    /// `true` or `false` for the same word in any case, with or without spaces around.
    package static func correction(of text: UnsafeRawBufferPointer) -> String? {
        let word = text.trimmingSpaces
        if word.equalsIgnoringCase("true") { return "true" }
        return word.equalsIgnoringCase("false") ? "false" : nil
    }
}
