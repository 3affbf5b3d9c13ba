import Findings

/// Keeps a bounded number of findings, the worst ones: errors before warnings before notices.
struct WorstFindings {
    private let countMax: Int
    /// By severity from notice to error.
    private var kept: [[Finding]] = [[], [], []]
    /// The number of findings that are kept.
    private(set) var count = 0

    init(countMax: Int) {
        self.countMax = countMax
    }

    /// Keeps a finding, in place of a less severe one if need be.
    mutating func add(_ finding: Finding) {
        let level = WorstFindings.level(of: finding.severity)
        if count >= countMax {
            guard let lowest = kept.firstIndex(where: { !$0.isEmpty }), lowest < level else {
                return
            }
            kept[lowest].removeLast()
            count -= 1
        }
        var finding = finding
        finding.excerpt = nil
        kept[level].append(finding)
        count += 1
    }

    /// Calls a body with each finding, the worst first, and whether it is the first of them.
    func forEach(_ body: (_ finding: Finding, _ isFirst: Bool) -> Void) {
        var isFirst = true
        for findings in kept.reversed() {
            for finding in findings {
                body(finding, isFirst)
                isFirst = false
            }
        }
    }

    private static func level(of severity: Severity) -> Int {
        switch severity {
        case .notice: 0
        case .warning: 1
        case .error: 2
        }
    }
}
