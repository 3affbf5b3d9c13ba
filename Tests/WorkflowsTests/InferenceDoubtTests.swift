import CanonicalJSON
import Findings
import Foundation
@testable import Inference
import SchemaModel
import Testing

@testable import UploadReading
@testable import Workflows

/// What a person should look at twice, though the values fit a type.
@Suite struct InferenceDoubtTests {
    private func proposals(_ documents: [String]) throws -> [String: KeyProposal] {
        let lines = documents.enumerated().map { index, document in
            "{\"objectUrl\": \"https://a.example/\(index)\", \"clientMetadata\": \(document)}\n"
        }
        let file = FileManager.default.temporaryDirectory
            .appendingPathComponent("metadex-\(UUID().uuidString).jsonl")
        try Data(lines.joined().utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        var inference = InferSchema(threads: 2)
        try inference.add(InputFile(path: file.path)) { _, _ in }
        return Dictionary(inference.proposals.map { ($0.key, $0) }) { first, _ in first }
    }

    private func keys(_ documents: [String]) throws -> [KeyProposal] {
        let lines = documents.map { "{\"objectUrl\": \"a\", \"clientMetadata\": \($0)}\n" }
        return try withInput(Array(lines.joined().utf8), name: "a.jsonl") { input in
            var inference = InferSchema(threads: 2)
            try inference.add(input) { _, _ in }
            return inference.proposals
        }
    }

    @Test func booleansAsStrings() throws {
        let found = try proposals((0..<20).map { "{\"a\": \"\($0 % 2 == 0)\"}" })
        #expect(found["a"]?.doubts.contains { $0.text.contains("boolean") } == true)
    }

    @Test func momentsAsNumbers() throws {
        let found = try proposals(
            (0..<20).map { "{\"a\": \(1_700_000_000 + $0), \"b\": \($0)}" })
        #expect(found["a"]?.definition == .variant(.number))
        #expect(found["a"]?.doubts.contains { $0.text.contains("1970") } == true)
        #expect(found["a"]?.doubts.first?.place?.position.column != 0)
        #expect(found["b"]?.doubts.isEmpty == true)
    }

    @Test func oneValueIsNoEnum() throws {
        let found = try proposals((0..<20).map { _ in "{\"a\": \"x\"}" })
        #expect(found["a"]?.definition == .variant(.varchar))
    }

    // MARK: Nearly one type

    static let nearly: [(String, String, KeyDefinition)] = [
        ("1.5", #""n/a""#, .variant(.number)), ("true", #""yes""#, .variant(.boolean)),
        (#""2025-03-01""#, #""unknown""#, .variant(.datetime)),
        (#""2025-03-01T10:00Z""#, "1740830400", .variant(.datetime)),
        (#""0f8fad5b-d9cb-469f-a165-70867728950e""#, #""none""#, .variant(.uuid)),
    ]

    /// What is said of one odd value and of several.
    static let nearlyWords: [(String, String, String, String)] = [
        ("1.5", #""n/a""#, "is no number", "are no numbers"),
        ("true", #""yes""#, "is no boolean", "are no booleans"),
        (#""2025-03-01""#, #""unknown""#, "is no datetime", "are no datetimes"),
        (#""0f8fad5b-d9cb-469f-a165-70867728950e""#, #""none""#, "is no uuid", "are no uuids"),
    ]

    @Test(arguments: nearlyWords)
    func oddValuesAreCountedInWords(
        _ usual: String, _ odd: String, _ one: String, _ some: String
    ) throws {
        func note(_ usualCount: Int, _ oddCount: Int) throws -> String? {
            let values =
                [String](repeating: usual, count: usualCount)
                + [String](repeating: odd, count: oddCount)
            return try proposals(values.map { "{\"a\": \($0)}" })["a"]?.doubts.first?.text
        }
        let type = one.split(separator: " ").last ?? ""
        #expect(
            try note(199, 1)
                == "1 of 200 values \(one) and seems a mistake; proposed as \(type), so that "
                + "`validate` shows it")
        #expect(
            try note(198, 2)
                == "2 of 200 values \(some) and seem mistakes; proposed as \(type), so that "
                + "`validate` shows them")
        if type == "datetime" || type == "uuid" {
            #expect(try note(9, 1) == "1 of 10 values \(one); kept as varchar")
            #expect(try note(8, 2) == "2 of 10 values \(some); kept as varchar")
        } else {
            let mix = "mixes 1 string with 9 numbers or booleans; proposed as varchar, the latter "
            #expect(try note(9, 1) == mix + "then have to be written as strings")
            #expect(
                try note(1, 9)
                    == "mixes 9 strings with 1 number or boolean; proposed as varchar, the latter "
                    + "then has to be written as a string")
        }
    }

    @Test func numbersAsStringsAreCountedInWords() throws {
        func note(_ values: [String]) throws -> String? {
            try proposals(values.map { "{\"a\": \"\($0)\"}" })["a"]?.doubts.first?.text
        }
        #expect(
            try note(["1", "a", "b"])
                == "1 of 3 strings is a number; kept as varchar, because it is written as a string")
        #expect(
            try note(["1", "2", "b"])
                == "2 of 3 strings are numbers; kept as varchar, because they are written as strings"
        )
    }

    @Test(arguments: nearly)
    func fewOddValuesAreMistakes(_ usual: String, _ odd: String, _ type: KeyDefinition) throws {
        var values = [String](repeating: usual, count: 199)
        values.insert(odd, at: 120)
        let found = try proposals(values.map { "{\"a\": \($0)}" })
        #expect(found["a"]?.definition == type)
        #expect(found["a"]?.doubts.first?.text.contains("1 of 200 values") == true)
        #expect(found["a"]?.doubts.first?.place?.position.line == 121)
        // One of 50 is more than a few.
        let more = try proposals((values[..<49] + [odd]).map { "{\"a\": \($0)}" })
        #expect(more["a"]?.definition == .variant(.varchar))
    }

    // MARK: Dates

    @Test(arguments: [
        (["01/03/2025", "28/03/2025"], "dates, day first"),
        (["01.03.2025", "31.12.2024"], "dates, day first"),
        (["03/28/2025", "03/01/2025"], "dates, month first"),
        (["1-3-2025", "3-1-2025"], "dates, day or month first"),
        (["13/1/2025", "1/13/2025"], "day first in some and month first in others"),
        (["2025/03/01", "2025/03/02"], "another notation"),
        (["2018:07:03 14:30:15", "2018:07:03 14:30:16"], "another notation"),
    ]) func datesAreNoOptions(_ texts: [String], _ words: String) throws {
        let found = try proposals((0..<28).map { "{\"a\": \"\(texts[$0 % texts.count])\"}" })
        #expect(found["a"]?.definition == .variant(.varchar))
        #expect(found["a"]?.doubts.map(\.text).contains { $0.contains(words) } == true)
        #expect(found["a"]?.doubts.count == 1)
    }

    @Test(arguments: [
        "1/2/3", "13/13/2025", "32/1/2025", "1/2.2025", "01/03/20255", "1//2025", "0/1/2025", "",
    ])
    func noDates(_ text: String) { #expect(NumericDate(text) == nil) }

    @Test func longIdentifiersHaveOneNote() throws {
        let found = try proposals(
            (0..<20).map { "{\"a\": \(1_700_000_000_000_001 + $0 * 500_000_000_000_001)}" })
        #expect(found["a"]?.doubts.count == 1)
        #expect(found["a"]?.doubts.first?.text.contains("ids") == true)
    }

    // MARK: Bytes

    @Test func keysAndOptionsAreCountedByteByByte() throws {
        let found = try proposals(
            (0..<20).map {
                "{\"k \u{E9}\": \($0), \"k e\u{301}\": \"\($0 % 2 == 0 ? "Rain" : "rain")\"}"
            })
        #expect(found.keys.count == 1, "String compares them as equal")
        let keys = try keys((0..<20).map { "{\"k \u{E9}\": \($0), \"k e\u{301}\": 1}" })
        #expect(keys.map(\.key.utf8.count) == [5, 4])
        #expect(keys.map(\.valueCount) == [20, 20])
        #expect(
            keys.map(\.doubts.last?.text) == [
                #"differs from "k \u00e9" only by the composition of accents"#,
                #"differs from "k e\u0301" only by the composition of accents"#,
            ])
    }

    @Test("of keys that look alike each names one: twice as many have twice as many doubts")
    func manyKeysThatLookAlike() throws {
        for bits in [3, 9, 10] {
            let names = (0..<1 << bits).map { number in
                (0..<bits).map { number >> $0 & 1 == 0 ? "k" : "K" }.joined()
            }
            let members = names.map { "\"\($0)\": 1" }.joined(separator: ", ")
            let doubts = try keys(["{\(members)}"]).map { key in
                key.doubts.map(\.text).filter { $0.hasPrefix("differs from") }
            }
            #expect(doubts.allSatisfy { $0.count == 1 })
            let first = "differs from \"\(String(repeating: "K", count: bits))\""
            #expect(doubts.count { $0.first?.hasPrefix(first) == true } == names.count - 1)
        }
    }

    @Test func optionsThatDifferByCaseAreTold() throws {
        let found = try proposals(
            (0..<30).map { "{\"a\": \"\(["Rain", "rain", "snow"][$0 % 3])\"}" })
        guard case .enumeration? = found["a"]?.definition else {
            Issue.record("three options")
            return
        }
        #expect(
            found["a"]?.doubts.contains {
                $0.text.contains(#""Rain" and "rain" that differ only by case"#)
            } == true)
    }

    // MARK: Many keys

    @Test func manyKeysInOneItemHaveTheirPlaces() throws {
        let keys = (0..<20_000).map { "\n\"k\($0)\": {}" }
        let found = try proposals(["{\(keys.joined(separator: ","))}".replacing("\n", with: "")])
        #expect(found.count == 20_000)
        #expect(found["k0"]?.doubts.first?.place?.position.line == 1)
        let places = found.values.compactMap { $0.doubts.first?.place?.position.column }
        #expect(Set(places).count == 20_000)
    }

    @Test func tooManyKeysAreRefused() throws {
        let keys = (0...InferSchema.keysMax).map { "\"k\($0)\": 1" }
        #expect(throws: InferSchema.TooManyKeys.self) {
            try proposals(["{\(keys.joined(separator: ","))}"])
        }
    }

    @Test func keysThatDifferByCase() throws {
        let found = try proposals(["{\"site\": \"x\", \"Site\": \"y\", \"other\": \"z\"}"])
        #expect(found["site"]?.doubts.contains { $0.text.contains("\"Site\"") } == true)
        #expect(found["Site"]?.doubts.contains { $0.text.contains("\"site\"") } == true)
        #expect(found["other"]?.doubts.isEmpty == true)
    }
}
