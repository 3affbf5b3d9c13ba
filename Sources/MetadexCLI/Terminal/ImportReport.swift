import Reporting
import Storage
import Text
import Workflows

/// What an import says about each file, and what it asks.
struct ImportReport {
    let terminal: Terminal
    let folder: String
    let isQuiet: Bool

    /// How many names of lost keys are shown.
    private static let keysShown = 8

    /// Asks, before anything is stored, whether stored items may lose keys.
    ///
    /// - Parameters:
    ///   - write: what is about to be done.
    ///   - name: the name of the file.
    func accepts(_ write: WriteSummary, of name: String) -> Bool {
        guard Confirmation.canAsk else { return false }
        terminal.say("\(name): \(ImportReport.sentence(write.loss, verb: "would lose"))")
        return Confirmation.isGiven("Overwrite their metadata?", terminal)
    }

    /// Says what became of a file.
    func tell(_ outcome: ImportUpload.Outcome, of name: String) {
        let write = outcome.write
        switch outcome.ending {
        case .stored, .dryRun:
            let isDryRun = outcome.ending == .dryRun
            if !isQuiet {
                terminal.say(
                    "\(name) -> \(folder)\(isDryRun ? " (dry run)" : ""): \(ImportReport.counts(write))"
                )
            }
            tellDoubles(write, of: name, isDryRun: isDryRun)
            if !write.loss.isEmpty {
                let verb = isDryRun ? "would lose" : "lost"
                terminal.say(
                    "warning: \(name): \(ImportReport.sentence(write.loss, verb: verb))")
                if isDryRun {
                    terminal.say("  --accept-loss stores them without a question")
                }
            }
        case .hasErrors: if !isQuiet { terminal.say("\(name): nothing stored") }
        case .lossNotAccepted:
            terminal.say("\(name): nothing stored")
            terminal.say(
                "error: \(name): \(ImportReport.sentence(write.loss, verb: "would lose")); "
                    + "upsert_metadata replaces the whole metadata of an item")
            terminal.say("  --accept-loss stores the file all the same; --dry-run only counts")
        }
    }

    /// Says where the bad items are listed.
    func tell(_ list: FailureList?, count: Int) {
        guard let list, !isQuiet else { return }
        terminal.say("\(counted(count, "rejected item")) listed in \(list.path)")
    }

    private func tellDoubles(_ write: WriteSummary, of name: String, isDryRun: Bool) {
        if write.doubled == 0 { return }
        let (has, are) = write.doubled == 1 ? ("has", "is") : ("have", "are")
        terminal.say(
            "warning: \(name): \(counted(write.doubled, "item")) \(has) URLs that the folder holds already, "
                + "and \(isDryRun ? "would be" : are) stored a second time")
        terminal.say("  set skip_duplicate_urls in the file, or give --skip-duplicates or --upsert")
    }

    private static func counts(_ write: WriteSummary) -> String {
        "\(write.read.grouped) read = \(write.created.grouped) created + "
            + "\(write.updated.grouped) updated + \(write.unchanged.grouped) unchanged + "
            + "\(write.skipped.grouped) skipped + \(write.rejected.grouped) rejected"
    }

    /// `1 item loses 12 keys: speed, site, …`.
    private static func sentence(_ loss: KeyLoss, verb: String) -> String {
        let keys = loss.keys
        let shown = keys.prefix(keysShown).map { TerminalText.escaped($0) }
        let rest = keys.count > keysShown || loss.hasMoreKeys ? ", …" : ""
        return "\(counted(loss.itemCount, "item")) \(verb) "
            + "\(loss.hasMoreKeys ? "more than " : "")\(counted(keys.count, "key")): "
            + shown.joined(separator: ", ") + rest
    }
}
