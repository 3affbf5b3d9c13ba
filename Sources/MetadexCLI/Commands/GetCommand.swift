import ArgumentParser
import Items
import Reporting
import Storage
import Text

/// `metadex get`: stored items by URL or id.
struct GetCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "get",
        abstract: "Print stored items, found by URL or uuid, one JSON object a line.",
        discussion: """
              $ metadex get https://storage.googleapis.com/rides/drives/0001.mp4
              $ metadex get --metadata 0195b0d2-7c1e-7a3b-8f7e-0d6c2b1a4f5e

            The exit status is 1 when one of them is not stored.
            """)

    @OptionGroup var global: GlobalOptions
    @OptionGroup var storeOptions: StoreOptions

    @Option(help: "Look for URLs in this folder only.", completion: Completions.folders)
    var folder: String?

    @Flag(help: "Print the metadata alone, in canonical form.")
    var metadata = false

    @Argument(help: "URLs or uuids.")
    var items: [String]

    func run() throws {
        let terminal = Terminal()
        let store = try storeOptions.open(terminal)
        let output = terminal.standardOutput
        var missing: [String] = []
        try storing {
            try store.read { reader in
                try checkFolder(reader)
                for name in items {
                    let found = try find(name, reader)
                    if found.isEmpty { missing.append(name) }
                    for item in found {
                        var line: [UInt8] = metadata ? item.document : []
                        if !metadata {
                            ItemRow.append(item, to: &line)
                            TerminalBytes.escape(json: &line)
                        }
                        line.append(UInt8(ascii: "\n"))
                        try output.write(line)
                    }
                }
            }
        }
        try output.flush()
        for name in missing { terminal.say("metadex: \(name) is not stored") }
        if !missing.isEmpty { throw Failure.findings }
    }

    /// In a folder that is not there nothing is stored, which would be true and of no help.
    private func checkFolder(_ reader: any StoreReader) throws {
        guard let folder else { return }
        let names = try reader.folders().map(\.name)
        if names.contains(where: { ExactText($0) == ExactText(folder) }) { return }
        guard let nearest = NearestMatch.match(for: folder, in: names) else {
            throw StoreError(.noSuchFolder(folder))
        }
        throw Failure(
            exitStatus: .findings, message: "there is no folder \"\(folder)\"",
            hint: "did you mean \"\(nearest)\"?")
    }

    private func find(_ name: String, _ reader: any StoreReader) throws -> [StoredItem] {
        let found = try reader.items(withURL: name, inFolder: folder)
        guard found.isEmpty, let id = ItemID(name), let item = try reader.item(id) else {
            return found
        }
        return folder.map { ExactText($0) == ExactText(item.folder) } ?? true ? [item] : []
    }
}
