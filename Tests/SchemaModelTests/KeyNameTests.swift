import SchemaModel
import Testing

@Suite struct KeyNameTests {
    @Test(
        arguments: [
            "a", "A b", "a-b", "a_b", "a.b", ".a", "a ", "0", "1.2", "KEYFRAMES", "keyframesx",
            "xkeyframes", "key", "frames", "keyframe", "team.MetadataKey",
            String(repeating: "k", count: 5000),
        ])
    func good(_ text: String) throws {
        #expect(try KeyName(text).text == text)
    }

    @Test(
        arguments: [
            ("", .noLetterOrDigit), ("   ", .noLetterOrDigit), ("...", .noLetterOrDigit),
            ("-_- .", .noLetterOrDigit), ("$encord", .reservedPrefix), ("$a", .reservedPrefix),
            ("a$", .forbiddenCharacter("$", offset: 1)), ("é", .forbiddenCharacter("é", offset: 0)),
            ("a\u{301}", .forbiddenCharacter("\u{301}", offset: 1)),
            ("a/b", .forbiddenCharacter("/", offset: 1)),
            ("a:b", .forbiddenCharacter(":", offset: 1)),
            ("a\tb", .forbiddenCharacter("\t", offset: 1)),
            ("a\u{A0}b", .forbiddenCharacter("\u{A0}", offset: 1)),
            ("名前", .forbiddenCharacter("名", offset: 0)), ("²", .forbiddenCharacter("²", offset: 0)),
            ("keyframes", .reservedWord), ("key-frames", .reservedWord),
            ("key_frames", .reservedWord), ("key.frames", .reservedWord),
            ("k e y frames", .reservedWord), (" keyframes ", .reservedWord),
        ] as [(String, KeyNameError)])
    func bad(_ text: String, _ problem: KeyNameError) {
        #expect(throws: problem) { try KeyName(text) }
        #expect(!problem.message.isEmpty)
    }

    @Test func namesAreComparedByTheirBytes() {
        let composed = KeyName(stored: "\u{E9}")
        let decomposed = KeyName(stored: "e\u{301}")
        #expect(composed != decomposed)
        #expect(decomposed < composed)
        #expect(Set([composed, decomposed]).count == 2)
    }

    @Test func messagesShowTheCharacter() {
        let seen = KeyNameError.forbiddenCharacter("/", offset: 1)
        #expect(seen.message == "holds `/` (U+002F)")
        let unseen = KeyNameError.forbiddenCharacter("\t", offset: 1)
        #expect(unseen.message == "holds character U+0009")
    }

    @Test func correctedNames() {
        #expect(KeyName.corrected("a/b:é") == "a_b__")
        #expect(KeyName.corrected("$site") == "site")
        #expect(KeyName.corrected("good one") == "good one")
        #expect(KeyName.corrected("é") == nil)
        #expect(KeyName.corrected("") == nil)
        #expect(KeyName.corrected("$keyframes") == nil)
    }
}
