import CanonicalJSON
import TestSupport
import Testing

@Suite struct JSONScannerTests {
    struct ErrorCase: Decodable, CustomTestStringConvertible {
        var text: String?
        var hex: String?
        var kind: String
        var offset: Int

        var bytes: [UInt8] { hex.map(CaseFiles.bytes) ?? Array((text ?? "").utf8) }
        var testDescription: String { "\(text ?? hex ?? "") -> \(kind)" }
    }

    @Test(arguments: CaseFiles.load("syntax-errors.json", as: ErrorCase.self))
    func faultHasKindAndOffset(_ example: ErrorCase) throws {
        let error = try #require(syntaxError(example.bytes))
        #expect(name(of: error.kind) == example.kind)
        #expect(error.offset == example.offset)
        #expect(!error.message.isEmpty)
    }

    /// The kind as the case file spells it.
    private func name(of kind: JSONSyntaxError.Kind) -> String {
        func hexadecimal(_ byte: UInt8) -> String {
            (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
        }
        return switch kind {
        case .unexpected(let byte, let expected):
            "unexpected \(hexadecimal(byte)) \(name(of: expected))"
        case .unknownWord(let word): "unknownWord \(word)"
        case .controlCharacter(let byte): "controlCharacter \(hexadecimal(byte))"
        default: "\(kind)"
        }
    }

    private func name(of expected: JSONSyntaxError.Expected) -> String {
        switch expected {
        case .value: "value"
        case .valueOrArrayEnd: "valueOrArrayEnd"
        case .keyOrObjectEnd: "keyOrObjectEnd"
        case .key: "key"
        case .colon: "colon"
        case .commaOrArrayEnd: "commaOrArrayEnd"
        case .commaOrObjectEnd: "commaOrObjectEnd"
        }
    }

    @Test func nothingAtAllIsEmpty() {
        let tape = JSONTape()
        var scanner = JSONScanner()
        #expect(throws: JSONSyntaxError(.empty, at: 0)) {
            try scanner.scan(UnsafeRawBufferPointer(start: nil, count: 0), into: tape)
        }
    }

    @Test func tokensDescribeTheText() throws {
        let text = #" {"a" : [1, -2.5e3, {}, [ ]], "é\n": {"b":"x"}, "t":true,"f":false,"n":null} "#
        let tape = try JSONTape(copying: text.utf8)
        var lines: [String] = []
        for index in 0..<tape.count {
            let source = String(decoding: tape.source(of: index), as: UTF8.self)
            let token = tape[index]
            lines.append("\(token.kind) \(source) \(token.next) \(token.flags.rawValue)")
        }
        #expect(
            lines == [
                "object \(text.dropFirst().dropLast()) 17 0",
                #"key "a" 7 0"#, "array [1, -2.5e3, {}, [ ]] 7 0", "number 1 4 0",
                "number -2.5e3 5 28", "object {} 6 0", "array [ ] 7 0",
                #"key "é\n" 11 3"#, #"object {"b":"x"} 11 0"#, #"key "b" 11 0"#,
                #"string "x" 11 0"#,
                #"key "t" 13 0"#, "true true 13 0", #"key "f" 15 0"#, "false false 15 0",
                #"key "n" 17 0"#, "null null 17 0",
            ])
        #expect(tape.flags.rawValue == 31)
    }

    @Test(arguments: [("[", "]"), (#"{"a":"#, "}"), (#"[{"a":"#, "}]")])
    func nestingStopsAtTheLimit(_ brackets: (open: String, close: String)) {
        let levels = brackets.close.utf8.count
        func nested(_ depth: Int) -> [UInt8] {
            let count = depth / levels
            return Array(
                (String(repeating: brackets.open, count: count) + "[]"
                    + String(repeating: brackets.close, count: count)).utf8)
        }
        #expect(syntaxError(nested(JSONLimits.depthMax - levels)) == nil)
        let error = syntaxError(nested(JSONLimits.depthMax))
        #expect(error?.kind == .tooDeep(limit: JSONLimits.depthMax))
        let offset = brackets.open.utf8.count * JSONLimits.depthMax / levels
        #expect(error?.offset == offset)
    }

    @Test func exactlyTheLimitIsAllowed() {
        let limit = JSONLimits.depthMax
        let text = [UInt8](repeating: UInt8(ascii: "["), count: limit)
        let end = [UInt8](repeating: UInt8(ascii: "]"), count: limit)
        #expect(syntaxError(text + end) == nil)
        #expect(
            syntaxError([UInt8(ascii: "[")] + text + end + [UInt8(ascii: "]")])
                == JSONSyntaxError(.tooDeep(limit: limit), at: limit))
    }

    @Test func aLongStringIsOneToken() throws {
        var text = [UInt8](repeating: UInt8(ascii: "x"), count: 20_000_002)
        text[0] = UInt8(ascii: "\"")
        text[20_000_001] = UInt8(ascii: "\"")
        let tape = try JSONTape(copying: text)
        #expect(tape.count == 1)
        #expect(tape.content(of: 0).count == 20_000_000)
    }

    @Test func aTapeIsUsedAgain() throws {
        let tape = JSONTape(capacity: 1)
        var scanner = JSONScanner()
        for text in ["[1,2,3]", "{", #"{"a":[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]}"#, "null"] {
            Array(text.utf8).withUnsafeBytes { bytes in
                do {
                    try scanner.scan(bytes, into: tape)
                    #expect(tape.source(of: 0).count == text.utf8.count)
                } catch {
                    #expect(text == "{")
                    #expect(tape.count == 0)
                }
            }
        }
        #expect(tape.count == 1)
    }

    /// Any bytes get an answer, and what follows a fault does not change it.
    @Test func anyBytesGetAnAnswer() {
        var documents = RandomDocuments(seed: 77)
        var generator = SeededGenerator(seed: 78)
        var refused = 0
        for number in 0..<3_000 {
            var text = documents.nextBroken()
            guard let error = syntaxError(text) else { continue }
            refused += 1
            #expect(error.offset <= text.count, "document \(number) of seed 77")
            if error.offset == text.count { continue }
            // An escape, a number or a word is judged as a whole: leave it as it is.
            let end = min(text.count, error.offset + 400)
            text.removeSubrange(end...)
            for _ in 0..<Int.random(in: 0...40, using: &generator) where end == error.offset + 400 {
                text.append(.random(in: 0...255, using: &generator))
            }
            #expect(syntaxError(text)?.offset == error.offset, "document \(number) of seed 77")
        }
        #expect(refused > 1_500)
        for _ in 0..<1_000 {
            let count = Int.random(in: 0...100, using: &generator)
            let text = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
            _ = syntaxError(text)
        }
    }

    /// Every prefix of a document is refused as cut off, at its very end.
    @Test func everyPrefixIsTruncated() {
        let text = Array(
            #"{"key é": [-12.5e+3, "\ud83d\ude00 \" text 日本 that is longer than a block", true, null]}"#
                .utf8)
        for end in 1..<text.count {
            let error = syntaxError(Array(text[..<end]))
            #expect(error == JSONSyntaxError(.truncated, at: end))
        }
        #expect(syntaxError(text) == nil)
    }
}
