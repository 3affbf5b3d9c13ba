import Findings
import Foundation
import Testing

@testable import Reporting

@Suite struct RuleListingTests {
    @Test func tableHasALineForEveryRule() throws {
        var levels = RuleLevels()
        try levels.apply(warn: ["MX301"], ignore: ["json-byte-order-mark"])
        let lines = RuleListing.table(levels: levels).split(separator: "\n")
        for rule in RuleCatalog.all {
            let line = try #require(lines.first { $0.contains("  \(rule.name) ") })
            #expect(line.hasPrefix("  \(rule.id.code)  "))
            #expect(line.hasSuffix(rule.sentence))
        }
        #expect(lines.first { $0.contains("MX301") }?.contains("  warning  ") == true)
        #expect(lines.first { $0.contains("MX102") }?.contains("  off      ") == true)
        #expect(lines.count == RuleCatalog.all.count + RuleCatalog.Block.allCases.count)
    }

    @Test func jsonHasEveryRule() throws {
        var levels = RuleLevels()
        levels[.jsonByteOrderMark] = nil
        let value = try JSONSerialization.jsonObject(
            with: Data(RuleListing.json(levels: levels).utf8))
        let document = try #require(value as? [String: Any])
        let rules = try #require(document["rules"] as? [[String: Any]])
        #expect(document["version"] as? Int == 1)
        #expect(rules.map { $0["name"] as? String } == RuleCatalog.all.map(\.name))
        #expect(rules[1]["severity"] is NSNull)
        #expect(rules[1]["default_severity"] as? String == "error")
    }

    @Test func explanation() throws {
        var levels = RuleLevels()
        levels[.enumUnknownOption] = .warning
        try expectGolden(
            RuleListing.explanation(of: RuleID.enumUnknownOption.rule), "explanation.txt")
        #expect(
            RuleListing.explanation(of: RuleID.enumUnknownOption.rule, levels: levels)
                .hasPrefix("MX301 enum-unknown-option (warning, by default error)\n"))
    }
}
