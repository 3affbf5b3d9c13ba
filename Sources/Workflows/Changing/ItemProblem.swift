public import Findings
import Items
import Text

/// What is wrong with the metadata of one or several items as it would be.
public struct ItemProblem: Sendable, Equatable {
    /// The rule that it breaks.
    public var rule: RuleID
    /// The rule's severity after the user's choices.
    public var severity: Severity
    /// What is wrong, in one sentence.
    public var message: String
    /// How many items have it.
    public var itemCount: Int
    /// The first of them: URL or uuid.
    public var samples: [String]

    /// 3 items, enough to look at one.
    public static let samplesMax = 3
}

/// Gathers problems: what several items have is one problem.
struct ItemProblems {
    private var problems: [ItemProblem] = []
    private var places: [ExactText: Int] = [:]

    /// 1,000 different ones; more are read by nobody, and memory has an end.
    static let keptMax = 1_000

    /// Adds a finding about an item. The same of an item counts once.
    mutating func add(_ finding: Finding, of item: StoredItem) {
        let message = finding.message
        let name = item.url ?? item.id.description
        let text = ExactText("\(finding.rule.rawValue) \(message)")
        guard let place = places[text] else {
            if problems.count == ItemProblems.keptMax { return }
            places[text] = problems.count
            problems.append(
                ItemProblem(
                    rule: finding.rule, severity: finding.severity, message: message, itemCount: 1,
                    samples: [name]))
            return
        }
        problems[place].itemCount += 1
        if problems[place].samples.count < ItemProblem.samplesMax {
            problems[place].samples.append(name)
        }
    }

    /// Errors first, each kind in the order of its first item.
    var sorted: [ItemProblem] {
        problems.filter { $0.severity == .error } + problems.filter { $0.severity != .error }
    }
}
