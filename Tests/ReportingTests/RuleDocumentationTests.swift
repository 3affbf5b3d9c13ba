import Findings
import Foundation
import Testing

@testable import Reporting

@Suite struct RuleDocumentationTests {
    private let page = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Docs/rules.md")

    /// `METADEX_RECORD=1 swift test --filter RuleDocumentationTests` writes the page.
    @Test func committedPageIsTheCatalogue() throws {
        let text = RuleDocumentation.markdown
        if ProcessInfo.processInfo.environment["METADEX_RECORD"] == "1" {
            try Data(text.utf8).write(to: page)
        }
        #expect(try Data(contentsOf: page) == Data(text.utf8), "Docs/rules.md is not up to date")
    }

    @Test func everyRuleHasARowAndASection() {
        let text = RuleDocumentation.markdown
        for rule in RuleCatalog.all {
            let anchor = "\(rule.id.code.lowercased())-\(rule.name)"
            #expect(text.contains("| [\(rule.id.code)](#\(anchor)) | `\(rule.name)` |"))
            #expect(text.contains("### \(rule.id.code) \(rule.name)\n"))
        }
        #expect(text.hasSuffix("\n") && !text.hasSuffix("\n\n"))
    }
}
