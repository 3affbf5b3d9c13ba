/// A date such as `01/03/2025`, `1.3.2025` or `3-1-2025`: two numbers up to 31 and a year, in an order
/// that the text alone does not tell.
package struct NumericDate: Equatable {
    /// The first number: a day, or a month.
    package let first: Int
    /// The second number.
    package let second: Int

    /// Nil for every other text.
    package init?(_ text: String) {
        var numbers: [Int] = []
        var lengths: [Int] = []
        var separator: UInt8?
        var value = 0
        var length = 0
        for byte in text.utf8 {
            if byte &- 0x30 <= 9, length < 4 {
                value = 10 * value + Int(byte &- 0x30)
                length += 1
                continue
            }
            guard length > 0, numbers.count < 2, "/.-".utf8.contains(byte),
                byte == separator ?? byte
            else { return nil }
            separator = byte
            numbers.append(value)
            lengths.append(length)
            (value, length) = (0, 0)
        }
        guard numbers.count == 2, length == 4, lengths.allSatisfy({ $0 <= 2 }),
            numbers.allSatisfy({ (1...31).contains($0) }), min(numbers[0], numbers[1]) <= 12
        else { return nil }
        (first, second) = (numbers[0], numbers[1])
    }
}
