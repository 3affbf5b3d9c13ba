extension String {
    /// The text without white space of any kind (the Unicode property) at its start and its end.
    package var trimmingWhiteSpace: String {
        var scalars = unicodeScalars[...]
        while let first = scalars.first, first.properties.isWhitespace { scalars.removeFirst() }
        while let last = scalars.last, last.properties.isWhitespace { scalars.removeLast() }
        return String(scalars)
    }
}
