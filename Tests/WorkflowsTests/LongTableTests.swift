import Findings
import TestSupport
import Testing
import UploadFormats

@testable import Workflows

/// CSV uploads around the limit of rows: what goes in comes out.
@Suite struct LongTableTests {
    private static let limits = [
        SplitUpload.Limits(), SplitUpload.Limits(items: 5_000), SplitUpload.Limits(items: 20_000),
    ]

    private func lines(_ bytes: [UInt8]) -> [String] {
        String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    @Test(arguments: [9_999, 10_000, 10_001, 10_050, 20_001], limits)
    func everyRowIsInOnePart(_ count: Int, _ limits: SplitUpload.Limits) throws {
        let header = "ObjectUrl,Image title"
        // Every 1,000th row is bad, the last one too.
        let rows = (1...count).map { "\($0)\($0 % 1_000 == 0 || $0 == count ? " " : "").png,t" }
        let bad = rows.filter { $0.contains(" ") }
        let split = try SplitUploadTests.Split(
            Array(([header] + rows).joined(separator: "\n").utf8), Reading(format: .csv), limits)
        #expect(split.outcome.accepted + split.outcome.rejected == count)
        #expect(split.outcome.chunks == split.chunks.count)
        #expect(lines(split.rejected) == [header] + bad)
        let chunks = split.chunks.map(lines)
        #expect(chunks.allSatisfy { $0.first == header && $0.count > 1 })
        #expect(
            chunks.flatMap { $0.dropFirst() } == rows.filter { !$0.contains(" ") })
        #expect(chunks.allSatisfy { $0.count - 1 <= min(limits.items ?? 10_000, 10_000) })
        let needed = count - bad.count > 10_000
        #expect(split.outcome.isCutAtRows == (needed && limits.items != 5_000))
    }

    /// Items are counted by the limit of a chunk, rows by the platform.
    @Test func groupsAreCutByTheirRows() throws {
        let rows = (0..<10_500).map { "\($0).png,\($0 % 3_500)" }
        let text = "ObjectUrl,Image group title\n" + rows.joined(separator: "\n")
        let split = try SplitUploadTests.Split(
            Array(text.utf8), Reading(format: .csv), SplitUpload.Limits(items: 5_000))
        let chunks = split.chunks.map { lines($0).dropFirst() }
        #expect(chunks.map(\.count) == [9_999, 501])
        #expect(chunks.flatMap { $0 }.sorted() == rows.sorted())
        #expect(split.outcome.accepted == 3_500 && split.outcome.rejected == 0)
    }

    @Test func aGroupThatNoFileHasRoomForIsRejected() throws {
        let rows = (0..<10_001).map { "\($0).png,g" } + ["a.png,h"]
        let text = "ObjectUrl,Image group title\n" + rows.joined(separator: "\n")
        let split = try SplitUploadTests.Split(Array(text.utf8), Reading(format: .csv))
        #expect(split.chunks.map { lines($0).dropFirst() } == [["a.png,h"]])
        #expect(lines(split.rejected).dropFirst() == rows.dropLast()[...])
        #expect(split.outcome.summary.rejectedItems == 1)
        #expect(split.findings.map(\.rule) == [.csvTooManyRows])
        #expect(split.findings.map(\.item?.title) == ["g"])
    }
}
