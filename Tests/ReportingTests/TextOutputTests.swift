import Testing

@testable import Reporting

@Suite struct TextOutputTests {
    private struct Full: Error {}

    @Test func handsOnEverythingInOrder() throws {
        let collector = Collector()
        let output = TextOutput(sink: collector.take)
        var expected = ""
        for number in 0..<30_000 {
            output.write("\(number) ")
            output.write([UInt8(ascii: "\n")])
            expected += "\(number) \n"
        }
        try output.flush()
        #expect(collector.bytes == Array(expected.utf8))
    }

    @Test func keepsTheFirstErrorAndWritesNoMore() {
        var calls = 0
        let output = TextOutput { _ in
            calls += 1
            throw Full()
        }
        let piece = String(repeating: "x", count: TextOutput.bufferBytesMax)
        for _ in 0..<5 { output.write(piece) }
        #expect(calls == 1)
        #expect(output.error is Full)
        #expect(throws: Full.self) { try output.flush() }
    }

    @Test(arguments: ReportFormat.allCases)
    func reportsPassOnTheError(format: ReportFormat) {
        var report = format.report(to: TextOutput { _ in throw Full() })
        report.begin(ReportRun(toolVersion: "1"))
        #expect(throws: Full.self) { try report.end(SampleRun.sample().summary) }
    }
}
