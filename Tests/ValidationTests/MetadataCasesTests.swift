import CanonicalJSON
import Findings
import SchemaModel
import TestSupport
import Testing

@testable import Validation
import Values

@Suite struct MetadataCasesTests {
    /// A finding as the cases write it; what a case leaves out may be anything, save for the
    /// suggestion, which `null` says must be missing.
    struct Expected: Decodable {
        var rule: String
        var pointer: String
        var suggestion: String??
        var expected: String?
        var value: String?
        var related: String?

        enum CodingKeys: CodingKey { case rule, pointer, suggestion, expected, value, related }

        init(from decoder: any Decoder) throws {
            let values = try decoder.container(keyedBy: CodingKeys.self)
            rule = try values.decode(String.self, forKey: .rule)
            pointer = try values.decode(String.self, forKey: .pointer)
            if values.contains(.suggestion) {
                suggestion = .some(try values.decode(String?.self, forKey: .suggestion))
            }
            expected = try values.decodeIfPresent(String.self, forKey: .expected)
            value = try values.decodeIfPresent(String.self, forKey: .value)
            related = try values.decodeIfPresent(String.self, forKey: .related)
        }
    }
    struct Case: Decodable {
        var name: String
        var schema: String?
        var metadata: String
        var video: Bool
        var findings: [Expected]
    }
    enum Word: Decodable {
        case type(String)
        case options([String])

        init(from decoder: any Decoder) throws {
            let value = try decoder.singleValueContainer()
            if let word = try? value.decode(String.self) {
                self = .type(word)
            } else {
                self = .options(try value.decode([String].self))
            }
        }
    }
    struct File: Decodable {
        var schema: [String: Word]
        var cases: [Case]
    }

    static func load() throws -> (schema: CompiledSchema, cases: [Case]) {
        let file = try cases("metadata", as: File.self)
        var words: [String: String] = [:]
        var enums: [String: [String]] = [:]
        for (key, word) in file.schema {
            switch word {
            case .type(let word): words[key] = word
            case .options(let options): enums[key] = options
            }
        }
        return (makeSchema(words, enums: enums), file.cases)
    }

    @Test func casesHaveTheirFindings() throws {
        let (schema, cases) = try MetadataCasesTests.load()
        // One validator for all cases: what it remembers must not change what it finds.
        let shared = Validator(schema: schema)
        let alone = Validator(schema: nil)
        for entry in cases + cases.reversed() {
            let validator = entry.schema == nil ? alone : shared
            let findings = try validator.findings(in: entry.metadata, isVideo: entry.video)
            expect(findings, entry)
        }
    }

    private func expect(_ findings: [Finding], _ entry: Case) {
        let found = findings.sorted { $0.sortKey < $1.sortKey }
        let wanted = entry.findings.sorted {
            "\($0.pointer) \($0.rule)" < "\($1.pointer) \($1.rule)"
        }
        let names = found.map { "\($0.location.pointer) \($0.rule)" }
        guard names == wanted.map({ "\($0.pointer) \($0.rule)" }) else {
            Issue.record("\(entry.name): found \(names)")
            return
        }
        for (finding, wish) in zip(found, wanted) {
            if let suggestion = wish.suggestion {
                #expect(finding.suggestion == suggestion, "\(entry.name)")
            }
            if let expected = wish.expected {
                #expect(finding.expected == expected, "\(entry.name)")
            }
            if let value = wish.value { #expect(finding.value == value, "\(entry.name)") }
            if let related = wish.related {
                #expect(finding.related?.pointer == related, "\(entry.name)")
            }
            #expect(!finding.message.contains("?"), "\(entry.name): \(finding.message)")
        }
    }

    /// Every rule about values and metadata is found by some case, and by no good one.
    @Test func everyRuleHasACase() throws {
        let (_, cases) = try MetadataCasesTests.load()
        let fired = Set(cases.flatMap { $0.findings.map(\.rule) })
        let elsewhere: Set<RuleID> = [.metadataLarge, .metadataTooLarge]
        for rule in RuleID.allCases where (300..<500).contains(rule.rawValue) {
            #expect(fired.contains("\(rule)") || elsewhere.contains(rule), "\(rule)")
        }
    }

    /// The place of a finding is the first byte of what is wrong.
    @Test func placesAreExact() throws {
        let (schema, _) = try MetadataCasesTests.load()
        let validator = Validator(schema: schema)
        let text = #"  {"name": "é\n", "n": "x", "zz": {"a": 1, "a": 2}, "flag": "no"}"#
        let bytes = Array(text.utf8)
        let expected: [String: String] = [
            "numberType": #""x""#, "booleanType": #""no""#, "keyUnknown": #""zz""#,
            "keyDuplicate": #""a""#,
        ]
        let findings = try validator.findings(in: text)
        #expect(findings.count == 4)
        for finding in findings {
            let start = finding.location.position.offset
            let source = bytes[start..<start + finding.location.length]
            #expect(String(decoding: source, as: UTF8.self) == expected["\(finding.rule)"])
        }
        let duplicate = findings.first { $0.rule == .keyDuplicate }
        #expect((duplicate?.related?.position.offset ?? 0) < (duplicate?.offset ?? 0))
    }
}

extension Finding {
    fileprivate var sortKey: String { "\(location.pointer) \(rule)" }
}
