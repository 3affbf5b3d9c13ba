import CanonicalJSON
import Findings
import Reporting
import SchemaFormats
import SchemaModel
import Storage
import Text
import Workflows

/// Runs a change of the schema, asks where it cannot be undone, and says what came of it.
struct SchemaChangeReport {
    let terminal: Terminal
    let global: GlobalOptions
    /// Whether nothing is to be asked.
    var isAgreed = false

    /// 20 lines: what a person reads before answering a question.
    private static let concernsShown = 20

    /// - Parameters:
    ///   - change: what to run.
    ///   - wish: what is wanted.
    ///   - reading: the schema file that the wish came from, for the places of what is illegal.
    ///   - isDryRun: whether nothing is to be changed.
    /// - Throws: a `Failure` with status 1 when the change is illegal, or not agreed to.
    func run(
        _ change: ChangeSchema, _ wish: ChangeSchema.Wish, from reading: SchemaReading? = nil,
        isDryRun: Bool = false
    ) throws {
        let outcome = try storing {
            try change.run(wish) { try confirm($0, isFile: reading != nil) }
        }
        try tellProblems(outcome, reading)
        let output = terminal.standardOutput
        for line in outcome.lines { try output.writeLine(line) }
        try output.flush()
        if isDryRun { tellConcerns(outcome.concerns) }
        for misfit in outcome.misfits { tell(misfit, isDryRun: isDryRun) }
        if global.quiet { return }
        if let revision = outcome.revision {
            let keys = revision.schema.keys.count { $0.state.definition != nil }
            terminal.say("Schema revision \(revision.number), \(counted(keys, "active key")).")
        } else if outcome.lines.isEmpty {
            terminal.say("Nothing to change.")
        } else if isDryRun {
            terminal.say("Dry run: nothing was changed.")
        }
    }

    /// What is illegal ends the command.
    private func tellProblems(_ outcome: ChangeSchema.Outcome, _ reading: SchemaReading?) throws {
        if outcome.problems.isEmpty { return }
        let places = outcome.comparison.map { reading?.findings(for: $0) ?? [] } ?? []
        for (index, problem) in outcome.problems.enumerated() {
            let place = index < places.count ? places[index].location : nil
            let prefix =
                place.map { "\($0.file):\($0.position.line):\($0.position.column): " } ?? ""
            terminal.say("\(prefix)error[schema-illegal-change] \(problem.message)")
            terminal.say("  \(problem.hint)")
        }
        throw Failure(
            exitStatus: .findings,
            message:
                "\(counted(outcome.problems.count, "illegal change")); the schema stays as it was")
    }

    // MARK: What cannot be undone

    /// A schema file was written to be read by people, and may come from the platform as it is: what
    /// looks odd in it is only said. What takes something away is always asked.
    private func confirm(_ outcome: ChangeSchema.Outcome, isFile: Bool) throws -> Bool {
        let asked = isFile ? outcome.concerns.filter(\.isDestructive) : outcome.concerns
        tellConcerns(outcome.concerns)
        if asked.isEmpty || isAgreed { return true }
        if Confirmation.canAsk {
            if Confirmation.isGiven("This cannot be undone. Go on?", terminal) { return true }
            throw Failure(exitStatus: .findings, message: "nothing was changed")
        }
        throw Failure(
            exitStatus: .findings,
            message: "this cannot be undone, so nothing was changed without a yes",
            hint: "--yes does it, --dry-run shows what it does")
    }

    private func tellConcerns(_ concerns: [SchemaConcern]) {
        for concern in concerns.prefix(SchemaChangeReport.concernsShown) {
            terminal.say("warning: \(SchemaChangeReport.sentence(concern))")
        }
        let rest = concerns.count - SchemaChangeReport.concernsShown
        if rest > 0 { terminal.say("  … and \(counted(rest, "more warning"))") }
    }

    private static func sentence(_ concern: SchemaConcern) -> String {
        switch concern {
        case .hardDeletion(let key, let count):
            return
                "`\(TerminalText.escaped(key))` goes for good: the name can never be used again, and "
                + "\(counted(count, "item")) \(count == 1 ? "has" : "have") a value of it"
        case .similarKey(let key, let other):
            let difference = Likeness.difference(of: key, from: other) ?? "little"
            let (new, old) = quoted(key, other)
            return "the key \(new) differs from \(old) only by \(difference)"
        case .blankOption(let key):
            return
                "`\(TerminalText.escaped(key))` gets an option without a visible character, and options are never removed"
        case .similarOption(let key, let option, let other):
            let difference = Likeness.difference(of: option, from: other) ?? "little"
            let (new, old) = quoted(option, other)
            return "\(new) differs from the option \(old) of "
                + "`\(TerminalText.escaped(key))` only by \(difference), and options are never removed"
        }
    }

    /// Two texts in quotes, so that their difference can be seen.
    private static func quoted(_ a: String, _ b: String) -> (String, String) {
        let (first, second) =
            QuotedText.toldApart(a, b) ?? (QuotedText.escaped(a), QuotedText.escaped(b))
        return ("\"\(first)\"", "\"\(second)\"")
    }

    // MARK: Values of another type

    private func tell(_ misfit: ChangeSchema.Misfit, isDryRun: Bool) {
        let type = misfit.type
        let fate =
            switch (isDryRun, misfit.count == 1) {
            case (true, _): "would not fit the type \(type), would stay stored and count"
            case (false, true): "does not fit the type \(type), stays stored and counts"
            case (false, false): "do not fit the type \(type), stay stored and count"
            }
        terminal.say(
            "warning: \(TerminalText.escaped(misfit.key)): "
                + "\(counted(misfit.count, "stored value")) \(fate) as missing in queries")
        for sample in misfit.samples { terminal.say("  \(sample)") }
        if misfit.zeroLedCount > 0 {
            terminal.say(
                "  of \(counted(misfit.zeroLedCount, "value")) like \"007\" a number would lose the zeros in front"
            )
        }
        if !isDryRun, let oldType = misfit.oldType {
            let key = ShellWord.quoted(misfit.key)
            terminal.say(
                "  no item was changed; `metadex schema set \(key) \(oldType)` goes back")
        }
    }
}
