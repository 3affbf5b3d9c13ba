import CanonicalJSON
import Findings
import Foundation
import Testing

import Text
@testable import Reporting

@Suite struct FullReportTests {
    private func run(causes: Int) -> SampleRun {
        var run = SampleRun()
        var file = SampleFile(name: "a.json", text: "[1]")
        for key in 0..<causes {
            for item in 0...key { file.add(.uuidFormat, at: "1", item: item, key: "k\(key)") }
        }
        run.append(file, itemCount: causes)
        return run
    }

    @Test func neverMoreThanTwoScreensByDefault() throws {
        let text = try run(causes: 200).text(.full)
        #expect(text.split(separator: "\n", omittingEmptySubsequences: false).count <= 100)
        #expect(
            text.contains("… and 192 more causes (18,528 findings); --max-findings 0 shows all"))
        #expect(text.contains("1 file, 200 items: 20,100 errors"))
    }

    @Test(arguments: [(0, 12), (3, 3), (nil, 8)])
    func findingsMaxChoosesTheCauses(findingsMax: Int?, expected: Int) throws {
        let text = try run(causes: 12).text(.full, ReportOptions(findingsMax: findingsMax))
        #expect(text.split(separator: "\n").count { $0.hasPrefix("error[") } == expected)
    }

    /// Beyond the tally's memory the values are counted together; the words are a finding's own.
    @Test(arguments: [ReportFormat.full, .github])
    func foldedValuesAreShownByOneOfThem(_ format: ReportFormat) throws {
        var run = SampleRun()
        var file = SampleFile(name: "a.json", text: "[1]")
        for item in 0..<FindingTally.causesMax {
            file.add(.uuidFormat, at: "1", item: item, key: "k", value: "\"v\(item)\"")
        }
        for item in 0..<7 {
            file.add(.numberType, at: "1", item: item, key: "n", value: "\"w\(item)\"")
        }
        run.append(file, itemCount: FindingTally.causesMax)
        let text = try run.text(format)
        #expect(text.contains(#"n: expected a number, found "w0""#))
        #expect(text.contains("7 findings in 7 items"))
        #expect(!text.contains(RuleID.numberType.rule.sentence))
        #expect(text.contains(", at least "))
    }

    /// One message is one cause, however the items differ that it is about.
    @Test func oneMessageIsToldOnce() throws {
        var run = SampleRun()
        var file = SampleFile(name: "a.json", text: "[1]")
        for item in 0..<2_000 {
            file.add(
                .itemMissingURL, at: "1", item: item, key: "objectUrl", value: "{\(item)}")
        }
        run.append(file, itemCount: 2_000)
        let text = try run.text(.full)
        #expect(!text.contains("also:"))
        #expect(text.contains("= 2,000 findings in 2,000 items, 3 shown"))
        #expect(try run.text(.github).contains("(2,000 findings in 2,000 items)"))
    }

    /// On a terminal no line of words is longer than it, and none is lost.
    @Test(arguments: [40, 60, 100])
    func messagesAndHintsEndAtWords(_ width: Int) throws {
        let whole = try SampleRun.sample().text(.full, ReportOptions(width: width))
        let text = try SampleRun.sample().text(.full, ReportOptions(width: width, wraps: true))
        let words = { (text: String) in text.split { $0 == " " || $0 == "\n" } }
        #expect(words(text) == words(whole))
        let lines = text.split(separator: "\n")
        let hints = lines.indices.filter { lines[$0].contains("= hint: ") }
        #expect(!hints.isEmpty)
        for hint in hints { #expect(DisplayWidth.width(of: String(lines[hint])) <= width) }
        #expect(lines.contains { $0.hasPrefix("    ") } || width > 60)
        let coloured = try SampleRun.sample().text(
            .full, ReportOptions(isColoured: true, width: width, wraps: true))
        #expect(coloured.replacing(#/\u{1B}\[[0-9;]*m/#, with: "") == text)
    }

    @Test func colourIsNeverTheOnlySign() throws {
        let plain = try SampleRun.sample().text(.full)
        let coloured = try SampleRun.sample().text(.full, ReportOptions(isColoured: true))
        #expect(!plain.contains("\u{1B}"))
        #expect(coloured.replacing(#/\u{1B}\[[0-9;]*m/#, with: "") == plain)
    }

    /// The caret stands under the fault whatever the width of the characters before it.
    @Test(arguments: ["x", "\t", "天気", "e\u{301}", "😀\t", "\u{1}"])
    func caretStandsUnderTheFault(before: String) throws {
        var run = SampleRun()
        var file = SampleFile(name: "a.json", text: "[\"\(before)\", 界]")
        file.add(.uuidFormat, at: "界", item: 0, key: "k")
        run.append(file, itemCount: 1)
        let lines = try run.text(.full).split(separator: "\n")
        let source = try #require(lines.first { $0.hasPrefix("1 | ") })
        let caret = try #require(lines.first { $0.contains("^") })
        let fault = try #require(source.range(of: "界", options: .backwards))
        #expect(
            DisplayWidth.width(of: String(source[..<fault.lowerBound]))
                == caret.prefix { $0 != "^" }.count)
        #expect(caret.hasSuffix("^~"))
    }
}
