/// Texts that the YAML parser is not given, because it would take for ever.
///
/// The parser compares the keys of every mapping with each other. Comparing keys that are built of
/// aliases of aliases takes a time that doubles with every level. No schema has a list or a mapping
/// as a key, so a text that uses aliases and could have one is refused before it is parsed. (The
/// parser itself limits nesting to 1,000 levels.)
enum YAMLGuard {
    /// 4 aliases: as few as these multiply a text by 16 at the most.
    private static let aliasesMax = 4

    /// Offset of the first place where an alias could be a key, or part of one; nil when there is
    /// none.
    ///
    /// What stands in quotes counts too: to know where quotes end takes the parser. So a text is
    /// refused for nothing only when its quotes hold all that it takes.
    static func aliasedKey(in bytes: [UInt8]) -> Int? {
        guard aliasCount(in: bytes) > aliasesMax else { return nil }
        for index in bytes.indices {
            switch bytes[index] {
            case UInt8(ascii: "?")
            where isTokenStart(index, in: bytes) && endsWord(index + 1, in: bytes):
                return index
            case UInt8(ascii: "*") where isTokenStart(index, in: bytes):
                if isColon(behind: nameEnd(from: index + 1, in: bytes), in: bytes) { return index }
            case UInt8(ascii: "]"), UInt8(ascii: "}"):
                if isColon(behind: index + 1, in: bytes) { return index }
            default: break
            }
        }
        return nil
    }

    /// The number of aliases whose name is also the name of an anchor.
    private static func aliasCount(in bytes: [UInt8]) -> Int {
        var anchors: Set<[UInt8]> = []
        var aliases: [[UInt8]: Int] = [:]
        for index in bytes.indices
        where bytes[index] == UInt8(ascii: "&") || bytes[index] == UInt8(ascii: "*") {
            guard isTokenStart(index, in: bytes) else { continue }
            let name = Array(bytes[(index + 1)..<nameEnd(from: index + 1, in: bytes)])
            if name.isEmpty { continue }
            if bytes[index] == UInt8(ascii: "&") {
                anchors.insert(name)
            } else {
                aliases[name, default: 0] += 1
            }
        }
        return aliases.reduce(0) { $0 + (anchors.contains($1.key) ? $1.value : 0) }
    }

    private static func nameEnd(from start: Int, in bytes: [UInt8]) -> Int {
        var index = start
        while index < bytes.count, isNameByte(bytes[index]) { index += 1 }
        return index
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 || byte == 0x5F || byte == 0x2D
    }

    private static func isTokenStart(_ index: Int, in bytes: [UInt8]) -> Bool {
        guard index > 0 else { return true }
        // White space, line ends of all kinds (their last bytes), and what opens or parts a list.
        return bytes[index - 1] <= 0x20 || bytes[index - 1] >= 0x80
            || "[{,:-?".utf8.contains(bytes[index - 1])
    }

    private static func endsWord(_ index: Int, in bytes: [UInt8]) -> Bool {
        index >= bytes.count || bytes[index] <= 0x20 || bytes[index] >= 0x80
            || "[]{},*&\"'".utf8.contains(bytes[index])
    }

    private static func isColon(behind start: Int, in bytes: [UInt8]) -> Bool {
        var index = start
        while index < bytes.count, bytes[index] == 0x20 || bytes[index] == 0x09 { index += 1 }
        return index < bytes.count && bytes[index] == UInt8(ascii: ":")
    }
}
