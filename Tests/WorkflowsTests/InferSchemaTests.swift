import CanonicalJSON
import Findings
@testable import Inference
import SchemaFormats
import SchemaModel
import TestSupport
import Testing
import UploadFormats

@testable import Workflows

@Suite struct InferSchemaTests {
    /// Infers from values of one key, `k`, an item each.
    private func proposal(_ values: [String], threads: Int = 1) throws -> KeyProposal {
        try #require(try infer(values.map { #"{"k": \#($0)}"# }, threads: threads).proposals.first)
    }

    private func infer(_ metadata: [String], threads: Int = 1) throws -> InferSchema {
        try infer(files: [metadata], threads: threads)
    }

    private func lines(_ metadata: [String]) -> [UInt8] {
        let items = metadata.enumerated().map {
            #"{"url": "\#($0).mp4", "clientMetadata": \#($1)}"#
        }
        return Array(items.joined(separator: "\n").utf8)
    }

    private func infer(files: [[String]], threads: Int = 1, windowBytes: Int = 256) throws
        -> InferSchema
    {
        var infer = InferSchema(threads: threads, format: .jsonLines)
        infer.windowBytes = windowBytes
        for (number, metadata) in files.enumerated() {
            try withInput(lines(metadata), name: "file\(number)") { input in
                try infer.add(input) { finding, _ in Issue.record("\(finding.line)") }
            }
        }
        return infer
    }

    private func repeated(_ values: [String], _ count: Int) -> [String] {
        (0..<count).map { values[$0 % values.count] }
    }

    // MARK: One key

    @Test(arguments: [
        (["true", "false"], KeyDefinition.variant(.boolean)),
        (["1", "2.5", "-1e3"], .variant(.number)),
        ([#""2025-03-01""#, #""2025-03-01T10:00:00Z""#], .variant(.datetime)),
        ([#""0f8fad5b-d9cb-469f-a165-70867728950e""#], .variant(.uuid)),
        ([#""a""#, #""b""#], .variant(.varchar)),
        ([#""00601""#, #""10115""#], .variant(.varchar)),
        ([#""12""#, #""7""#], .variant(.varchar)),
        ([#""20250301""#, #""20250302""#], .variant(.varchar)),
        ([#""a\nb""#, #""c""#], .variant(.text)),
        ([#""2025-03-01""#, #""unknown""#], .variant(.varchar)),
        (["1", #""n/a""#], .variant(.varchar)),
        (["true", #""yes""#], .variant(.varchar)),
        (["null", "1", "null"], .variant(.number)),
        ([#"{"latitude": 51.5, "longitude": -0.1}"#], .geospatial),
        (["[1,2,3,4,5,6,7,8]", "[0,0,0,0,0,0,0,-1e-3]"], .embedding(size: 8, api: nil)),
    ]) func types(_ values: [String], _ definition: KeyDefinition) throws {
        #expect(try proposal(values).definition == definition)
    }

    @Test(arguments: [
        (["null", "null"], "always null"), (["[1,2,3]"], "arrays of 3 numbers"),
        (["[1,2,3,4,5,6,7,8]", "[1,2,3,4,5,6,7,8,9]"], "arrays of different sizes"),
        ([#"["a"]"#], "other arrays"), (["[]"], "other arrays"), ([#"{"a": 1}"#], "objects"),
        ([#"{"latitude": 91, "longitude": 0}"#], "objects"), (["1", "[1]"], "no type covers"),
        (["1", "1e400"], "beyond the range"),
    ]) func leftUndeclared(_ values: [String], _ reason: String) throws {
        let proposal = try proposal(values)
        #expect(proposal.definition == nil)
        #expect(proposal.doubts.contains { $0.text.contains(reason) }, "\(proposal.doubts)")
    }

    @Test func codesWithLeadingZerosAreToldWithTheirPlace() throws {
        let proposal = try proposal([#""10115""#, #""00601""#, #""00602""#])
        #expect(proposal.definition == .variant(.varchar))
        let doubt = try #require(proposal.doubts.first)
        #expect(doubt.text.contains("leading zeros"))
        #expect(doubt.place?.position.line == 2)
        #expect(doubt.place?.position.column == 42)
    }

    @Test func mixedColumnsAreToldWithThePlaceOfTheOddOne() throws {
        for threads in [1, 3] {
            var values = repeated([#""n/a""#], 50)
            values[30] = "7"
            values[40] = "8"
            let few = try proposal(values, threads: threads)
            #expect(few.definition == .variant(.varchar))
            #expect(few.doubts.first?.place?.position.line == 31)
            let many = try proposal(values.map { $0 == "7" ? #""x""# : "1" }, threads: threads)
            #expect(many.definition == .variant(.varchar))
            #expect(many.doubts.first?.place?.position.line == 31)
        }
    }

    @Test func fewDifferentTextsAreOptions() throws {
        let options = [#""rain""#, #""fog""#, #""clear""#]
        #expect(
            try proposal(repeated(options, 15)).definition
                == .enumeration(["clear", "fog", "rain"]))
        #expect(try proposal(repeated(options, 14)).definition == .variant(.varchar))
        #expect(try proposal(repeated([#""a""#], 9)).definition == .variant(.varchar))
        let many = (0..<31).map { "\"o\($0)\"" }
        #expect(try proposal(repeated(many, 310)).definition == .variant(.varchar))
        let most = (0..<30).map { "\"o\($0)\"" }
        guard
            case .enumeration(let found)? = try proposal(repeated(most, 300), threads: 3).definition
        else {
            Issue.record("30 options are an enum")
            return
        }
        #expect(found.count == 30)
    }

    /// Two spellings of one letter are two options, as they are two texts in JSON.
    @Test func optionsAreToldApartByteForByte() throws {
        let values = repeated(["\"caf\u{E9}\"", "\"cafe\u{301}\""], 20)
        for threads in [1, 3] {
            let definition = try proposal(values, threads: threads).definition
            #expect(definition == .enumeration(["cafe\u{301}", "caf\u{E9}"]))
        }
    }

    @Test func longTextsAreNoVarchar() throws {
        let long = "\"" + String(repeating: "x", count: 8193) + "\""
        #expect(try proposal([long]).definition == .variant(.text))
        #expect(try proposal([long, #""00601""#]).definition == .variant(.text))
        #expect(try proposal([long, #""12""#]).definition == .variant(.text))
        #expect(try proposal([long, #""2025-03-01""#]).definition == .variant(.text))
    }

    /// A value far behind the first rows counts like all others.
    @Test func everyItemCounts() throws {
        var values = repeated(["1"], 3000)
        values[2999] = #""none""#
        for threads in [1, 3] {
            let proposal = try proposal(values, threads: threads)
            #expect(proposal.definition == .variant(.number))
            #expect(proposal.valueCount == 3000)
            #expect(proposal.doubts.first?.place?.position.line == 3000)
        }
    }

    // MARK: Files

    @Test func keysAreSortedAndBadNamesLeftOut() throws {
        let infer = try infer([#"{"b": 1, "größe": 1, "a": true, "$x": 1, "keyframes": 2}"#])
        #expect(infer.proposals.map(\.key) == ["$x", "a", "b", "größe", "keyframes"])
        #expect(infer.schema.keys.map(\.name.text) == ["a", "b"])
    }

    @Test func framesCountToo() throws {
        let infer = try infer([
            #"{"speed": 1, "$encord": {"frames": {"0": {"speed": 2, "inside": true}}}}"#
        ])
        #expect(infer.schema.keys.map(\.name.text) == ["inside", "speed"])
        #expect(infer.proposals.first { $0.key == "speed" }?.valueCount == 2)
    }

    /// A doubt names the file that its place is in.
    @Test func placesBelongToTheirFiles() throws {
        let infer = try infer(files: [
            [#"{"a": "x"}"#, #"{"a": "x", "b": 1}"#, #"{"b": "x"}"#],
            [#"{"a": "007"}"#, #"{"b": 2}"#],
        ])
        #expect(infer.itemCount == 5)
        let a = try #require(infer.proposals.first)
        #expect(a.doubts.first?.place?.position.line == 1)
        #expect(a.doubts.first?.place?.file == "file1")
        let b = try #require(infer.proposals.last)
        #expect(b.doubts.first?.place?.position.line == 3)
        #expect(b.doubts.first?.place?.file == "file0")
    }

    @Test func faultyTextIsTold() throws {
        var infer = InferSchema(threads: 2)
        var rules: [RuleID] = []
        let text =
            #"[{"url": "a.png", "clientMetadata": {"a": NaN}}, {"url": "b.png", "clientMetadata": {"a": 1}}]"#
        try withInput(Array(text.utf8)) { input in
            try infer.add(input) { finding, _ in rules.append(finding.rule) }
        }
        #expect(rules == [.jsonSyntax])
        #expect(infer.schema.type(of: "a") == .number)
    }

    // MARK: Property

    /// What is inferred validates the files that it came from.
    @Test(arguments: 1...30 as ClosedRange<UInt64>) func whatIsInferredValidates(_ seed: UInt64)
        throws
    {
        var columns = RandomColumns(seed: seed)
        let metadata = columns.metadata(count: Int.random(in: 1...120, using: &columns.random))
        let one = try infer(files: [metadata], threads: 1)
        let many = try infer(files: [metadata], threads: 3, windowBytes: 100)
        #expect(one.proposals == many.proposals, "seed \(seed)")
        for format in [SchemaFormat.yaml, .json, .encord] {
            let text = SchemaWriter.write(one.schema, as: format)
            let read = SchemaReader.read(Array(text.utf8), file: "inferred", format: format)
            #expect(read.schema == one.schema)
        }
        let checked = try CheckedUpload(
            lines(metadata), one.schema, Reading(threads: 2, format: .jsonLines))
        let errors = checked.findings.filter {
            $0.severity == .error && $0.key.map(columns.isClean) != false
        }
        #expect(errors.map(\.line) == [], "seed \(seed)")
    }
}

/// Metadata of random keys; each key has one kind of values throughout, or some mixture.
private struct RandomColumns {
    var random: SeededGenerator
    private let kinds: [String: Int]
    static let kindCount = 17

    init(seed: UInt64) {
        random = SeededGenerator(seed: seed)
        var kinds: [String: Int] = [:]
        for number in 0..<8 { kinds["key \(number)"] = random.below(RandomColumns.kindCount) }
        self.kinds = kinds
    }

    /// Whether no value of the key has to be written in another way.
    func isClean(_ key: String) -> Bool { (kinds[key] ?? 0) != 16 }

    mutating func metadata(count: Int) -> [String] {
        (0..<count).map { _ in
            let keys = kinds.keys.sorted().filter { _ in random.chance(0.8) }
            return "{" + keys.map { "\"\($0)\": \(value(kinds[$0] ?? 0))" }.joined(separator: ", ")
                + "}"
        }
    }

    private mutating func value(_ kind: Int) -> String {
        if random.chance(0.1) { return "null" }
        switch kind {
        case 0: return random.pick(["true", "false"])
        case 1: return random.pick(["0", "-1.5", "1e308", "9007199254740993", "0.1"])
        case 2:
            return random.pick([#""2025-03-01""#, #""2025-W09-6""#, #""2025-060T10:00+01:00""#])
        case 3: return #""0f8fad5b-d9cb-469f-a165-70867728950\#(random.below(10))""#
        case 4:
            return random.pick([#""rain""#, #""fog""#, #""é""#, "\"e\u{301}\"", #""""#, #"" x""#])
        case 5: return "\"text \(random.below(1000))\""
        case 6: return random.pick([#""00601""#, #""10115""#, #""7""#, #""-0.5""#])
        case 7:
            return "\"" + String(repeating: "y", count: random.pick([1, 255, 256, 8192, 8193]))
                + "\""
        case 8:
            return "[" + (0..<9).map { _ in "\(random.below(9) + 1)" }.joined(separator: ", ") + "]"
        case 9: return random.pick(["[1, 2]", "[1, 2, 3]", "[]"])
        case 10:
            return
                #"{"longitude": \#(random.below(180)), "latitude": -\#(random.below(90)), "x": []}"#
        case 11:
            return random.pick([
                #"{"a": 1}"#, #"{"latitude": 1}"#, #"{"latitude": 91, "longitude": 1}"#,
            ])
        case 12: return random.pick([#""2025-03-01""#, #""2025-02-30""#, #""-""#])
        case 13: return random.pick([#""0f8fad5b-d9cb-469f-a165-708677289501""#, #""none""#])
        case 14: return random.pick([#""a\nb""#, #""00601""#, #""12""#])
        case 15: return random.pick(["1", "-1e400", "2"])
        default: return random.pick(["1", "true", #""x""#])
        }
    }
}
