import CanonicalJSON
import Findings
import Text
import Workflows

/// What `fix` shows of a file: equal changes once with their number, and the errors that are left.
final class FixListing {
    /// What makes two changes the same.
    private struct Kind: Hashable {
        var rule: RuleID
        var key: ExactText?
        var old: [UInt8]
        var new: [UInt8]
    }

    /// The first change of a kind and how many there are.
    private struct Group {
        var first: TextEdit
        var count = 1
    }

    /// A kind of changes as programs read it.
    struct Change: Encodable {
        var rule: String
        var line: Int
        var column: Int
        var safe: Bool
        /// How many there are of it; the place is that of the first.
        var count: Int
        var before: String
        var after: String
    }

    private let max: Int?
    private let isColoured: Bool
    private var groups: [Group] = []
    private var places: [Kind: Int] = [:]
    /// Changes of kinds that are not kept.
    private var otherCount = 0
    private var errors: [Finding] = []
    private var errorCount = 0

    /// 100 kinds of changes: some screens of them.
    private static let editsMax = 100
    /// 10 errors: more are shown by `validate`, grouped and with their source.
    private static let errorsMax = 10
    /// 100,000: what is kept when all are to be shown is bounded as well.
    private static let keptMax = 100_000

    /// - Parameter max: the most kinds of changes, and errors, that are shown; 0 for all, nil for the
    ///   usual number.
    init(max: Int?, isColoured: Bool) {
        self.max = max
        self.isColoured = isColoured
    }

    private func limit(_ usual: Int) -> Int {
        guard let max else { return usual }
        return max == 0 ? FixListing.keptMax : max
    }

    func add(_ edit: TextEdit) {
        let kind = Kind(
            rule: edit.finding.rule, key: edit.finding.key.map(ExactText.init), old: edit.replaced,
            new: edit.replacement)
        if let place = places[kind] {
            groups[place].count += 1
        } else if groups.count < limit(FixListing.editsMax) {
            places[kind] = groups.count
            groups.append(Group(first: edit))
        } else {
            otherCount += 1
        }
    }

    func add(_ finding: Finding) {
        guard finding.severity == .error else { return }
        errorCount += finding.count
        if errors.count < limit(FixListing.errorsMax) { errors.append(finding) }
    }

    /// Writes the changes with all the lines that they touch.
    func writeEdits(to output: Output) throws {
        for group in groups {
            let edit = group.first
            let place = edit.finding.location
            let times = group.count == 1 ? "" : ", \(group.count.grouped) times"
            try output.writeLine(
                "\(place.file):\(place.position.line):\(place.position.column): "
                    + "\(edit.finding.rule.name)\(edit.isSafe ? "" : " (unsafe)")\(times)")
            for line in edit.before {
                try output.write(styled: colored("- " + text(line), "31").utf8)
            }
            for line in edit.after {
                try output.write(styled: colored("+ " + text(line), "32").utf8)
            }
        }
        if otherCount > 0 {
            try output.writeLine(
                "and \(counted(otherCount, "change")) of other kinds; --max-findings 0 shows all")
        }
    }

    /// The changes in the form of programs.
    var changes: [Change] {
        groups.map { group in
            let edit = group.first
            let place = edit.finding.location.position
            return Change(
                rule: edit.finding.rule.name, line: place.line, column: place.column,
                safe: edit.isSafe, count: group.count,
                before: String(decoding: edit.replaced, as: UTF8.self),
                after: String(decoding: edit.replacement, as: UTF8.self))
        }
    }

    /// Says which errors are left.
    func sayErrors(_ terminal: Terminal) {
        var said = 0
        for finding in errors {
            terminal.say(finding)
            said += finding.count
        }
        if errorCount > said {
            terminal.say(
                "and \(counted(errorCount - said, "error")) more; `metadex validate` shows all")
        }
    }

    private func text(_ excerpt: SourceExcerpt) -> String {
        (excerpt.cutBefore ? "…" : "") + TerminalText(excerpt.text).text
            + (excerpt.cutBehind ? "…" : "")
    }

    private func colored(_ text: String, _ code: String) -> String {
        (isColoured ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text) + "\n"
    }
}
