/// Texts of others as messages quote them: so that everything that is there can be seen.
public enum QuotedText {
    /// A text in which characters that leave no mark, and spaces other than the usual one, are written
    /// as JSON escapes them.
    public static func escaped(_ text: String) -> String {
        if isPlain(text) { return text }
        var result = ""
        for scalar in text.unicodeScalars {
            if isHidden(scalar) {
                result += UnicodeEscape.short(scalar)
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// Two different texts that look the same, with the characters by which they differ written as
    /// escapes; nil where a person sees the difference.
    public static func toldApart(_ a: String, _ b: String) -> (String, String)? {
        if isPlain(a), isPlain(b) { return nil }
        if a.utf8.elementsEqual(b.utf8) || !looksLike(a, b) { return nil }
        let (first, second) = (Array(a.unicodeScalars), Array(b.unicodeScalars))
        let start = zip(first, second).prefix { $0 == $1 }.count
        let rest = min(first.count, second.count) - start
        let end = zip(first.reversed(), second.reversed()).prefix(rest).prefix { $0 == $1 }.count
        return (
            escaped(first, start..<first.count - end), escaped(second, start..<second.count - end)
        )
    }

    /// Whether a text has only characters that look like nothing else.
    private static func isPlain(_ text: String) -> Bool {
        text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
    }

    /// Swift compares by canonical equivalence, which is meant here: accents may be characters of
    /// their own.
    private static func looksLike(_ a: String, _ b: String) -> Bool { picture(a) == picture(b) }

    /// A text without what cannot be seen, with one character for all that look like it.
    private static func picture(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if let latin = latinTwins[scalar] {
                result.append(latin)
            } else if scalar.properties.isWhitespace {
                result.append(" ")
            } else if !isHidden(scalar), !scalar.properties.isDefaultIgnorableCodePoint {
                result.append(scalar)
            }
        }
        return String(result)
    }

    private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.value < 0x7F { return scalar.value < 0x20 }
        switch scalar.properties.generalCategory {
        case .format, .control, .spaceSeparator, .lineSeparator, .paragraphSeparator: return true
        // Letters and a symbol without a picture.
        default: return [0x115F, 0x1160, 0x2800, 0x3164, 0xFFA0].contains(scalar.value)
        }
    }

    private static func escaped(_ scalars: [Unicode.Scalar], _ range: Range<Int>) -> String {
        var result = ""
        for (place, scalar) in scalars.enumerated() {
            if range.contains(place), !scalar.isASCII || isHidden(scalar) {
                result += UnicodeEscape.short(scalar)
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// Letters of other scripts that are drawn like a Latin one.
    private static let latinTwins: [Unicode.Scalar: Unicode.Scalar] = {
        let pairs: [(String, String)] = [
            // Cyrillic.
            ("авеіјкмонрсԛѕтԝухһӏԁ", "aʙeijkмoнpcqsтwyxhld"),
            ("АВЕЅІЈКМНОРСТԜУХԌ", "ABESIJKMHOPCTWYXG"),
            // Greek.
            ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX"), ("οανιρ", "oavıp"),
        ]
        var twins: [Unicode.Scalar: Unicode.Scalar] = [:]
        for (others, latins) in pairs {
            for (other, latin) in zip(others.unicodeScalars, latins.unicodeScalars)
            where latin.isASCII {
                twins[other] = latin
            }
        }
        return twins
    }()
}
