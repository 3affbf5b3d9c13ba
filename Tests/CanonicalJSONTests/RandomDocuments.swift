import TestSupport

/// Makes JSON documents that hold everything that is hard about them, and breaks some.
struct RandomDocuments {
    private var generator: SeededGenerator
    private var text: [UInt8] = []

    init(seed: UInt64) {
        generator = SeededGenerator(seed: seed)
    }

    /// A document that is valid unless a number happens to be out of range.
    mutating func next() -> [UInt8] {
        text = []
        appendSpace()
        appendValue(depth: Int.random(in: 0...5, using: &generator))
        appendSpace()
        return text
    }

    /// A document with some bytes changed, lost, doubled, or cut off.
    mutating func nextBroken() -> [UInt8] {
        var broken = next()
        for _ in 0..<Int.random(in: 1...3, using: &generator) where !broken.isEmpty {
            let place = Int.random(in: 0..<broken.count, using: &generator)
            switch Int.random(in: 0..<6, using: &generator) {
            case 0: broken.removeLast(broken.count - place)
            case 1: broken[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
            case 2: broken.remove(at: place)
            case 3: broken.insert(.random(in: 0...255, using: &generator), at: place)
            case 4:
                let other = Int.random(in: 0..<broken.count, using: &generator)
                broken.insert(contentsOf: broken[min(place, other)..<max(place, other)], at: place)
            default:
                broken.insert(contentsOf: pick(RandomDocuments.nasty), at: place)
            }
        }
        return broken
    }

    /// Pieces of text that are wrong, or wrong in most places.
    private static let nasty: [[UInt8]] =
        [
            ",", ":", "[", "}", "\"", "\\", "\\u", "\\u0000", "\\ud800", "\\udc00", "\\x", "00",
            "-", ".",
            "e", "+", "NaN", "Infinity", "true", "nul", "'", "/*", "\u{FEFF}", "1e999999", "\n",
            "\t", "\0",
        ].map { Array($0.utf8) } + [
            [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xFF], [0xE2, 0x82],
            [0x80],
        ]

    private mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[Int.random(in: 0..<elements.count, using: &generator)]
    }

    private mutating func chance(_ part: Int) -> Bool {
        Int.random(in: 0..<part, using: &generator) == 0
    }

    private mutating func append(_ string: String) {
        text.append(contentsOf: string.utf8)
    }

    private mutating func appendSpace() {
        if chance(4) { append(pick([" ", "\n", "\r\n", "\t", "  \n\t "])) }
    }

    private mutating func appendValue(depth: Int) {
        switch Int.random(in: 0..<(depth > 0 ? 9 : 5), using: &generator) {
        case 0: append(pick(["true", "false", "null"]))
        case 1, 2: appendNumber()
        case 3, 4: appendString()
        case 5, 6: appendContainer("[", "]", depth: depth, isObject: false)
        default: appendContainer("{", "}", depth: depth, isObject: true)
        }
    }

    private mutating func appendContainer(
        _ open: String, _ close: String, depth: Int, isObject: Bool
    ) {
        append(open)
        appendSpace()
        let count = chance(20) ? 40 : Int.random(in: 0...6, using: &generator)
        for i in 0..<count {
            if i > 0 {
                append(",")
                appendSpace()
            }
            if isObject {
                appendString(isKey: true)
                appendSpace()
                append(":")
                appendSpace()
            }
            appendValue(depth: count > 6 ? 0 : depth - 1)
            appendSpace()
        }
        append(close)
    }

    private mutating func appendDigits(_ range: ClosedRange<Int>) {
        for _ in 0..<Int.random(in: range, using: &generator) {
            append(pick(["0", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "9"]))
        }
    }

    private mutating func appendNumber() {
        if chance(3) { append("-") }
        if chance(3) {
            append("0")
        } else {
            append(pick(["1", "2", "7", "9"]))
            appendDigits(0...(chance(5) ? 40 : 4))
        }
        if chance(2) {
            append(".")
            appendDigits(1...(chance(5) ? 40 : 4))
        }
        if chance(3) {
            append(pick(["e", "E"]))
            append(pick(["", "+", "-"]))
            let exponent = pick([0, 1, 2, 3, 5, 10, 30, 300])
            append(chance(5) ? "00" : "")
            append(chance(60) ? pick(["16383", "16384", "131071", "131072"]) : "\(exponent)")
        }
    }

    /// Keys are few and short, so that many are given twice.
    private mutating func appendString(isKey: Bool = false) {
        append("\"")
        let length = chance(12) ? 70 : Int.random(in: 0...(isKey ? 2 : 8), using: &generator)
        for _ in 0..<length {
            switch Int.random(in: 0..<10, using: &generator) {
            case 0: appendEscape()
            case 1:
                append(
                    pick([
                        "é", "ß", "日", "😀", "\u{7F}", "\u{80}", "\u{7FF}", "\u{FFFF}", "\u{10FFFF}",
                    ]))
            case 2: append(pick([" ", "/", "'", "~", "{", "]", ":", ","]))
            default: append(pick(["a", "b", "c", "B"]))
            }
        }
        append("\"")
    }

    private mutating func appendEscape() {
        let unit = pick([
            "\\u0061", "\\u0062", "\\u00e9", "\\u00E9", "\\u65e5", "\\ud83d\\ude00", "\\u001f",
            "\\u0009",
            "\\u0022", "\\u005C", "\\u007f", "\\uffff", "\\uDBFF\\uDFFF", "\\u0008", "\\u000b",
            "\\u000C",
        ])
        append(
            chance(2)
                ? unit : pick([#"\""#, #"\\"#, #"\/"#, #"\b"#, #"\f"#, #"\n"#, #"\r"#, #"\t"#]))
    }
}
