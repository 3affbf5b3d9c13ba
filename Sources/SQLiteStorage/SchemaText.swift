import Findings
import SchemaFormats
import SchemaModel
import Storage

/// How the table `schema_revisions` spells a revision.
enum SchemaText {
    /// The whole schema in the short form, as JSON: it keeps descriptions, which the wire form does
    /// not have.
    static func text(of schema: MetadataSchema) -> String {
        SchemaWriter.write(schema, as: .json)
    }

    /// Reads what ``text(of:)`` has written.
    ///
    /// - Throws: ``StoreError`` of kind `damagedRow`.
    static func schema(from text: String) throws -> MetadataSchema {
        var levels = RuleLevels()
        // What was stored once is read again, whatever is asked of new schemas today.
        for rule in RuleID.allCases { levels[rule] = nil }
        let reading = SchemaReader.read(
            Array(text.utf8), file: "schema_revisions", format: .json, levels: levels)
        guard let schema = reading.schema else {
            let problem = reading.findings.first?.message ?? "it cannot be read"
            throw StoreError(.damagedRow(detail: "schema_revisions holds no schema: \(problem)"))
        }
        return schema
    }

    /// The lines of a revision, each ended by LF.
    static func text(ofLines lines: [String]) -> String {
        lines.map { $0 + "\n" }.joined()
    }

    /// Reads what ``text(ofLines:)`` has written.
    static func lines(from text: String) -> [String] {
        text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
    }
}
