import ArgumentParser
import Findings
import Foundation
import Items
import QueryLanguage
import Reporting
import Storage
import Text
import Workflows

/// The flags of every command that changes stored items.
struct ItemOptions: ParsableArguments {
    @OptionGroup var global: GlobalOptions
    @OptionGroup var storeOptions: StoreOptions

    @Option(help: "Only items of this folder.", completion: Completions.folders)
    var folder: String?

    @Flag(help: "All items with a URL, where it is the URL of several.")
    var all = false

    @Flag(help: "Say what would happen, change nothing.")
    var dryRun = false

    @Flag(help: "Do not ask before more is changed than was named.")
    var yes = false

    @Option(help: "How to say what was done: text or json.")
    var format: SummaryFormat = .text

    /// The items that are named or filtered.
    ///
    /// - Throws: a `Failure` of status 2 where neither or both are given.
    func selection(_ names: [String], _ filter: String?) throws -> ItemSelection {
        if let filter {
            if !names.isEmpty {
                throw Failure.usage("--where and the names of items exclude each other")
            }
            if all { throw Failure.usage("--all is for URLs; --where selects what it says") }
            return ItemSelection(.filter(filter), inFolder: folder)
        }
        if names.isEmpty {
            throw Failure.usage(
                "name the items: by URL or uuid, or with --where",
                hint: "`metadex query --select @url,@uuid` lists them")
        }
        return ItemSelection(.names(names), inFolder: folder, takesAll: all)
    }
}

/// Runs a change of stored items, asks where more may change than is meant, and says what came of it.
struct ItemChangeReport {
    let terminal: Terminal
    let options: ItemOptions
    /// What happens to an item: `updated`.
    let done: String
    /// What is asked, and what cannot be undone.
    let verb: String
    /// Whether nothing brings the items back.
    var isFinal = false

    /// - Parameters:
    ///   - selection: the items.
    ///   - change: does it; gets what has to be asked, if anything.
    /// - Throws: a `Failure`.
    func run(
        _ selection: ItemSelection,
        _ change: (((ItemChangeOutcome) throws -> Bool)?) throws -> ItemChangeOutcome
    ) throws {
        let isAsked = (selection.isOpen || isFinal) && !options.yes && !options.dryRun
        let outcome = try translating(selection) {
            try storing { try change(isAsked ? confirm : nil) }
        }
        tell(outcome.problems)
        if options.format == .json { try terminal.writeLine(Summary(outcome)) }
        switch outcome.ending {
        case .done, .dryRun:
            if options.global.quiet { return }
            if options.format == .text { terminal.say(sentence(outcome)) }
            if outcome.ending == .dryRun { terminal.say("Dry run: nothing was changed.") }
        case .hasErrors:
            throw Failure(
                exitStatus: .findings,
                message:
                    "\(counted(outcome.rejected, "item")) would have errors; nothing was changed"
            )
        case .notAgreed: throw Failure(exitStatus: .findings, message: "nothing was changed")
        }
    }

    private func confirm(_ outcome: ItemChangeOutcome) throws -> Bool {
        let items = counted(outcome.changed, "item")
        if Confirmation.canAsk {
            return Confirmation.isGiven(
                "\(verb.capitalized) \(items)\(isFinal ? " for good" : "")?", terminal)
        }
        throw Failure(
            exitStatus: .findings,
            message: "\(items) would be \(done), so nothing was changed without a yes",
            hint: "--yes does it, --dry-run only counts")
    }

    /// `330 items: 20 updated, 310 as they were`.
    private func sentence(_ outcome: ItemChangeOutcome) -> String {
        if outcome.selected == 0 { return "No item matches; nothing to change." }
        let changed =
            "\(outcome.changed.grouped) \(outcome.ending == .dryRun ? "would be " : "")\(done)"
        return outcome.unchanged == 0
            ? "\(counted(outcome.selected, "item")): \(changed)"
            : "\(counted(outcome.selected, "item")): \(changed), "
                + "\(outcome.unchanged.grouped) as \(outcome.unchanged == 1 ? "it was" : "they were")"
    }

    /// 20 lines: the first say what is wrong.
    private static let problemsShown = 20

    private func tell(_ problems: [ItemProblem]) {
        let shown = problems.prefix(ItemChangeReport.problemsShown)
        for problem in shown where problem.severity == .error || !options.global.quiet {
            let samples = problem.samples.map { TerminalText.escaped($0) }.joined(separator: ", ")
            let rest = problem.itemCount > problem.samples.count ? ", …" : ""
            terminal.say(
                "\(problem.severity.rawValue)[\(problem.rule.name)] \(problem.message)")
            terminal.say("  \(counted(problem.itemCount, "item")): \(samples)\(rest)")
        }
        if problems.count > shown.count {
            terminal.say("  … and \(counted(problems.count - shown.count, "more problem"))")
        }
    }

    /// What was done, for programs.
    private struct Summary: Encodable {
        let selected, changed, unchanged, rejected: Int
        let isDryRun: Bool
        let isDone: Bool
        let problems: [Problem]

        struct Problem: Encodable {
            let rule, severity, message: String
            let items: Int
            let samples: [String]
        }

        enum CodingKeys: String, CodingKey {
            case selected, changed, unchanged, rejected
            case isDryRun = "dry_run"
            case isDone = "done"
            case problems
        }

        init(_ outcome: ItemChangeOutcome) {
            selected = outcome.selected
            changed = outcome.changed
            unchanged = outcome.unchanged
            rejected = outcome.rejected
            isDryRun = outcome.ending == .dryRun
            isDone = outcome.ending == .done
            problems = outcome.problems.map {
                Problem(
                    rule: $0.rule.name, severity: $0.severity.rawValue, message: $0.message,
                    items: $0.itemCount, samples: $0.samples)
            }
        }
    }

    // MARK: Errors

    private func translating<Result>(
        _ selection: ItemSelection, _ body: () throws -> Result
    ) throws -> Result {
        do {
            return try body()
        } catch let error as ItemSelectionError {
            throw failure(error)
        } catch let errors as QueryErrors {
            guard case .filter(let filter) = selection.choice else { throw errors }
            terminal.say(errors, of: QueryRequest(filter: filter))
            throw Failure.wrongQuery
        }
    }

    private func failure(_ error: ItemSelectionError) -> Failure {
        switch error {
        case .notStored(let names):
            for name in names.dropLast() { terminal.say("metadex: \(name) is not stored") }
            return Failure(
                exitStatus: .findings,
                message: "\(names.last ?? "") is not stored; nothing was changed",
                hint: options.folder == nil ? nil : "look in all folders: leave --folder out")
        case .severalItems(let url, let items, let count):
            terminal.say("metadex: \(counted(count, "item")) have the URL \(url):")
            for item in items {
                terminal.say("  \(item.id)  \(TerminalText.escaped(item.folder))")
            }
            if count > items.count { terminal.say("  …") }
            return Failure(
                exitStatus: .findings, message: "nothing was changed",
                hint: "name them by uuid, narrow to a --folder, or take --all of them")
        case .noSuchFolder(let name, let nearest):
            return Failure(
                exitStatus: .findings, message: "there is no folder \"\(name)\"",
                hint: nearest.map { "did you mean \"\($0)\"?" }
                    ?? "`metadex folders` lists the folders")
        }
    }
}
