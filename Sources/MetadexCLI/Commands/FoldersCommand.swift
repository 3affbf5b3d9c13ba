import ArgumentParser
import Reporting
import Storage

/// `metadex folders`: the folders of the store.
struct FoldersCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "folders",
        abstract: "List the folders of the store and how many items they hold.",
        discussion: """
              $ metadex folders
            """)

    @OptionGroup var global: GlobalOptions
    @OptionGroup var storeOptions: StoreOptions

    func run() throws {
        let terminal = Terminal()
        let store = try storeOptions.open(terminal)
        var table = TextTable(header: ["folder", "items"])
        for folder in try storing({ try store.read { try $0.folders() } }) {
            table.append([folder.name, String(folder.itemCount)])
        }
        try terminal.standardOutput.write(table.text)
        try terminal.standardOutput.flush()
    }
}
