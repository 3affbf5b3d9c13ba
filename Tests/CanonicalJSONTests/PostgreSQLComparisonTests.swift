import CanonicalJSON
import TestSupport
import Testing

/// The claim of the whole target, put to the server itself. Skipped where there is none.
@Suite struct PostgreSQLComparisonTests {
    @Test(
        .enabled(
            if: PostgreSQLServer.programs != nil,
            "PostgreSQL 15 (initdb and postgres) is not installed"))
    func jsonbAgreesOnEveryDocument() throws {
        let server = try PostgreSQLServer(programs: #require(PostgreSQLServer.programs))
        defer { server.remove() }
        let seed: UInt64 = 2_015
        var random = RandomDocuments(seed: seed)
        var documents: [[UInt8]] = []
        for _ in 0..<3_000 {
            documents.append(random.next())
            documents.append(random.nextBroken())
        }
        documents += CaseFiles.load("syntax-errors.json", as: JSONScannerTests.ErrorCase.self).map(
            \.bytes)
        documents += CaseFiles.load("canonical.json", as: CanonicalWriterTests.Pair.self).map {
            Array($0.text.utf8)
        }

        let expected = try server.canonicalTexts(of: documents)
        var accepted = 0
        for (document, expected) in zip(documents, expected) {
            let canonical = canonicalText(document)
            if expected != nil { accepted += 1 }
            #expect(
                canonical == expected,
                """
                seed \(seed), document \(String(decoding: document, as: UTF8.self)), \
                canonical \(canonical.map { String(decoding: $0, as: UTF8.self) } ?? "refused"), \
                jsonb \(expected.map { String(decoding: $0, as: UTF8.self) } ?? "refused")
                """)
        }
        // Both kinds were really there.
        #expect(accepted > 2_500)
        #expect(documents.count - accepted > 2_000)
    }
}
