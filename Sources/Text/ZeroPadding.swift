extension String {
    /// Digits with zeros in front, up to a number of characters.
    public func zeroPadded(to length: Int) -> String {
        String(repeating: "0", count: max(0, length - utf8.count)) + self
    }
}
