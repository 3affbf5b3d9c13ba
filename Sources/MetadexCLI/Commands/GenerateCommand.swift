import ArgumentParser
import Text
import Workflows

/// `metadex generate`: an upload file of made-up items.
struct GenerateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "generate",
        abstract: "Write an upload file of made-up items that fit a schema.",
        discussion: """
              $ metadex generate --schema schema.yaml --items 1000 -o sample.json
              $ metadex generate --schema schema.yaml --items 50 --seed 7 --bad 10

            The same schema, number and seed make the same bytes on every machine. Without --bad \
            `metadex validate` finds nothing in them; with it, that many items of a hundred have one \
            error each.
            """)

    /// What to write.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case encord, jsonl
    }

    @Option(help: ArgumentHelp("How many items.", valueName: "n"))
    var items: Int

    @Option(help: ArgumentHelp("What the values depend on.", valueName: "number"))
    var seed: UInt64 = 1

    @Option(help: ArgumentHelp("How many of a hundred items have an error.", valueName: "percent"))
    var bad = 0

    @Option(help: "encord (groups of items) or jsonl.")
    var format: Format = .encord

    @Option(
        help: ArgumentHelp(
            "The schema file; without it metadex.toml's, else the store's.", valueName: "file"),
        completion: .file())
    var schema: String?

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("The file; standard output without it.", valueName: "file"),
        completion: .file())
    var output: String?

    @Flag(help: "Replace a file that is there already.")
    var force = false

    @OptionGroup var global: GlobalOptions
    @OptionGroup var storeOptions: StoreOptions

    func validate() throws {
        if items < 0 { throw ValidationError("--items must be 0 or more, not \(items)") }
        if !(0...100).contains(bad) {
            throw ValidationError("--bad must be from 0 to 100, not \(bad)")
        }
    }

    func run() throws {
        let terminal = Terminal()
        let configuration = try storeOptions.settings.read(terminal)
        let source = CheckSchema(
            file: schema, isRequired: true, store: storeOptions, configuration)
        guard let schema = try source.find(terminal, quiet: global.quiet).schema else { return }
        let used = try CommandFiles(schema: source.file, configuration, storeOptions, terminal)
        let path = output ?? "-"
        try used.writes(path, as: "the upload")
        let copy = try NewFile.begin(path, replaces: force, terminal)
        var wish = GenerateUpload.Wish(items: items, seed: seed)
        wish.badPercent = bad
        wish.isLines = format == .jsonl
        let outcome = try GenerateUpload(schema, wish).run { try copy.write($0) }
        try copy.finish()
        if global.quiet || output == nil { return }
        terminal.say(
            "\(path): \(counted(outcome.items, "item"))"
                + (bad == 0 ? "" : ", \(outcome.bad.grouped) with an error"))
    }
}
