import Testing

@testable import MetadexCLI

/// `{a,b}` in patterns of paths.
@Suite struct BraceChoicesTests {
    static let examples: [(String, [String])] = [
        ("", [""]), ("a", ["a"]), ("{a,b}", ["a", "b"]), ("x{a,b}y", ["xay", "xby"]),
        ("{a}", ["{a}"]), ("{}", ["{}"]), ("{,}", ["", ""]), ("a,b", ["a,b"]), ("a}b", ["a}b"]),
        ("{a,b", ["{a,b"]), ("a,b}", ["a,b}"]), ("{{a,b}", ["{a", "{b"]), ("{a,b}}", ["a}", "b}"]),
        ("{a,b}{c,d}", ["ac", "ad", "bc", "bd"]), ("{a,{b,c}d}", ["a", "bd", "cd"]),
        ("{a,{b,c}", ["{a,b", "{a,c"]), ("{{a},b}", ["{a}", "b"]), ("{{a,b}}", ["{a}", "{b}"]),
        ("{a}{b,c}", ["{a}b", "{a}c"]), ("{{a,b},{c,d}}", ["a", "b", "c", "d"]),
        ("x{\u{E9},e\u{301}}\u{301}", ["x\u{E9}\u{301}", "xe\u{301}\u{301}"]),
    ]

    @Test(arguments: examples)
    func choices(_ text: String, _ choices: [String]) throws {
        let found = try BraceChoices.texts(of: text)
        #expect(found.map { Array($0.utf8) } == choices.map { Array($0.utf8) }, "\(found)")
    }

    @Test("as many as are allowed are made, one more is refused")
    func bounds() throws {
        let most = BraceChoices.choicesMax
        let list = "{" + String(repeating: ",", count: most - 1) + "}"
        #expect(try BraceChoices.texts(of: list).count == most)
        #expect(throws: Failure.self) { try BraceChoices.texts(of: "{," + list + "}") }
        #expect(throws: Failure.self) { try BraceChoices.texts(of: "{" + list + "," + "a}") }
        #expect(throws: Failure.self) { try BraceChoices.texts(of: list + "{a,b}") }
        let depth = most - 1
        let nested =
            String(repeating: "{a,", count: depth) + "b" + String(repeating: "}", count: depth)
        #expect(try BraceChoices.texts(of: nested).count == most)
        #expect(throws: Failure.self) { try BraceChoices.texts(of: "{a," + nested + "}") }
        let long = String(repeating: "{", count: BraceChoices.bytesMax)
        #expect(try BraceChoices.texts(of: long) == [long])
        #expect(throws: Failure.self) { try BraceChoices.texts(of: long + "{") }
    }

    @Test("patterns that are too much are wrong usage, with their place where they have one")
    func refusals() throws {
        let workspace = try Workspace(examples: true)
        let choices = "{" + String(repeating: "a,", count: 999) + "a}"
        let patterns = [
            ("*" + String(repeating: "{", count: 60_000), "has 60001 bytes"),
            (String(repeating: "{a,", count: 1_200) + "*", nil),
            ("*" + String(repeating: "{a,b}", count: 10), "more than 1000 patterns"),
            ("*" + String(repeating: "{a,b}", count: 15_000), "has 75001 bytes"),
        ]
        for (pattern, message) in patterns {
            try workspace.write("", to: "metadex.toml")
            let named = try workspace.run("validate", pattern)
            #expect(named.status == (message == nil ? 3 : 2), "\(named)")
            if let message { #expect(named.talk.contains(message), "\(named)") }
            try workspace.write("exclude = [\n  \"\(pattern)\"]\n", to: "metadex.toml")
            let walked = try workspace.run("validate", ".", "--exit-zero")
            #expect(walked.status == (message == nil ? 0 : 2), "\(walked)")
            if let message {
                #expect(walked.talk.hasPrefix("metadex: metadex.toml:2:3: "), "\(walked)")
                #expect(walked.talk.contains(message), "\(walked)")
            }
        }
        try workspace.write(
            "exclude = [\"\(choices)\",\n \"{b,c}\"]\n", to: "metadex.toml")
        let both = try workspace.run("validate", ".")
        #expect(both.status == 2 && both.talk.contains("metadex.toml:2:2: with the"), "\(both)")
    }
}
