import CanonicalJSON
import Findings
import SchemaModel
import TestSupport
import Testing

@testable import Validation

@Suite struct MetadataProfileTests {
    let schema = makeSchema([
        "when": "datetime", "code": "varchar", "name": "varchar", "n": "number", "rare": "number",
        "body": "text",
    ])

    /// A file of one document a line, checked by a number of validators in turn.
    private func suspicions(in lines: [String], validators count: Int = 1) throws -> [Finding] {
        let validators = (0..<count).map { _ in Validator(schema: schema) }
        var offset = 0
        for (number, line) in lines.enumerated() {
            let tape = try JSONTape(copying: line.utf8)
            var buffer = FindingBuffer(file: "lines.json")
            buffer.baseOffset = offset
            buffer.item = ItemContext(index: number, positionInGroup: number)
            let validator = validators[number % count]
            validator.check(tape, metadata: 0, isVideo: false, into: &buffer)
            let start = SourcePosition(offset: offset, line: number + 1, column: 1)
            Array(line.utf8).withUnsafeBytes {
                validator.profile.resolvePlaces(in: $0, from: start)
            }
            offset += line.utf8.count + 1
        }
        for other in validators.dropFirst().shuffled() {
            validators[0].profile.merge(other.profile)
        }
        return validators[0].profile.suspicions()
    }

    private func rules(in lines: [String]) throws -> [RuleID] {
        try suspicions(in: lines).map(\.rule)
    }

    private func lines(_ count: Int, _ members: (Int) -> String) -> [String] {
        (0..<count).map { "{\(members($0))}" }
    }

    @Test func aGoodFileHasNone() throws {
        let good = lines(300) {
            #""when": "2025-03-01T00:00:00Z", "code": "c\#($0 % 7)", "name": "n\#($0)", "n": \#($0)"#
        }
        #expect(try rules(in: good).filter { $0 != .keyConstant }.isEmpty)
        #expect(try suspicions(in: good).map(\.key) == ["when"])
    }

    @Test func constantKeys() throws {
        let found = try suspicions(in: lines(100) { _ in #""n": 1.0"# })
        #expect(found.map(\.rule) == [.keyConstant])
        #expect(found.first?.value == "1.0")
        #expect(found.first?.item?.index == 0)
        #expect(try rules(in: lines(99) { _ in #""n": 1.0"# }).isEmpty)
        #expect(try rules(in: lines(100) { #""n": \#($0 / 99)"# }).isEmpty)
    }

    @Test func mostlyMissingKeys() throws {
        let rare = { (item: Int) in item == 150 ? #""n": 150, "rare": 7"# : #""n": \#(item)"# }
        let found = try suspicions(in: lines(200, rare))
        #expect(found.map(\.rule) == [.keyMostlyMissing])
        #expect(found.first?.value == "1 of 200 items")
        #expect(found.first?.location.position.line == 151)
        let null = { (item: Int) in #""n": \#(item), "rare": null"# }
        #expect(try rules(in: lines(200, null)).isEmpty)
        let less = { (item: Int) in
            item % 50 == 0 ? #""n": 0, "rare": \#(item)"# : #""n": \#(item)"#
        }
        #expect(try rules(in: lines(200, less)).isEmpty)
    }

    @Test func mixedOffsets() throws {
        let found = try suspicions(in: [
            #"{"when": "2025-03-01T00:00:00Z"}"#, #"{"when": "2025-03-01"}"#,
            #"{"when": "2025-03-01T00:00:00"}"#, #"{"when": "2025-03-02T00:00:00+01:00"}"#,
        ])
        #expect(found.map(\.rule) == [.datetimeMixedOffsets])
        #expect(found.first?.value == "2 with, 1 without")
        #expect(found.first?.location.position.line == 3)
        #expect(found.first?.related?.position.line == 1)
        #expect(
            try rules(in: [#"{"when": "2025-03-01"}"#, #"{"when": "2025-03-01T00:00:00Z"}"#])
                .isEmpty)
    }

    @Test func nearDuplicates() throws {
        let names = ["North", "north ", "North", "South", "NORTH", "No rth", "S\u{F6}uth"]
        let found = try suspicions(in: names.map { #"{"name": "\#($0)"}"# })
        #expect(found.map(\.rule) == [RuleID](repeating: .varcharNearDuplicates, count: 3))
        #expect(found.map(\.value) == [#""north ""#, #""NORTH""#, #""No rth""#])
        #expect(Set(found.map(\.suggestion)) == ["\"North\""])
        #expect(found.map(\.expected) == ["case and spaces", "case", "spaces"])
        // An escape is no other spelling, and free text is not compared.
        #expect(try rules(in: [#"{"name": "a"}"#, #"{"name": "\u0061"}"#]).isEmpty)
        let free = lines(600) { #""name": "x\#($0)""# } + [#"{"name": "X1"}"#]
        #expect(try rules(in: free).isEmpty)
        #expect(try rules(in: [#"{"body": "a"}"#, #"{"body": "A"}"#]).isEmpty)
    }

    @Test func nearDuplicatesThatCannotBeSeen() throws {
        let names = ["Z\u{FC}rich", "Zu\u{308}rich", "Z\u{FC}rich", "Z\u{FC}ri\u{200B}ch"]
        let found = try suspicions(in: names.map { #"{"name": "\#($0)"}"# })
        #expect(
            found.map(\.message) == [
                #"name: "Zu\u0308rich" differs from "Z\u00fcrich" only by the composition of accents"#,
                #"name: "Züri\u200bch" differs from "Zürich" only by invisible characters"#,
            ])
        let keys = try suspicions(in: [
            #"{"k \#u{E9}": 1}"#, #"{"k e\#u{301}": 1, "k \#u{E9}": 2}"#,
        ])
        #expect(keys.map(\.rule) == [.keyCaseVariants])
        #expect(keys.first?.expected == "the composition of accents")
    }

    @Test func leadingZeros() throws {
        let codes = ["00601", "00602", "10001", "601", "77"]
        let found = try suspicions(in: codes.map { #"{"code": "\#($0)"}"# })
        #expect(found.map(\.rule) == [.leadingZero])
        #expect(found.first?.value == #""601""#)
        #expect(found.first?.suggestion == "\"00601\"")
        // Zeros at the front of codes of several lengths say nothing.
        #expect(try rules(in: ["007", "07", "7"].map { #"{"code": "\#($0)"}"# }).isEmpty)
        #expect(try rules(in: ["601", "10001"].map { #"{"code": "\#($0)"}"# }).isEmpty)
    }

    @Test func numbersAsText() throws {
        let found = try suspicions(in: lines(100) { #""code": "\#($0).5""# })
        #expect(found.map(\.rule) == [.numberAsText])
        #expect(found.first?.suggestion == "0.5")
        // One that is no number, codes of one length, and too few values.
        #expect(try rules(in: lines(100) { #""code": "\#($0 == 50 ? "x" : "\($0)")""# }).isEmpty)
        #expect(try rules(in: lines(100) { #""code": "\#($0 + 1000)""# }).isEmpty)
        #expect(try rules(in: lines(99) { #""code": "\#($0)""# }).isEmpty)
    }

    @Test func keysThatDifferByCase() throws {
        let found = try suspicions(in: [
            #"{"Site": 1}"#, #"{"site": 1, "SITE": 2}"#, #"{"site": 3}"#, #"{"N": 1}"#,
        ])
        #expect(found.map(\.rule) == [.keyCaseVariants, .keyCaseVariants])
        #expect(found.map(\.key) == ["Site", "SITE"])
        #expect(found.map(\.suggestion) == ["site", "site"])
        #expect(found.map(\.expected) == ["case", "case"])
        #expect(found.map(\.location.position.line) == [1, 2])
        #expect(found.map(\.location.pointer) == ["/0/Site", "/1/SITE"])
    }

    @Test func rulesThatAreSwitchedOffFindNothing() throws {
        var levels = RuleLevels()
        for rule in RuleID.allCases where rule.rawValue >= 500 { levels[rule] = nil }
        let validator = Validator(schema: schema)
        for text in lines(
            200, { #""name": "\#($0 % 2 == 0 ? "a" : "A")", "n": 1, "Z": 1, "z": 2"# })
        {
            let tape = try JSONTape(copying: text.utf8)
            var buffer = FindingBuffer(file: "x", levels: levels)
            validator.check(tape, metadata: 0, isVideo: false, into: &buffer)
        }
        #expect(validator.profile.suspicions().isEmpty)
    }

    /// Who saw which item does not matter.
    @Test func mergingIsDeterministic() throws {
        var random = SeededGenerator(seed: 5)
        let words = ["North", "north", "NORTH", "South", "south "]
        let times = ["2025-03-01T00:00:00Z", "2025-03-01T00:00:00"]
        for _ in 0..<20 {
            let texts = lines(150) { item in
                let word = words.randomElement(using: &random) ?? ""
                let time = times[Int.random(in: 0..<10, using: &random) == 0 ? 1 : 0]
                let rare = item == 70 ? #", "rare": 1"# : ""
                let key = ["Tag", "tag", "TAG"].randomElement(using: &random) ?? ""
                let code = ["00601", "602", "7"].randomElement(using: &random) ?? ""
                return
                    #""name": "\#(word)", "when": "\#(time)", "code": "\#(code)", "\#(key)": 1, "n": 5\#(rare)"#
            }
            let alone = try suspicions(in: texts)
            #expect(alone.count >= 8)
            #expect(try suspicions(in: texts, validators: 2) == alone, "seed \(random.seed)")
            #expect(try suspicions(in: texts, validators: 5) == alone, "seed \(random.seed)")
        }
    }

    /// Every place has its line, and the message is complete.
    @Test func placesAreResolved() throws {
        let found = try suspicions(
            in: lines(150) { #""n": 1, "name": "\#($0 % 3 == 0 ? "A" : "a")", "q": 1"# },
            validators: 3)
        #expect(found.count == 2)
        for finding in found {
            #expect(finding.location.position.line == 1)
            #expect(finding.location.position.column > 1)
            #expect(!finding.message.contains("?"), "\(finding.message)")
        }
    }
}
