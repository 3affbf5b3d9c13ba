extension SettingsReader {
    /// Reads a text in double quotes, with escapes, or in single quotes, without.
    mutating func readText() throws(SettingsFault) -> String {
        let start = position
        guard let quote = peek else {
            throw SettingsFault(at: start, "expected a text, found \(found)")
        }
        position += 1
        if peek == quote, position + 1 < bytes.count, bytes[position + 1] == quote {
            throw SettingsFault(
                at: start, "a text of several lines is not read in settings",
                hint: "write it in one line, in one quote at each end")
        }
        var text: [UInt8] = []
        while let byte = peek, byte != UInt8(ascii: "\n"), byte != UInt8(ascii: "\r") {
            if byte == quote {
                position += 1
                return String(decoding: text, as: UTF8.self)
            }
            if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
                text += try readEscape()
            } else {
                try checkControl(byte)
                text.append(byte)
                position += 1
            }
        }
        let mark = Character(Unicode.Scalar(quote))
        throw SettingsFault(at: start, "the text has no closing \(mark) in its line")
    }

    private mutating func readEscape() throws(SettingsFault) -> [UInt8] {
        let start = position
        position += 1
        guard let letter = peek, letter != UInt8(ascii: "\n"), letter != UInt8(ascii: "\r") else {
            throw SettingsFault(at: start, "expected a letter behind the backslash, found \(found)")
        }
        let kind = found
        switch letter {
        case UInt8(ascii: "b"): return simple(0x08)
        case UInt8(ascii: "t"): return simple(0x09)
        case UInt8(ascii: "n"): return simple(0x0A)
        case UInt8(ascii: "f"): return simple(0x0C)
        case UInt8(ascii: "r"): return simple(0x0D)
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): return simple(letter)
        case UInt8(ascii: "u"), UInt8(ascii: "U"):
            position += 1
            let count = letter == UInt8(ascii: "u") ? 4 : 8
            return try readCharacterNumber(count, start)
        default:
            throw SettingsFault(
                at: start, "a backslash before \(kind) means nothing",
                hint: "write \\\\ for a backslash, or put the text in single quotes")
        }
    }

    private mutating func simple(_ byte: UInt8) -> [UInt8] {
        position += 1
        return [byte]
    }

    private mutating func readCharacterNumber(
        _ count: Int, _ start: Int
    ) throws(SettingsFault) -> [UInt8] {
        var number: UInt32 = 0
        for _ in 0..<count {
            guard let byte = peek, let digit = Character(Unicode.Scalar(byte)).hexDigitValue,
                byte < 0x80
            else {
                throw SettingsFault(
                    at: position, "expected \(count) hexadecimal digits, found \(found)")
            }
            // At most eight digits of four bits: nothing can be shifted out.
            number = number << 4 | UInt32(digit)
            position += 1
        }
        guard let scalar = Unicode.Scalar(number) else {
            throw SettingsFault(
                at: start, "there is no character U+\(String(number, radix: 16, uppercase: true))")
        }
        return Array(String(scalar).utf8)
    }
}
