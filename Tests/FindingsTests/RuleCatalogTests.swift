import Testing

@testable import Findings

@Suite struct RuleCatalogTests {
    @Test func everyRuleHasOneEntryInTheOrderOfCodes() {
        #expect(RuleCatalog.all.map(\.id) == RuleID.allCases)
        #expect(RuleID.allCases.map(\.rawValue) == RuleID.allCases.map(\.rawValue).sorted())
    }

    @Test(arguments: RuleID.allCases)
    func entryIsTheRulesOwn(id: RuleID) {
        #expect(id.rule.id == id)
        #expect(id.rule.severity == id.defaultSeverity)
    }

    @Test(arguments: RuleCatalog.Block.allCases)
    func blockHoldsItsHundred(block: RuleCatalog.Block) {
        #expect(block.rules.allSatisfy { Int($0.id.rawValue) / 100 == block.rawValue })
        #expect(!block.rules.isEmpty)
    }

    @Test func namesAreUnique() {
        #expect(Set(RuleCatalog.all.map(\.name)).count == RuleCatalog.all.count)
    }

    /// `mediaMetadataMemberType` is `media-metadata-member-type`, `uploadTooManyURLs` is
    /// `upload-too-many-urls`.
    @Test(arguments: RuleID.allCases)
    func nameIsTheCaseName(id: RuleID) {
        var words: [String] = [""]
        var wasUpper = false
        for character in "\(id)".replacing("UTF8", with: "Utf8").replacing("URLs", with: "Urls") {
            if character.isUppercase, !wasUpper { words.append("") }
            words[words.count - 1] += character.lowercased()
            wasUpper = character.isUppercase
        }
        var name = words.joined(separator: "-")
        // Abbreviations in front of another word run into it.
        for (run, parted) in [("yamlsyntax", "yaml-syntax")] {
            name = name.replacing(run, with: parted)
        }
        #expect(id.name == name)
    }

    @Test(arguments: RuleID.allCases)
    func textsAreComplete(id: RuleID) {
        let rule = id.rule
        for text in [rule.sentence, rule.hint, rule.reason] {
            #expect(text.hasSuffix("."), "\(rule.name): \(text)")
            #expect(text.count > 10, "\(rule.name)")
        }
        #expect(!rule.sentence.dropLast().contains(". "), "one sentence: \(rule.sentence)")
        #expect(!rule.source.isEmpty && !rule.source.hasSuffix("."))
        #expect(!rule.template.isEmpty && !rule.template.hasSuffix("."), "\(rule.template)")
    }

    @Test(arguments: RuleID.allCases)
    func templateUsesKnownPlacesAndClosesBrackets(id: RuleID) {
        let template = id.rule.template
        #expect(RuleTemplate(template).unknownPlaces == [])
        #expect(template.count { $0 == "[" } == template.count { $0 == "]" })
        #expect(template.count { $0 == "{" } == template.count { $0 == "}" })
    }

    @Test func defaultSeverities() {
        let notices: Set<RuleID> = [.datetimeNoOffset, .csvSingleColumn, .schemaAlias]
        let warnings: Set<RuleID> = [
            .numberInexact, .embeddingZero, .keyUnknown, .keyDeleted, .keyDuplicate, .metadataLarge,
            .itemUnknownMember, .schemaDuplicateOption, .schemaUnknownMember, .uploadNoItems,
            .frameNumbering, .mediaMetadataUnknownMember, .encordNotVideo, .keyframesDeprecated,
            .itemMissingTitle, .itemDuplicateMember, .encordUnknownMember,
            .itemMemberSpelling, .urlWithoutScheme, .schemaNearDuplicateKey,
            .schemaNearDuplicateOption, .schemaOptionText,
        ]
        for rule in RuleID.allCases {
            let isWarning = warnings.contains(rule) || rule.rawValue / 100 == 5
            let expected: Severity =
                notices.contains(rule) ? .notice : isWarning ? .warning : .error
            #expect(rule.defaultSeverity == expected, "\(rule.name)")
        }
    }

    @Test(arguments: ["MX301", "mx301", "enum-unknown-option", "Enum-Unknown-Option"])
    func findsByCodeOrName(text: String) throws {
        #expect(try RuleCatalog.rule(named: text).id == .enumUnknownOption)
    }

    @Test func unknownRuleNamesTheNearest() {
        #expect(throws: UnknownRule(text: "enum-unknow-option", suggestion: "enum-unknown-option"))
        {
            try RuleCatalog.rule(named: "enum-unknow-option")
        }
        #expect(throws: UnknownRule(text: "weather", suggestion: nil)) {
            try RuleCatalog.rule(named: "weather")
        }
    }
}
