import Text

extension SettingsReader {
    /// The next byte; nil at the end.
    var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

    /// What stands at the place, as a message names it.
    var found: String {
        guard let byte = peek else { return "the end of the file" }
        if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") { return "the end of the line" }
        if byte < 0x20 || byte == 0x7F {
            return "the control character \(SettingsReader.hex(byte))"
        }
        var decoder = UTF8()
        var rest = bytes[position...].prefix(4).makeIterator()
        guard case .scalarValue(let scalar) = decoder.decode(&rest) else {
            return "the byte 0x\(String(byte, radix: 16, uppercase: true))"
        }
        return scalar == "\"" ? "a double quote" : "\"\(scalar)\""
    }

    private static func hex(_ byte: UInt8) -> String {
        "U+" + String(byte, radix: 16, uppercase: true).zeroPadded(to: 4)
    }

    /// Skips spaces and tabs.
    mutating func skipBlanks() {
        while let byte = peek, byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") {
            position += 1
        }
    }

    /// Skips blanks, comments and line ends, as inside of a list.
    mutating func skipLines() throws(SettingsFault) {
        while true {
            skipBlanks()
            guard let byte = peek,
                byte == UInt8(ascii: "#") || byte == UInt8(ascii: "\n")
                    || byte == UInt8(ascii: "\r")
            else { return }
            try endLine()
        }
    }

    /// Skips a comment and the end of the line; nothing else may stand there.
    mutating func endLine() throws(SettingsFault) {
        skipBlanks()
        if peek == UInt8(ascii: "#") {
            while let byte = peek, byte != UInt8(ascii: "\n"), byte != UInt8(ascii: "\r") {
                try checkControl(byte)
                position += 1
            }
        }
        if peek == UInt8(ascii: "\r") {
            guard position + 1 < bytes.count, bytes[position + 1] == UInt8(ascii: "\n") else {
                throw SettingsFault(at: position, "a carriage return without a line feed behind it")
            }
            position += 1
        }
        guard let byte = peek else { return }
        guard byte == UInt8(ascii: "\n") else {
            throw SettingsFault(at: position, "expected the end of the line, found \(found)")
        }
        position += 1
    }

    func checkControl(_ byte: UInt8) throws(SettingsFault) {
        if (byte < 0x20 && byte != UInt8(ascii: "\t")) || byte == 0x7F {
            throw SettingsFault(
                at: position, "the control character \(SettingsReader.hex(byte)) may not stand here"
            )
        }
    }

    /// The text has to be UTF-8; a mark at its start is skipped.
    mutating func checkEncoding() throws(SettingsFault) {
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
            || bytes.prefix(2).contains(0)
        {
            throw SettingsFault(
                at: 0, "the file is UTF-16; settings are UTF-8",
                hint: "save it as UTF-8, or convert it: iconv -f utf-16 -t utf-8")
        }
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
        var decoder = UTF8()
        var iterator = bytes.makeIterator()
        var offset = 0
        while true {
            switch decoder.decode(&iterator) {
            case .scalarValue(let scalar): offset += UTF8.width(scalar)
            case .emptyInput: return
            case .error:
                throw SettingsFault(
                    at: offset,
                    "the byte 0x\(String(bytes[offset], radix: 16, uppercase: true)) "
                        + "is not UTF-8", hint: "save the file as UTF-8")
            }
        }
    }
}
