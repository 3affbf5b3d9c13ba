import CanonicalJSON
import Findings
import Testing

@testable import UploadFormats

@Suite struct UploadTotalsTests {
    private func place(_ offset: Int) -> FindingLocation {
        FindingLocation(file: "-", position: SourcePosition(offset: offset, line: 1, column: 1))
    }

    @Test func limitsAreReportedAtTheFirstItemBeyond() {
        var totals = UploadTotals()
        totals.add(items: 500_000, urls: 1_000_000, at: place(1))
        var findings = FindingBuffer(file: "-")
        totals.report(flags: UploadFlags(), isComplete: true, into: &findings)
        #expect(findings.findings.isEmpty)
        totals.add(urls: 0, at: place(2))
        totals.add(urls: 1, at: place(3))
        totals.add(urls: 1, at: place(4))
        totals.report(flags: UploadFlags(), isComplete: true, into: &findings)
        #expect(findings.findings.map(\.rule) == [.uploadTooManyItems, .uploadTooManyURLs])
        #expect(findings.findings.map(\.location.position.offset) == [2, 3])
        #expect(findings.findings.map(\.value) == ["500003 items", "1000002 URLs"])
    }

    @Test func aBrokenFileIsNotCalledEmpty() {
        var findings = FindingBuffer(file: "-")
        UploadTotals().report(flags: UploadFlags(), isComplete: false, into: &findings)
        #expect(findings.findings.isEmpty)
        UploadTotals().report(flags: UploadFlags(), isComplete: true, into: &findings)
        #expect(findings.findings.map(\.rule) == [.uploadNoItems])
    }
}
