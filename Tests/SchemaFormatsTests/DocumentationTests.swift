import CanonicalJSON
import Findings
import Foundation
import SchemaFormats
import SchemaModel
import Testing

/// The examples of `Docs/schema-files.md` are read as a person would have Metadex read them.
@Suite struct DocumentationTests {
    private struct Block {
        let kind: String
        let text: String
    }

    private let blocks: [Block]

    init() throws {
        let url = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
            .deletingLastPathComponent().appendingPathComponent("../../Docs/schema-files.md")
        var blocks: [Block] = []
        var kind: String?
        var lines: [String] = []
        for line in try String(contentsOf: url.standardized, encoding: .utf8).split(
            separator: "\n", omittingEmptySubsequences: false)
        {
            if let open = kind {
                if line == "```" {
                    blocks.append(Block(kind: open, text: lines.joined(separator: "\n") + "\n"))
                    kind = nil
                } else {
                    lines.append(String(line))
                }
            } else if line.hasPrefix("```") {
                kind = String(line.dropFirst(3))
                lines = []
            }
        }
        self.blocks = blocks
    }

    private func reading(_ block: Block) -> SchemaReading {
        let ending = block.kind.hasPrefix("json") ? "json" : "yaml"
        return SchemaReader.read(Array(block.text.utf8), file: "schema.\(ending)")
    }

    @Test func goodExamplesAreGood() {
        let good = blocks.filter {
            ["yaml", "json", "yaml before", "yaml after"].contains($0.kind)
        }
        #expect(good.count >= 7)
        for block in good {
            #expect(reading(block).schema != nil, "\(block.text)")
            #expect(reading(block).findings.isEmpty, "\(block.text)")
        }
    }

    @Test func jsonExamplesAreWrittenAsTheyStand() throws {
        for block in blocks where block.kind == "json" {
            let reading = reading(block)
            let schema = try #require(reading.schema)
            #expect(SchemaWriter.write(schema, as: reading.format) == block.text)
        }
    }

    @Test func badExamplesGiveTheirFindings() {
        var count = 0
        for (bad, expected) in zip(blocks, blocks.dropFirst()) where bad.kind == "yaml bad" {
            count += 1
            #expect(expected.kind == "text findings")
            let lines = reading(bad).findings.map { finding in
                let place = finding.location.position
                return "\(finding.location.file):\(place.line):\(place.column): "
                    + "\(finding.severity)[\(finding.rule.name)] \(finding.message)\n"
            }
            #expect(lines.joined() == expected.text)
        }
        #expect(count == 1)
    }

    @Test func importsSayWhatTheyChangeAndRefuse() throws {
        let before = try #require(
            blocks.first { $0.kind == "yaml before" }.flatMap { reading($0).schema })
        var count = 0
        for (after, expected) in zip(blocks, blocks.dropFirst()) where after.kind == "yaml after" {
            count += 1
            let wanted = try #require(reading(after).schema)
            let comparison = SchemaComparison(from: before, to: wanted)
            if expected.kind == "text changes" {
                #expect(comparison.lines.map { $0 + "\n" }.joined() == expected.text)
                #expect(comparison.problems.isEmpty)
            } else {
                #expect(expected.kind == "text problems")
                #expect(comparison.problems.map { $0.message + "\n" }.joined() == expected.text)
            }
        }
        #expect(count == 2)
    }
}
