import Testing
import Text

@Suite struct LikenessTests {
    @Test(arguments: [
        ("rain", "Rain", "case"), ("rain", " rain\t", "spaces"), ("a b", "ab", "spaces"),
        ("a b", "a\u{A0}b", "spaces"), ("Zürich", "Zu\u{308}rich", "the composition of accents"),
        ("\u{212B}", "\u{C5}", "the composition of accents"),
        ("rain", "ra\u{200B}in", "invisible characters"),
        ("rain", "\u{FEFF}rain", "invisible characters"),
        ("rain", "ra\u{AD}in", "invisible characters"),
        ("rain", "ra\u{7F}in", "invisible characters"), ("❤", "❤\u{FE0F}", "invisible characters"),
        ("Rain ", "rain", "case and spaces"),
        (
            "ZÜRICH", " Zu\u{308}ri\u{200B}ch",
            "case, spaces, the composition of accents and invisible characters"
        ),
        ("ΟΔΟΣ", "οδος", "case"), ("ΟΔΟΣ", "οδοσ", "case"), ("οδος", "οδοσ", "case"),
        ("\u{212A}", "K", "the composition of accents"), ("ǅ", "ǆ", "case"),
    ])
    func textsThatLookAlike(_ a: String, _ b: String, _ words: String) {
        #expect(Likeness(a) == Likeness(b))
        #expect(Likeness(a).hashValue == Likeness(b).hashValue)
        #expect(Likeness.difference(of: a, from: b) == words)
        #expect(Likeness.difference(of: b, from: a) == words)
    }

    @Test(arguments: [
        ("rain", "ruin"), ("Maße", "Masse"), ("resume", "résumé"), ("a-b", "a_b"), ("1", "١"),
        ("", "a"), ("a", "ａ"),
    ])
    func textsThatDoNot(_ a: String, _ b: String) {
        #expect(Likeness(a) != Likeness(b))
        #expect(Likeness.differences(a, b) == nil)
        #expect(Likeness.difference(of: a, from: b) == nil)
    }

    @Test func theSameBytesDoNotDiffer() {
        for text in ["", "rain", "Zürich", " \u{200B}"] {
            #expect(Likeness.differences(text, text) == [])
            #expect(Likeness.difference(of: text, from: text) == nil)
        }
    }

    @Test func whatCannotBeSeenIsBlank() {
        for text in ["", " ", "\u{200B}\u{FEFF}", "\u{A0}\t", "\u{0}"] {
            #expect(Likeness(text).isBlank)
        }
        #expect(!Likeness("\u{300}").isBlank)
    }
}
