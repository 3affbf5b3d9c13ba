import ArgumentParser
import Reporting

/// `metadex config`: the project's settings.
struct ConfigCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config",
        abstract: "Show which settings hold, and where each comes from.",
        subcommands: [ConfigShowCommand.self])
}

/// `metadex config show`: the settings in force.
struct ConfigShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show which settings hold here, and where each comes from.",
        discussion: """
              $ metadex config show
              $ metadex config show --format json

            Flags of a command win over what is shown.
            """)

    @OptionGroup var global: GlobalOptions
    @OptionGroup var storeOptions: StoreOptions

    @Option(help: ArgumentHelp("How to show them.", valueName: "format"))
    var format: RowFormat = .table

    func run() throws {
        let terminal = Terminal()
        let configuration = try storeOptions.settings.read(terminal)
        let settings = SettingsInForce(configuration, store: try storeOptions.place(terminal))
        let output = terminal.standardOutput
        var report = RowReport(
            format, columns: ["setting", "value", "from"],
            to: TextOutput { bytes in
                try output.write(bytes)
                try output.flush()
            })
        settings.write(to: &report)
        try report.end()
        if configuration == nil, !storeOptions.settings.noConfig, !global.quiet {
            terminal.say("note: there is no metadex.toml here or in the folders above")
        }
    }
}
