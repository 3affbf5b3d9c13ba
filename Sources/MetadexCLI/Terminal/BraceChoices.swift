import Findings

/// The texts that a text with braces stands for: `{a,b}/c` for `a/c` and `b/c`. Braces without a comma
/// and braces without their other one stand for themselves.
///
/// The work is linear in the text and in the texts that it stands for.
struct BraceChoices {
    /// 4,096 bytes: the longest path that the system takes.
    static let bytesMax = 4_096
    /// 1,000 ways to choose: more is a slip, and would be tried one by one.
    static let choicesMax = 1_000

    /// - Throws: a `Failure` of wrong usage when the text is too long or stands for too many.
    static func texts(of text: String) throws(Failure) -> [String] {
        let bytes = Array(text.utf8)
        guard bytes.count <= bytesMax else {
            throw .usage(
                "the pattern \(Finding.cut(text)) has \(bytes.count) bytes, more than the "
                    + "\(bytesMax) of the longest path",
                hint: "write several shorter ones")
        }
        guard let texts = texts(of: bytes) else {
            throw .usage(
                "the braces of the pattern \(Finding.cut(text)) stand for more than "
                    + "\(choicesMax) patterns",
                hint: "write * for what differs")
        }
        return texts.map { String(decoding: $0, as: UTF8.self) }
    }

    /// A pair of braces that is being read; the outermost is the whole text.
    private struct Group {
        /// What stands before the last comma.
        var choices: [[UInt8]] = []
        /// The ways to read what is behind it.
        var open: [[UInt8]] = [[]]

        /// Appends each of some texts to each way; nil when there are too many.
        mutating func append(choosing texts: [[UInt8]]) -> Void? {
            // The common case of braces in braces has nothing to copy.
            if open == [[]] {
                open = texts
            } else {
                guard open.count * texts.count <= choicesMax else { return nil }
                open = open.flatMap { start in texts.map { start + $0 } }
            }
            return ()
        }
    }

    /// nil when there are too many.
    private static func texts(of bytes: [UInt8]) -> [[UInt8]]? {
        let isMark = marks(in: bytes)
        var groups = [Group()]
        for (index, byte) in bytes.enumerated() {
            let last = groups.count - 1
            switch byte {
            case UInt8(ascii: "{") where isMark[index]: groups.append(Group())
            case UInt8(ascii: ",") where isMark[index]:
                groups[last].choices += groups[last].open
                groups[last].open = [[]]
                if groups[last].choices.count >= choicesMax { return nil }
            case UInt8(ascii: "}") where isMark[index]:
                let group = groups.removeLast()
                guard group.choices.count + group.open.count <= choicesMax,
                    groups[last - 1].append(choosing: group.choices + group.open) != nil
                else { return nil }
            default:
                for way in groups[last].open.indices { groups[last].open[way].append(byte) }
            }
        }
        return groups[0].open
    }

    /// Which bytes are the braces of a pair with a comma between them, or such a comma.
    private static func marks(in bytes: [UInt8]) -> [Bool] {
        var isMark = [Bool](repeating: false, count: bytes.count)
        var pairs: [(open: Int, commas: [Int])] = []
        for (index, byte) in bytes.enumerated() {
            switch byte {
            case UInt8(ascii: "{"): pairs.append((index, []))
            case UInt8(ascii: ","):
                if !pairs.isEmpty { pairs[pairs.count - 1].commas.append(index) }
            case UInt8(ascii: "}"):
                guard let pair = pairs.popLast(), !pair.commas.isEmpty else { break }
                for mark in [pair.open, index] + pair.commas { isMark[mark] = true }
            default: break
            }
        }
        return isMark
    }
}
