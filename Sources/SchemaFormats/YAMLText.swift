import Yams

/// The text of a YAML file, which turns the parser's marks into byte offsets.
final class YAMLText {
    /// Offset of the first byte of the text in the file, behind a byte order mark.
    let start: Int
    private let bytes: [UInt8]
    private let lineStarts: [Int]
    /// The offset of every 64th character, so that a place far down a line is found at once.
    private let milestones: [Int]
    /// The number of characters before each line.
    private let charactersBefore: [Int]
    /// Keys that were written differently to get past the parser, by their offset in the file.
    private let originals: [Int: String]

    /// - Parameters:
    ///   - bytes: the text as it was parsed; UTF-8.
    ///   - start: its offset in the file.
    ///   - originals: what keys at an offset in the file really are.
    init(_ bytes: [UInt8], start: Int, originals: [Int: String] = [:]) {
        self.bytes = bytes
        self.start = start
        self.originals = originals
        lineStarts = YAMLText.lineStarts(of: bytes)
        (milestones, charactersBefore) = YAMLText.index(of: bytes, lineStarts: lineStarts)
    }

    /// Offset in the file of a place that the parser names by line and column, both from 1.
    func offset(line: Int, column: Int) -> Int {
        guard line >= 1, line <= lineStarts.count else { return start + bytes.count }
        let number = charactersBefore[line - 1] + max(0, column - 1)
        guard number / YAMLText.stride < milestones.count else { return start + bytes.count }
        var offset = milestones[number / YAMLText.stride]
        for _ in 0..<number % YAMLText.stride where offset < bytes.count {
            offset += 1
            while offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
        }
        return start + offset
    }

    /// Offset in the file of a node's first byte.
    func offset(of node: Node) -> Int {
        node.mark.map { offset(line: $0.line, column: $0.column) } ?? start
    }

    /// The byte at an offset in the file.
    func byte(at offset: Int) -> UInt8? {
        offset >= start && offset - start < bytes.count ? bytes[offset - start] : nil
    }

    /// The text of a scalar as it is meant.
    func original(of scalar: Node.Scalar) -> String {
        let offset = offset(of: .scalar(scalar))
        if let original = originals[offset] { return original }
        // The parser takes U+FEFF at the start of a text for a byte order mark, and drops it.
        guard scalar.style == .doubleQuoted else { return scalar.string }
        let source = bytes[min(offset - start, bytes.count)...].prefix(11)
        let start = String(decoding: source, as: UTF8.self).lowercased()
        let isMark = start.hasPrefix("\"\\ufeff") || start.hasPrefix("\"\\u0000feff")
        return isMark ? "\u{FEFF}" + scalar.string : scalar.string
    }

    /// Length of a scalar in bytes with its quotes, when it stands on one line; 0 otherwise.
    func length(of scalar: Node.Scalar) -> Int {
        let from = offset(of: .scalar(scalar)) - start
        guard from < bytes.count else { return 0 }
        switch scalar.style {
        case .plain:
            let text = Array(original(of: scalar).utf8)
            return bytes[from...].starts(with: text) ? text.count : 0
        case .singleQuoted, .doubleQuoted:
            let quote = bytes[from]
            guard quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"") else { return 0 }
            var index = from + 1
            while index < bytes.count, bytes[index] != UInt8(ascii: "\n") {
                if bytes[index] == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
                    index += 2
                } else if bytes[index] == quote {
                    let isDoubled = index + 1 < bytes.count && bytes[index + 1] == quote
                    if !isDoubled || quote == UInt8(ascii: "\"") { return index + 1 - from }
                    index += 2
                } else {
                    index += 1
                }
            }
            return 0
        default: return 0
        }
    }

    /// 64 characters between milestones: little memory, and few steps from one.
    private static let stride = 64

    /// The offset of every character whose number is a multiple of ``stride``, and the number of
    /// characters before each line.
    private static func index(
        of bytes: [UInt8], lineStarts: [Int]
    ) -> (milestones: [Int], charactersBefore: [Int]) {
        var milestones: [Int] = []
        var charactersBefore: [Int] = []
        charactersBefore.reserveCapacity(lineStarts.count)
        var count = 0
        for (offset, byte) in bytes.enumerated() where byte & 0xC0 != 0x80 {
            if charactersBefore.count < lineStarts.count,
                lineStarts[charactersBefore.count] == offset
            {
                charactersBefore.append(count)
            }
            if count % stride == 0 { milestones.append(offset) }
            count += 1
        }
        // Lines that start at the end of the text.
        while charactersBefore.count < lineStarts.count { charactersBefore.append(count) }
        return (milestones, charactersBefore)
    }

    /// Offsets of the lines by the parser's line ends: LF, CR, CRLF, U+0085, U+2028 and U+2029.
    private static func lineStarts(of bytes: [UInt8]) -> [Int] {
        var starts = [0]
        var index = 0
        while index < bytes.count {
            switch bytes[index] {
            case 0x0A: starts.append(index + 1)
            case 0x0D:
                if index + 1 < bytes.count, bytes[index + 1] == 0x0A { index += 1 }
                starts.append(index + 1)
            case 0xC2 where index + 1 < bytes.count && bytes[index + 1] == 0x85:
                index += 1
                starts.append(index + 1)
            case 0xE2
            where index + 2 < bytes.count && bytes[index + 1] == 0x80
                && (bytes[index + 2] == 0xA8 || bytes[index + 2] == 0xA9):
                index += 2
                starts.append(index + 1)
            default: break
            }
            index += 1
        }
        return starts
    }
}
