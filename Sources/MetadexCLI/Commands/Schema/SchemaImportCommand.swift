import ArgumentParser
import Foundation
import SchemaFormats
import SchemaModel
import Storage
import Workflows

/// `metadex schema import`: a schema file becomes the store's schema.
struct SchemaImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Make a schema file the store's schema; makes the store where there is none.",
        discussion: """
            Shows what changes. What is illegal is refused, all problems at once, and the schema \
            stays as it was.

              $ metadex schema import schema.yaml
              $ metadex schema import schema.yaml --dry-run
            """)

    @OptionGroup var global: GlobalOptions
    @OptionGroup var storeOptions: StoreOptions

    @Flag(help: "Show what would change, change nothing.")
    var dryRun = false

    @Flag(help: "Do not ask before a key is deleted for good.")
    var yes = false

    @Option(help: ArgumentHelp("Why, for the schema's log.", valueName: "text"))
    var note: String?

    @Argument(help: "The schema file; - is standard input.", completion: .file())
    var file: String

    func run() throws {
        let terminal = Terminal()
        let (wanted, reading) = try SchemaSource.readUsable(file, terminal)
        let store =
            dryRun ? try existingStore(terminal) : try storeOptions.open(creates: true, terminal)
        let change = ChangeSchema(
            store: store, author: Surroundings.author(terminal), note: note, isDryRun: dryRun)
        try SchemaChangeReport(terminal: terminal, global: global, isAgreed: yes)
            .run(change, .replace(wanted), from: reading, isDryRun: dryRun)
    }

    /// A dry run makes no store: without one, everything is new.
    private func existingStore(_ terminal: Terminal) throws -> (any MetadataStore)? {
        FileManager.default.fileExists(atPath: try storeOptions.path(terminal))
            ? try storeOptions.open(terminal) : nil
    }
}
