import Findings
import Foundation
import Testing

#if canImport(FoundationXML)
    import FoundationXML
#endif

@testable import Reporting

@Suite struct JUnitReportTests {
    /// Reads a report into its elements: the name, the attributes and the text.
    private final class Reader: NSObject, XMLParserDelegate {
        var elements: [(name: String, attributes: [String: String], text: String)] = []
        private var open: [Int] = []

        func parser(
            _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
            qualifiedName: String?, attributes: [String: String]
        ) {
            open.append(elements.count)
            elements.append((name, attributes, ""))
        }

        func parser(_ parser: XMLParser, foundCharacters text: String) {
            if let last = open.last { elements[last].text += text }
        }

        func parser(
            _ parser: XMLParser, didEndElement name: String, namespaceURI: String?,
            qualifiedName: String?
        ) { open.removeLast() }
    }

    private func elements(
        _ text: String
    ) throws -> [(name: String, attributes: [String: String], text: String)] {
        let parser = XMLParser(data: Data(text.utf8))
        let reader = Reader()
        parser.delegate = reader
        #expect(parser.parse(), "\(parser.parserError.debugDescription)")
        return reader.elements
    }

    @Test func oneSuiteAFileAndOneCaseARule() throws {
        let elements = try elements(SampleRun.sample().text(.junit))
        let suites = elements.filter { $0.name == "testsuite" }.map(\.attributes)
        #expect(suites.map { $0["id"] } == ["0", "1", "2", "3"])
        #expect(suites.map { $0["tests"] } == ["5", "2", "2", "1"])
        #expect(suites.map { $0["failures"] } == ["4", "1", "1", "0"])
        #expect(suites.allSatisfy { $0["errors"] == "0" && $0["time"] == "0" })
        #expect(suites[1]["name"] == "100%,:\n.jsonl")
        #expect(elements.count { $0.name == "testcase" } == 10)
        let failure = try #require(elements.first { $0.name == "failure" })
        #expect(failure.attributes["type"] == "MX301")
        #expect(
            failure.attributes["message"]?.hasPrefix("data/upload 1.json:3:80: weather") == true)
        let output = try #require(elements.first { $0.name == "system-out" })
        #expect(output.text.contains("warning[key-unknown] data/upload 1.json:6:69: "))
    }

    @Test func thereIsNoFalseTime() throws {
        let run = ReportRun(toolVersion: "1")
        #expect(try !SampleRun.sample().text(.junit, run: run).contains("timestamp"))
        #expect(try SampleRun.sample().text(.junit).contains("timestamp=\"2025-03-01T12:00:00\""))
        #expect(try SampleRun.sample().text(.junit, run: run).contains("\"schema\" value=\"none\""))
    }

    @Test func placesAreListedUpToALimitAndCounted() throws {
        let elements = try elements(SampleRun.sample().text(.junit))
        let failure = try #require(elements.filter { $0.name == "failure" }.dropFirst(4).first)
        let lines = failure.text.split(separator: "\n").filter { $0.contains("is not a uuid") }
        #expect(lines.count == JUnitReport.placesMax)
        #expect(failure.text.contains("… and 80 more\n"))
    }

    @Test(arguments: [
        ("a < b & \"c\"", "a &lt; b &amp; \"c\"", "a &lt; b &amp; &quot;c&quot;"),
        (
            "\u{0}\u{1B}\u{9B}\u{202E}\u{FFFE}", "\\u0000\\u001b\\u009b\\u202e\u{FFFD}",
            "\\u0000\\u001b\\u009b\\u202e\u{FFFD}"
        ),
        ("]]> \t\n\r", "]]&gt; \t\n&#13;", "]]&gt; &#9;&#10;&#13;"),
    ])
    func escapesXML(text: String, element: String, attribute: String) {
        #expect(XMLText.escaped(text) == element)
        #expect(XMLText.escaped(text, isAttribute: true) == attribute)
    }
}
