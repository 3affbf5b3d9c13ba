extension SettingsReader {
    /// Reads a value and the blanks behind it.
    mutating func readValue(depth: Int) throws(SettingsFault) -> SettingsValue {
        let start = position
        guard depth < SettingsReader.depthMax else {
            throw SettingsFault(
                at: start,
                "lists and tables more than \(SettingsReader.depthMax) deep are no setting")
        }
        let content: SettingsValue.Content
        switch peek {
        case UInt8(ascii: "\""), UInt8(ascii: "'"): content = .text(try readText())
        case UInt8(ascii: "["): content = .list(try readList(depth: depth))
        case UInt8(ascii: "{"): content = .table(try readInlineTable(depth: depth))
        default: content = try readWord()
        }
        skipBlanks()
        return SettingsValue(content: content, offset: start)
    }

    /// Reads `["a", "b"]`, which may go over lines and end in a comma.
    private mutating func readList(depth: Int) throws(SettingsFault) -> [SettingsValue] {
        let start = position
        position += 1
        var values: [SettingsValue] = []
        while true {
            try skipLines()
            if peek == UInt8(ascii: "]") { break }
            if peek == nil { throw SettingsFault(at: start, "the list has no closing ]") }
            values.append(try readValue(depth: depth + 1))
            try skipLines()
            if peek == UInt8(ascii: "]") { break }
            if peek == nil { throw SettingsFault(at: start, "the list has no closing ]") }
            guard peek == UInt8(ascii: ",") else {
                throw SettingsFault(
                    at: position, "expected a comma or ] in the list, found \(found)")
            }
            position += 1
        }
        position += 1
        return values
    }

    /// Reads `{a = 1, b = 2}`, which stands in one line and does not end in a comma.
    private mutating func readInlineTable(depth: Int) throws(SettingsFault) -> SettingsTable {
        position += 1
        let table = SettingsTable(.dotted)
        skipBlanks()
        if peek != UInt8(ascii: "}") {
            while true {
                try readMember(of: table, depth: depth + 1)
                if peek == UInt8(ascii: "}") { break }
                guard peek == UInt8(ascii: ",") else {
                    throw SettingsFault(
                        at: position, "expected a comma or } in the table, found \(found)")
                }
                position += 1
                skipBlanks()
            }
        }
        position += 1
        table.origin = .inline
        return table
    }

    /// Reads what is not quoted: `true`, `false`, a whole number; names what else it may be.
    private mutating func readWord() throws(SettingsFault) -> SettingsValue.Content {
        let start = position
        while let byte = peek,
            SettingsReader.isNameByte(byte) || byte == UInt8(ascii: "+")
                || byte == UInt8(ascii: ".") || byte == UInt8(ascii: ":")
                || byte == UInt8(ascii: "/")
        {
            position += 1
        }
        let word = String(decoding: bytes[start..<position], as: UTF8.self)
        switch word {
        case "": throw SettingsFault(at: start, "expected a value, found \(found)")
        case "true": return .boolean(true)
        case "false": return .boolean(false)
        default: break
        }
        if let digits = SettingsReader.wholeNumber(word) {
            guard let number = Int(digits) else {
                throw SettingsFault(at: start, "the number \(word) is too large")
            }
            return .integer(number)
        }
        let digits = word.drop { $0 == "+" || $0 == "-" }
        if digits.first?.isNumber == true || digits == "inf" || digits == "nan" {
            throw SettingsFault(
                at: start, "\(word) is not a value of a setting",
                hint: "settings are texts in quotes, lists, true, false and whole numbers")
        }
        throw SettingsFault(
            at: start, "\(word) is not a value", hint: "a text stands in quotes: \"\(word)\"")
    }

    /// The digits of a decimal number without the separators `_`; nil when it is none as TOML has them.
    private static func wholeNumber(_ word: String) -> String? {
        var digits = Substring(word)
        var sign = ""
        if let first = digits.first, first == "+" || first == "-" {
            sign = first == "-" ? "-" : ""
            digits = digits.dropFirst()
        }
        guard !digits.isEmpty, digits == "0" || !digits.hasPrefix("0") else { return nil }
        let groups = digits.split(separator: "_", omittingEmptySubsequences: false)
        let isNumber = groups.allSatisfy { group in
            !group.isEmpty && group.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
        }
        return isNumber ? sign + groups.joined() : nil
    }
}
