import Testing

@testable import Reporting

@Suite struct GoldenReportTests {
    @Test(arguments: ReportFormat.allCases)
    func sampleRun(format: ReportFormat) throws {
        try expectGolden(SampleRun.sample().text(format), "sample.\(format.rawValue).txt")
    }

    @Test(arguments: ReportFormat.allCases)
    func cleanRun(format: ReportFormat) throws {
        var run = SampleRun()
        run.append(SampleFile(name: "clean.json", text: "{}"), itemCount: 300)
        try expectGolden(run.text(format), "clean.\(format.rawValue).txt")
    }

    @Test func colouredSample() throws {
        try expectGolden(
            SampleRun.sample().text(.full, ReportOptions(isColoured: true)), "sample.coloured.txt")
    }
}
