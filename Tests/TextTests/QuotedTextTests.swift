import Testing
import Text

@Suite struct QuotedTextTests {
    @Test(arguments: [
        ("rain", "rain"), ("Zürich 東京 😀", "Zürich 東京 😀"), ("rain\u{200B}", #"rain\u200b"#),
        ("ra\u{AD}in", #"ra\u00adin"#), ("rain\u{A0}", #"rain\u00a0"#),
        ("rain\u{2060}", #"rain\u2060"#), ("\u{3000}x", #"\u3000x"#), ("\u{FEFF}a", #"\ufeffa"#),
        ("a\u{202E}b", #"a\u202eb"#), ("a\u{2028}b", #"a\u2028b"#), ("a\u{9B}b", #"a\u009bb"#),
        ("a\nb\t", #"a\nb\t"#), ("\u{E0041}", #"\udb40\udc41"#), ("\u{3164}", #"\u3164"#),
    ])
    func whatCannotBeSeenIsEscaped(_ text: String, _ shown: String) {
        #expect(QuotedText.escaped(text) == shown)
        #expect(QuotedText.escaped(shown) == shown)
    }

    @Test(arguments: [
        ("Zu\u{308}rich", "Z\u{FC}rich", #"Zu\u0308rich"#, #"Z\u00fcrich"#),
        ("rain\u{200B}", "rain", #"rain\u200b"#, "rain"),
        ("r\u{430}in", "rain", #"r\u0430in"#, "rain"),
        ("a\u{A0}b", "a b", #"a\u00a0b"#, "a b"),
        ("\u{212B}", "\u{C5}", #"\u212b"#, #"\u00c5"#),
        ("東\u{FE00}京", "東京", #"東\ufe00京"#, "東京"),
        ("éa\u{301}", "e\u{301}á", #"\u00e9a\u0301"#, #"e\u0301\u00e1"#),
        ("a\u{200B}", "a\u{200B}\u{200B}", "a\u{200B}", "a\u{200B}" + #"\u200b"#),
    ])
    func textsThatLookTheSameAreToldApart(_ a: String, _ b: String, _ c: String, _ d: String) throws
    {
        let told = try #require(QuotedText.toldApart(a, b))
        #expect(Array(told.0.unicodeScalars) == Array(c.unicodeScalars))
        #expect(Array(told.1.unicodeScalars) == Array(d.unicodeScalars))
        let turned = try #require(QuotedText.toldApart(b, a))
        #expect(
            turned.0.utf8.elementsEqual(told.1.utf8) && turned.1.utf8.elementsEqual(told.0.utf8))
    }

    @Test(arguments: [
        ("rain", "Rain"), ("Zürich", "Zurich"), ("rain ", "rain"), ("é", "é"), ("", "東京"),
        ("a", "b"), ("дом", "dom"),
    ])
    func whatPeopleSeeIsLeftAlone(_ a: String, _ b: String) {
        #expect(QuotedText.toldApart(a, b) == nil)
        #expect(QuotedText.toldApart(b, a) == nil)
    }
}
