import Testing

@testable import Findings

@Suite struct RuleLevelsTests {
    @Test(arguments: RuleID.allCases)
    func startsAtTheDefault(rule: RuleID) {
        #expect(RuleLevels()[rule] == rule.defaultSeverity)
    }

    @Test func eachRuleIsSetAlone() {
        for rule in RuleID.allCases {
            for severity in [nil] + Severity.allCases.map(Optional.some) {
                var levels = RuleLevels()
                levels[rule] = severity
                let stays = RuleLevels.alwaysErrors.contains(rule)
                #expect(levels[rule] == (stays ? .error : severity))
                for other in RuleID.allCases where other != rule {
                    #expect(levels[other] == other.defaultSeverity)
                }
            }
        }
    }

    @Test func listsApplyByCodeAndName() throws {
        var levels = RuleLevels()
        try levels.apply(
            error: ["key-unknown"], warn: ["MX301", "mx310"], ignore: ["number-inexact", "MX310"])
        #expect(levels[.keyUnknown] == .error)
        #expect(levels[.enumUnknownOption] == .warning)
        #expect(levels[.numberInexact] == nil)
        #expect(levels[.uuidType] == .warning)
    }

    @Test func anUnknownWordChangesNothing() {
        var levels = RuleLevels()
        #expect(throws: UnknownRule(text: "key-unkown", suggestion: "key-unknown")) {
            try levels.apply(error: ["MX309", "key-unkown"], ignore: ["MX301"])
        }
        #expect(levels == RuleLevels())
    }
}
