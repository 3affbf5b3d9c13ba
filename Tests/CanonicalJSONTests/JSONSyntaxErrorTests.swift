import CanonicalJSON
import Testing

@Suite struct JSONSyntaxErrorTests {
    @Test(arguments: [
        ("", "expected a JSON value, found nothing"),
        ("[1x", "expected a number such as 12, -0.5 or 1e3, found digits in another form"),
        ("[1 x", #"expected a comma or "]" after the element, found "x""#),
        ("{\"a\":1\"", #"expected a comma or "}" after the member, found a double quote"#),
        ("{'a':1}", #"expected a key in double quotes or "}", found a single quote"#),
        ("{\"a\":1,2", #"expected a key in double quotes, found "2""#),
        ("{\"a\",", #"expected a colon after the key, found ",""#),
        ("{\"a\":é", "expected a value, found a character that is not ASCII (byte 0xC3)"),
        ("[\u{1}", #"expected a value or "]", found the control byte 0x01"#),
        ("\0", "expected a value, found a NUL byte"),
        ("\"\n\"", "a line feed must be escaped inside a string, found it raw"),
        ("\"\t\"", "a tab must be escaped inside a string, found it raw"),
        ("None", "expected a JSON value, found the word None"),
        ("[1,]", "a comma needs another value after it, found the closing bracket"),
        ("1 2", "expected the end of the text after the value, found more"),
        ("[", "the text ends inside a value"),
        (
            "1e131072",
            "a number holds at most 131072 digits before the point and 16383 behind it, found more"
        ),
        (#""\ud800""#, "expected both halves of a surrogate pair, found one"),
        (#""\u0000""#, #"a string cannot hold the character \u0000"#),
        (
            #""\x""#,
            #"expected \", \\, \/, \b, \f, \n, \r, \t or \u and four digits, found another escape"#
        ),
        ("\u{FEFF}1", "expected a JSON value, found a byte order mark"),
    ])
    func saysWhatWasExpectedAndFound(_ text: String, _ message: String) {
        #expect(syntaxError(Array(text.utf8))?.message == message)
    }

    @Test(arguments: [
        (#""\x""#, true), (#""\u0000""#, true), (#""\ud800""#, true), ("01", true),
        ("1e999999", true),
        ("NaN", true), ("[1,]", true), ("", false), ("[", false), ("[1 2]", false), ("1 2", false),
        ("\"\n\"", false), ("\u{FEFF}1", false),
    ])
    func knowsWhetherTheRestCanBeTrusted(_ text: String, _ expected: Bool) {
        #expect(syntaxError(Array(text.utf8))?.kind.keepsStructure == expected)
    }

    @Test func depthAndBytesCanBeTrustedToo() {
        #expect(JSONSyntaxError.Kind.tooDeep(limit: 1).keepsStructure)
        #expect(JSONSyntaxError.Kind.invalidUTF8.keepsStructure)
        #expect(!JSONSyntaxError.Kind.tooLong(limit: 1).keepsStructure)
    }
}
