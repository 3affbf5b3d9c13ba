import CanonicalJSON
import Findings
import SchemaModel
import TestSupport
import Testing

@testable import Validation
import Values

@Suite struct ValidatorTests {
    let schema = makeSchema(
        [
            "when": "datetime", "n": "number", "flag": "boolean", "id": "uuid",
            "name": "varchar(9)",
            "body": "text", "emb": "embedding(3)", "where": "geospatial", "gone": "deleted",
        ], enums: ["weather": ["fog", "rain"]])

    /// A good and a faulty value of each key, and the rules that the faulty one breaks.
    private let members: [(key: String, good: String, bad: String, rules: [RuleID])] = [
        ("when", #""2025-03-01T12:00:00Z""#, #""2025-02-30""#, [.datetimeRange]),
        ("n", "1.5", #""1.5""#, [.numberType]),
        ("flag", "true", "1", [.booleanType]),
        ("id", #""0f8fad5b-d9cb-469f-a165-70867728950e""#, #""id""#, [.uuidFormat]),
        ("name", #""short""#, #""much too long""#, [.varcharTooLong]),
        ("body", #""any""#, "[]", [.textType]),
        ("emb", "[1,2,3]", #"[1,"x"]"#, [.embeddingElement, .embeddingSize]),
        (
            "where", #"{"latitude":1,"longitude":2}"#, #"{"latitude":95}"#,
            [.geospatialRange, .geospatialMissingMember]
        ),
        ("weather", #""fog""#, #""hail""#, [.enumUnknownOption]),
        ("gone", "null", "1", [.keyDeleted]),
    ]

    /// n faults give n findings, in any combination and order.
    @Test func everyFaultIsFound() throws {
        var random = SeededGenerator(seed: 77)
        let validator = Validator(schema: schema)
        for _ in 0..<2000 {
            var rules: [RuleID] = []
            var text: [String] = []
            for member in members.shuffled(using: &random) where Bool.random(using: &random) {
                let isBad = Bool.random(using: &random)
                text.append("\"\(member.key)\": \(isBad ? member.bad : member.good)")
                if isBad { rules += member.rules }
                guard Int.random(in: 0..<8, using: &random) == 0 else { continue }
                // Once more: the last one counts.
                let isBadAgain = Bool.random(using: &random)
                text.append("\"\(member.key)\": \(isBadAgain ? member.bad : member.good)")
                if isBad { rules.removeLast(member.rules.count) }
                if isBadAgain { rules += member.rules }
                rules.append(.keyDuplicate)
            }
            if Bool.random(using: &random) {
                text.append("\"new key\": {\"a\": [{\"b\": 1, \"b\": 2}]}")
                rules += [.keyUnknown, .keyDuplicate]
            }
            let document = "{\(text.joined(separator: ", "))}"
            let found = try validator.findings(in: document).map(\.rule.rawValue).sorted()
            #expect(found == rules.map(\.rawValue).sorted(), "\(document), seed \(random.seed)")
        }
    }

    @Test func sizesAreJudgedByTheCanonicalForm() throws {
        let validator = Validator(schema: schema)
        // {"body": "…"} has 12 bytes around the text.
        for (length, rule) in [
            (10_000_000, nil), (10_000_001, RuleID.metadataLarge), (10_485_760, .metadataLarge),
            (10_485_761, .metadataTooLarge),
        ] {
            let text = [UInt8](repeating: UInt8(ascii: "a"), count: length - 12)
            let document = Array("{\"body\":\"".utf8) + text + Array("\"}".utf8)
            #expect(try validator.findings(in: document).map(\.rule) == [rule].compactMap { $0 })
        }
        // White space in the file does not count, and what numbers expand to does.
        let spaces = [UInt8](repeating: UInt8(ascii: " "), count: 10_500_000)
        let document = Array("{\"n\":".utf8) + spaces + Array("1}".utf8)
        #expect(try validator.findings(in: document).isEmpty)
        #expect(try validator.findings(in: "{\"n\": [1e131071]}").map(\.rule) == [.numberType])
    }

    @Test func validMetadataIsTypedAndCanonical() throws {
        let text = """
            {"when":"2025-03-01T14:00+02:00","n":1.50,"flag":true,"name":"a","name":"\\u00e9",
             "id":"0F8FAD5B-d9cb-469f-a165-70867728950e","body":null,"emb":[1,-2.5,1e99],
             "where":{"longitude":2,"latitude":1},"weather":"rain","gone":1,"zz":[1]}
            """
        let tape = try JSONTape(copying: text.utf8)
        var buffer = FindingBuffer(file: "test.json")
        let validator = Validator(schema: schema)
        var recorded = RecordedValues()
        var canonical = Array("before".utf8)
        let isGood = validator.validate(
            tape, metadata: 0, isVideo: false, into: &buffer, canonical: &canonical,
            values: &recorded)
        #expect(isGood)
        // Of a key that stands twice the last value counts; each key comes once.
        let values = Dictionary(
            uniqueKeysWithValues: recorded.values.map { (schema.keys[$0.key].name, $0.value) })
        #expect(
            values == [
                "when": [.instant(Instant(seconds: 1_740_830_400))],
                "n": [.number(1.5, text: "1.50")], "flag": [.boolean(true)],
                "name": [.string("é")],
                "id": [.uuid(UUIDValue(high: 0x0F8F_AD5B_D9CB_469F, low: 0xA165_7086_7728_950E))],
                "body": [.null], "emb": [.vector([1, -2.5, 1e99])],
                "where": [.place(1, 2)], "weather": [.option(1, "rain")], "gone": [.other],
            ])
        #expect(
            String(decoding: canonical, as: UTF8.self)
                .hasPrefix("before{\"n\": 1.50, \"id\": \"0F8FAD5B-"))
        #expect(validator.newUndeclaredNames(of: tape) == ["zz"])
        #expect(validator.newUndeclaredNames(of: tape).isEmpty)
        let metadata = validator.validate(tape, metadata: 0, isVideo: false, into: &buffer)
        #expect(metadata?.canonical == Array(canonical.dropFirst("before".utf8.count)))
        #expect(metadata?.undeclaredNames == ["zz"])
    }

    /// What a change of the schema or a query reads is what the check has handed over.
    @Test func everyValueIsReadAlikeByCheckAndType() throws {
        let texts = [
            "null", "true", "1", "1e400", "-0.0", "123456789012345678901234567890", "\"rain\"",
            "\"r\\u0061in\"", "\"2025-03-01\"", "\"2025-03-01T12:00:00.5+02:00\"",
            "\"20250301T1200\"", "\"0F8FAD5B-d9cb-469f-a165-70867728950e\"", "\"\"",
            "\"a@b.c\"", "\"\(String(repeating: "é", count: 8192))\"",
            "\"\(String(repeating: "é", count: 8193))\"", "[1,2,3]", "[1,2]", "[0,0,0]",
            "[1,2,1e999]", "[]", "{\"latitude\":90,\"longitude\":-180}",
            "{\"latitude\":91,\"longitude\":0}", "{}",
        ]
        for text in texts {
            for (position, key) in schema.keys.enumerated() {
                let tape = try JSONTape(copying: "{\"\(key.name)\":\(text)}".utf8)
                var buffer = FindingBuffer(file: "test.json", levels: .silent)
                var checked = RecordedValues()
                var canonical: [UInt8] = []
                let validator = Validator(schema: schema)
                _ = validator.validate(
                    tape, metadata: 0, isVideo: false, into: &buffer, canonical: &canonical,
                    values: &checked)
                var read = RecordedValues()
                let view = try #require(TapeView(tape))
                schema.checks[position].read(view, 2, of: position, into: &read)
                #expect(checked == read, "\(key.name): \(text)")
                #expect(read.values[position]?.count == 1, "\(key.name): \(text)")
            }
        }
    }

    @Test func anErrorRefusesAndAWarningDoesNot() throws {
        let validator = Validator(schema: schema)
        for (text, isGood) in [
            ("{\"n\":1,\"zz\":1}", true), ("{\"n\":\"1\"}", false), ("{}", true), ("null", true),
            ("[]", false), ("{\"a/b\":1}", false), ("{\"when\":\"2025-03-01T00:00\"}", true),
        ] {
            let tape = try JSONTape(copying: text.utf8)
            var buffer = FindingBuffer(file: "test.json")
            let metadata = validator.validate(tape, metadata: 0, isVideo: false, into: &buffer)
            #expect((metadata != nil) == isGood, "\(text)")
        }
    }

    /// A rule that the user made a warning lets an ill-typed value through, without a typed value.
    @Test func aLoweredRuleKeepsTheDocument() throws {
        var levels = RuleLevels()
        levels[.numberType] = .warning
        levels[.booleanType] = nil
        let tape = try JSONTape(copying: #"{"n":"1","flag":"x","name":"a"}"#.utf8)
        var buffer = FindingBuffer(file: "test.json", levels: levels)
        var canonical: [UInt8] = []
        var recorded = RecordedValues()
        let isGood = Validator(schema: schema).validate(
            tape, metadata: 0, isVideo: false, into: &buffer, canonical: &canonical,
            values: &recorded)
        #expect(isGood)
        #expect(buffer.findings.map(\.severity) == [.warning])
        let values = Dictionary(
            uniqueKeysWithValues: recorded.values.map { (schema.keys[$0.key].name, $0.value) })
        #expect(values == ["n": [.other], "flag": [.other], "name": [.string("a")]])
    }

    /// More undeclared keys than a validator remembers are found all the same.
    @Test func anyNumberOfUndeclaredKeysIsFound() throws {
        let validator = Validator(schema: schema)
        let keys = (0..<3000).map { "\"key \($0)\": 1" }
        let text = "{\(keys.joined(separator: ",")), \"key 2999\": 2, \"key 3\": 2}"
        let rules = try validator.findings(in: text).map(\.rule)
        #expect(rules.count { $0 == .keyUnknown } == 3000)
        #expect(rules.count { $0 == .keyDuplicate } == 2)
    }

    @Test func anEmbeddingTooLargeForActiveIsAProblemOfTheSchema() {
        let schema = makeSchema([
            "a": "embedding(2001)", "b": "embedding(2000)", "c": "embedding(4096)",
        ])
        var buffer = FindingBuffer(file: "schema.json")
        schema.problems(for: .index, into: &buffer)
        #expect(buffer.findings.isEmpty)
        schema.problems(for: .active, into: &buffer)
        #expect(buffer.findings.map(\.key) == ["a", "c"])
        #expect(buffer.findings.map(\.rule) == [.schemaEmbeddingTarget, .schemaEmbeddingTarget])
    }

    /// Depth costs no recursion.
    @Test func deepDocumentsAreChecked() throws {
        let depth = 9_000
        let text =
            "{\"zz\":" + String(repeating: "{\"a\":[", count: depth / 2) + "{\"b\":1,\"b\":2}"
            + String(repeating: "]}", count: depth / 2) + "}"
        let rules = try Validator(schema: schema).findings(in: text).map(\.rule)
        #expect(rules == [.keyUnknown, .keyDuplicate])
    }
}

extension RuleLevels {
    /// No rule is looked for.
    fileprivate static var silent: RuleLevels {
        var levels = RuleLevels()
        for rule in RuleID.allCases { levels[rule] = nil }
        return levels
    }
}
