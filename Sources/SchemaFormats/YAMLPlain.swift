/// What YAML readers make of words without quotes.
///
/// YAML 1.1 and 1.2 differ, and so do their readers. A word counts as text only when all of them
/// agree, so that a file means the same to every tool.
enum YAMLPlain {
    /// The kind of value that a plain scalar is.
    static func kind(of text: String) -> SourceValue.Kind {
        switch text {
        case "", "~", "null", "Null", "NULL": return .null
        case "true", "True", "TRUE", "false", "False", "FALSE", "yes", "Yes", "YES", "no", "No",
            "NO",
            "on", "On", "ON", "off", "Off", "OFF":
            return .boolean
        default: break
        }
        let bytes = Array(text.utf8)
        if isDate(bytes) { return .date }
        return isNumber(bytes) ? .number : .string
    }

    /// `2024-01-31`, alone or with a time behind it.
    private static func isDate(_ bytes: [UInt8]) -> Bool {
        guard bytes.count >= 8, bytes.prefix(4).allSatisfy(isDigit) else { return false }
        let parts = bytes.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        guard parts.count >= 3, parts[0].count == 4, (1...2).contains(parts[1].count),
            parts[1].allSatisfy(isDigit)
        else { return false }
        let day = parts[2].prefix(while: isDigit)
        let behind = parts[2].dropFirst(day.count).first ?? UInt8(ascii: " ")
        return (1...2).contains(day.count) && (parts.count == 3 || day.count < parts[2].count)
            && [UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "T"), UInt8(ascii: "t")]
                .contains(behind)
    }

    /// Decimal, octal, hexadecimal, binary and sexagesimal integers, floats, infinity and
    /// not-a-number.
    private static func isNumber(_ bytes: [UInt8]) -> Bool {
        var rest = bytes[...]
        if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest.removeFirst() }
        let special = [".inf", ".Inf", ".INF", ".nan", ".NaN", ".NAN"]
        if special.contains(where: { rest.elementsEqual($0.utf8) }) { return true }
        if rest.first == UInt8(ascii: "0"), let base = rest.dropFirst().first,
            let isPart = digits(ofBase: base)
        {
            let digits = rest.dropFirst(2)
            return !digits.isEmpty && digits.allSatisfy { isPart($0) || $0 == UInt8(ascii: "_") }
        }
        if rest.contains(UInt8(ascii: ":")) {
            return rest.first.map(isDigit) ?? false
                && rest.allSatisfy { isDigit($0) || [0x3A, 0x2E, 0x5F].contains($0) }
        }
        let whole = rest.prefix { isDigit($0) || $0 == UInt8(ascii: "_") }
        rest = rest.dropFirst(whole.count)
        var fraction = rest.prefix(0)
        if rest.first == UInt8(ascii: ".") {
            fraction = rest.dropFirst().prefix { isDigit($0) || $0 == UInt8(ascii: "_") }
            rest = rest.dropFirst(1 + fraction.count)
        }
        guard whole.contains(where: isDigit) || fraction.contains(where: isDigit) else {
            return false
        }
        if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
            rest.removeFirst()
            if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") {
                rest.removeFirst()
            }
            return !rest.isEmpty && rest.allSatisfy(isDigit)
        }
        return rest.isEmpty
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

    /// Which bytes are digits behind `0x`, `0o` and `0b`.
    private static func digits(ofBase letter: UInt8) -> ((UInt8) -> Bool)? {
        switch letter {
        case UInt8(ascii: "x"): { isDigit($0) || ($0 | 0x20) &- 0x61 < 6 }
        case UInt8(ascii: "o"): { $0 &- 0x30 < 8 }
        case UInt8(ascii: "b"): { $0 &- 0x30 < 2 }
        default: nil
        }
    }
}
