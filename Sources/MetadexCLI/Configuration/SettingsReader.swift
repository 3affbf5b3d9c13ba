/// Reads the part of TOML that settings need: comments, tables, bare, quoted and dotted keys, texts of
/// one line, lists, booleans, whole numbers. The rest of TOML is refused by its name.
///
/// Nothing here trusts the text: every byte is looked at before it is used, nesting is bounded, and
/// whatever is not expected is a fault with its place.
struct SettingsReader {
    /// 16: settings are two deep; what is deeper is no settings file, and must not use up the stack.
    static let depthMax = 16

    let bytes: [UInt8]
    var position = 0
    private let root = SettingsTable(.implied)

    /// Reads a text.
    ///
    /// - Returns: the root table.
    static func read(_ bytes: [UInt8]) throws(SettingsFault) -> SettingsTable {
        var reader = SettingsReader(bytes)
        return try reader.readFile()
    }

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    private mutating func readFile() throws(SettingsFault) -> SettingsTable {
        try checkEncoding()
        var table = root
        while true {
            skipBlanks()
            guard let byte = peek else { return root }
            switch byte {
            case UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "#"): break
            case UInt8(ascii: "["): table = try readHeader()
            default: try readMember(of: table, depth: 0)
            }
            try endLine()
        }
    }

    // MARK: Tables

    private mutating func readHeader() throws(SettingsFault) -> SettingsTable {
        let start = position
        position += 1
        if peek == UInt8(ascii: "[") {
            throw SettingsFault(
                at: start, "a list of tables, [[…]], is not read in settings",
                hint: "write a table: [rules]")
        }
        skipBlanks()
        let path = try readPath("the name of a table")
        guard peek == UInt8(ascii: "]") else {
            throw SettingsFault(
                at: position, "expected a ] behind the name of the table, found \(found)")
        }
        position += 1
        var table = root
        for (index, part) in path.enumerated() {
            let isLast = index == path.count - 1
            guard let member = table[part.name] else {
                let new = SettingsTable(isLast ? .header : .implied)
                table.append(part.member(SettingsValue(content: .table(new), offset: part.offset)))
                table = new
                continue
            }
            guard case .table(let known) = member.value.content, known.origin != .inline,
                !isLast || known.origin == .implied
            else { throw twice(part) }
            if isLast { known.origin = .header }
            table = known
        }
        return table
    }

    /// Reads `name = value` into a table.
    mutating func readMember(of table: SettingsTable, depth: Int) throws(SettingsFault) {
        let path = try readPath("the name of a setting")
        guard peek == UInt8(ascii: "=") else {
            let name = path.map(\.name).joined(separator: ".")
            throw SettingsFault(at: position, "expected a = behind \"\(name)\", found \(found)")
        }
        position += 1
        skipBlanks()
        var table = table
        for part in path.dropLast() {
            guard let member = table[part.name] else {
                let new = SettingsTable(.dotted)
                table.append(part.member(SettingsValue(content: .table(new), offset: part.offset)))
                table = new
                continue
            }
            guard case .table(let known) = member.value.content, known.origin == .dotted
            else { throw twice(part) }
            table = known
        }
        guard let last = path.last, table[last.name] == nil else {
            throw twice(path.last ?? Part(name: "", offset: position))
        }
        table.append(last.member(try readValue(depth: depth)))
    }

    private func twice(_ part: Part) -> SettingsFault {
        SettingsFault(at: part.offset, "\"\(part.name)\" stands here a second time")
    }

    // MARK: Names

    /// One name of a dotted key.
    struct Part {
        let name: String
        let offset: Int

        func member(_ value: SettingsValue) -> SettingsTable.Member {
            SettingsTable.Member(name: name, offset: offset, value: value)
        }
    }

    /// Reads `a."b c".d` and the blanks behind it.
    private mutating func readPath(_ expected: String) throws(SettingsFault) -> [Part] {
        var path: [Part] = []
        while true {
            let start = position
            if path.count == SettingsReader.depthMax {
                throw SettingsFault(
                    at: start, "a name of more than \(SettingsReader.depthMax) parts is no setting")
            }
            path.append(Part(name: try readName(expected), offset: start))
            skipBlanks()
            guard peek == UInt8(ascii: ".") else { return path }
            position += 1
            skipBlanks()
        }
    }

    private mutating func readName(_ expected: String) throws(SettingsFault) -> String {
        if peek == UInt8(ascii: "\"") || peek == UInt8(ascii: "'") { return try readText() }
        let start = position
        while let byte = peek, SettingsReader.isNameByte(byte) { position += 1 }
        guard position > start else {
            throw SettingsFault(at: position, "expected \(expected), found \(found)")
        }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}
