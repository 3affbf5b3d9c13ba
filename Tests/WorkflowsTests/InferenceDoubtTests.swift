import Foundation
import SchemaModel
import Testing

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
        return Dictionary(uniqueKeysWithValues: inference.proposals.map { ($0.key, $0) })
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

    @Test func keysThatDifferByCase() throws {
        let found = try proposals(["{\"site\": \"x\", \"Site\": \"y\", \"other\": \"z\"}"])
        #expect(found["site"]?.doubts.contains { $0.text.contains("\"Site\"") } == true)
        #expect(found["Site"]?.doubts.contains { $0.text.contains("\"site\"") } == true)
        #expect(found["other"]?.doubts.isEmpty == true)
    }
}
