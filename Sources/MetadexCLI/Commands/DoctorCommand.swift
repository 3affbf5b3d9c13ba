import ArgumentParser
import Reporting
import SQLiteStorage
import Storage
import Text

/// `metadex doctor`: whether a store is sound, and what to do when it is not.
struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Look through a store and say what is wrong, and what repairs it.",
        discussion: """
              $ metadex doctor
              $ metadex doctor --format json

            Nothing is changed. The exit status is 1 when something is wrong.
            """)

    @Option(help: "table, json, jsonl, csv or tsv.")
    var format: RowFormat = .table

    @OptionGroup var global: GlobalOptions
    @OptionGroup var storeOptions: StoreOptions

    func run() throws {
        let terminal = Terminal()
        let store = try storeOptions.openFile(terminal)
        let isTold = !global.quiet && terminal.errorIsTerminal
        let problems = try storing {
            try store.examine { check in
                if isTold { terminal.say("looking at \(check.words)") }
            }
        }
        if problems.isEmpty, format == .table {
            if !global.quiet {
                terminal.say(
                    "\(try storeOptions.path(terminal)): sound "
                        + "(\(counted(StoreCheck.allCases.count, "check")))")
            }
            return
        }
        try terminal.list(format, ["check", "problem", "repair"], problems) { problem in
            [
                .text(problem.check.rawValue), .text(problem.detail),
                .text(DoctorCommand.command(problem.check.repair)),
            ]
        }
        if !problems.isEmpty { throw Failure.findings }
    }

    /// What to type.
    private static func command(_ repair: StoreCheck.Repair) -> String {
        switch repair {
        case .reindex: "metadex reindex"
        case .compact: "metadex compact"
        case .restoreBackup: "restore a backup; keep a copy of the file as it is"
        }
    }
}
