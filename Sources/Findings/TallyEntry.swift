/// What a tally counts a finding by.
struct TallyEntry {
    let rule: RuleID
    let severity: Severity
    let count: Int
    let itemCount: Int
    let fix: FixMark?
    let folded: FixCounts
    let file: String
    /// The numbers of the first and the last item in the file; -1 for a finding about the file.
    let item: Int
    let lastItem: Int
    let key: String?
    /// What the message shows besides the key.
    let words: String?

    init(_ finding: Finding) {
        rule = finding.rule
        severity = finding.severity
        count = finding.count
        itemCount = finding.itemCount
        fix = finding.fix
        folded = finding.folded
        file = finding.location.file
        item = finding.item?.index ?? -1
        lastItem = finding.lastItem ?? item
        key = finding.key
        words = TallyEntry.words(
            finding.rule, finding.value, finding.expectedWord, finding.suggestionWord)
    }

    init(_ finding: RecordedFinding) {
        let record = finding.record
        rule = record.rule
        severity = record.severity
        count = record.count
        itemCount = record.itemCount
        fix = record.fix
        folded = record.folded
        file = finding.file
        item = record.item
        lastItem = record.lastItem
        key = record.key
        words = TallyEntry.words(
            record.rule, finding.value, record.expected, record.suggestion)
    }

    private static func words(
        _ rule: RuleID, _ value: @autoclosure () -> String?, _ expected: FindingWord?,
        _ suggestion: FindingWord?
    ) -> String? {
        let rule = rule.rule
        if rule.showsValue { return value() }
        guard rule.showsOtherWords else { return nil }
        return "\(expected?.text ?? "")\u{0}\(suggestion?.text ?? "")"
    }
}
