import Text

/// What a person surely meant by a text that is not a datetime.
public enum DatetimeSuggestion {
    /// The accepted spelling of a text whose parts stand in the order year, month, day, time but
    /// with other separators (colons in dates, as cameras write them), without padding, with a time
    /// in the basic form behind a date in the extended one, or with white space around.
    ///
    /// - Returns: nil where more than one reading is possible (`01/02/2025`), or none.
    public static func correction(of text: UnsafeRawBufferPointer) -> String? {
        let trimmed = text.trimmingSpaces
        if trimmed.count < text.count, (try? DatetimeValue.parse(trimmed)) != nil {
            return String(decoding: trimmed, as: UTF8.self)
        }
        var reader = LooseReader(text)
        guard let corrected = reader.read() else { return nil }
        return isDatetime(corrected) ? corrected : nil
    }

    /// The datetime of a number of seconds or milliseconds since 1970, such as `1740830400`.
    ///
    /// - Parameter text: the digits, perhaps with a fraction.
    /// - Returns: nil for a number that is not an instant of the years 2001 to 2286, the ones
    ///   written with ten digits of seconds or thirteen of milliseconds.
    public static func epoch(
        _ text: UnsafeRawBufferPointer
    ) -> (datetime: String, unit: String)? {
        var digits = 0
        // 19 digits always fit.
        var value: UInt64 = 0
        while digits < text.count, digits < 19, text[digits] &- 0x30 <= 9 {
            value = value * 10 + UInt64(text[digits] &- 0x30)
            digits += 1
        }
        let scales: [Int: (perSecond: UInt64, unit: String)] = [
            10: (1, "seconds"), 13: (1000, "milliseconds"), 16: (1_000_000, "microseconds"),
            19: (1_000_000_000, "nanoseconds"),
        ]
        guard let scale = scales[digits], text[0] != UInt8(ascii: "0") else { return nil }
        var nanoseconds = value % scale.perSecond * (1_000_000_000 / scale.perSecond)
        if digits < text.count {
            guard let fraction = nanosecondFraction(text, from: digits), digits == 10 else {
                return nil
            }
            nanoseconds = fraction
        }
        let instant = Instant(
            seconds: Int64(value / scale.perSecond), nanoseconds: Int32(nanoseconds))
        return (instant.description, scale.unit)
    }

    /// Reads `.f` to the end, cut to nanoseconds.
    private static func nanosecondFraction(
        _ text: UnsafeRawBufferPointer, from start: Int
    ) -> UInt64? {
        guard text[start] == UInt8(ascii: "."), start + 1 < text.count else { return nil }
        var value: UInt64 = 0
        var place: UInt64 = 100_000_000
        for byte in text[(start + 1)...] {
            guard byte &- 0x30 <= 9 else { return nil }
            value += UInt64(byte &- 0x30) * place
            place /= 10
        }
        return value
    }

    private static func isDatetime(_ text: String) -> Bool {
        var copy = text
        return copy.withUTF8 { bytes in
            (try? DatetimeValue.parse(UnsafeRawBufferPointer(bytes))) != nil
        }
    }
}

/// Reads year, month, day, hour, minute, second, fraction and offset with loose separators.
private struct LooseReader {
    private let text: UnsafeRawBufferPointer
    private var position = 0
    private var result: [UInt8] = []

    init(_ text: UnsafeRawBufferPointer) {
        self.text = text
    }

    mutating func read() -> String? {
        skipSpaces()
        guard takeWeekOrOrdinalDate() || readDate() else { return nil }
        let dateEnd = position
        let spaces = skipSpaces()
        guard position < text.count else { return String(decoding: result, as: UTF8.self) }
        let letter = take(oneOf: "Tt_")
        guard letter != nil || spaces > 0 else { return nil }
        skipSpaces()
        // A single space is right, and what is right stays.
        let isSpace = letter == nil && spaces == 1 && text[dateEnd] == UInt8(ascii: " ")
        guard readTime(behind: isSpace ? " " : "T"), readOffset() else { return nil }
        skipSpaces()
        return position == text.count ? String(decoding: result, as: UTF8.self) : nil
    }

    /// Takes a week or ordinal date, which has one accepted spelling with and one without hyphens.
    private mutating func takeWeekOrOrdinalDate() -> Bool {
        let rest = text[position...]
        let date = rest.prefix { $0 &- 0x30 <= 9 || "-W".utf8.contains($0) }
        // `2024W031`, `2024015` and, with hyphens, `2024-W03-1` and `2024-015`.
        guard
            date.contains(UInt8(ascii: "W")) || date.count == 7
                || date.count == 8 && date.dropFirst(4).first == UInt8(ascii: "-"),
            (try? DatetimeValue.parse(UnsafeRawBufferPointer(rebasing: date))) != nil
        else { return false }
        result += date
        position = date.endIndex
        return true
    }

    private mutating func readDate() -> Bool {
        guard let year = digits(1...8), year.count == 4 || year.count == 8 else { return false }
        result += year[..<4]
        if year.count == 8 {
            append(year[4..<6], behind: "-")
            append(year[6...], behind: "-")
            return true
        }
        guard let separator = take(oneOf: "-/.:") else { return false }
        let start = position
        guard readPair(behind: "-"), take(oneOf: String(Unicode.Scalar(separator))) != nil,
            readPair(behind: "-")
        else { return false }
        // Cameras pad; what has colons and no padding may be something else.
        return separator != UInt8(ascii: ":") || position - start == 5
    }

    private mutating func readTime(behind separator: Character) -> Bool {
        guard let hour = digits(1...6) else { return false }
        if hour.count > 2 {
            guard hour.count % 2 == 0 else { return false }
            for start in stride(from: 0, to: hour.count, by: 2) {
                append(hour[start..<start + 2], behind: start == 0 ? separator : ":")
            }
        } else {
            append(hour[...], behind: separator)
            guard take(oneOf: ":") != nil, readPair(behind: ":") else { return false }
            if take(oneOf: ":") != nil, !readPair(behind: ":") { return false }
        }
        if take(oneOf: ".,") != nil {
            guard let fraction = digits(1...9) else { return false }
            result.append(UInt8(ascii: "."))
            result += fraction
        }
        return true
    }

    private mutating func readOffset() -> Bool {
        skipSpaces()
        for word in ["UTC", "utc", "GMT", "gmt", "Z", "z"] where takeWord(word) {
            result.append(UInt8(ascii: "Z"))
            return true
        }
        guard let sign = take(oneOf: "+-") else { return true }
        guard let hours = digits(1...4), hours.count != 3 else { return false }
        result.append(sign)
        append(hours.prefix(2), behind: nil)
        if hours.count == 4 {
            append(hours[2...], behind: ":")
        } else if take(oneOf: ":") != nil {
            return readPair(behind: ":")
        } else {
            append([UInt8(ascii: "0")], behind: ":")
        }
        return true
    }

    /// Takes one or two digits and appends two.
    private mutating func readPair(behind separator: Character) -> Bool {
        guard let pair = digits(1...2) else { return false }
        append(pair[...], behind: separator)
        return true
    }

    private mutating func append(_ pair: ArraySlice<UInt8>, behind separator: Character?) {
        if let byte = separator?.asciiValue { result.append(byte) }
        if pair.count == 1 { result.append(UInt8(ascii: "0")) }
        result += pair
    }

    private mutating func digits(_ count: ClosedRange<Int>) -> [UInt8]? {
        var end = position
        while end < text.count, text[end] &- 0x30 <= 9 { end += 1 }
        guard count.contains(end - position) else { return nil }
        defer { position = end }
        return Array(text[position..<end])
    }

    private mutating func take(oneOf characters: String) -> UInt8? {
        guard position < text.count, characters.utf8.contains(text[position]) else { return nil }
        position += 1
        return text[position - 1]
    }

    private mutating func takeWord(_ word: String) -> Bool {
        guard text[position...].starts(with: word.utf8) else { return false }
        position += word.utf8.count
        return true
    }

    @discardableResult
    private mutating func skipSpaces() -> Int {
        let start = position
        while position < text.count,
            text[position] == 0x20 || (0x09...0x0D).contains(text[position])
        {
            position += 1
        }
        return position - start
    }
}
