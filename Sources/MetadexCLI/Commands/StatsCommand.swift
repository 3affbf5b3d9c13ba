import ArgumentParser
import CanonicalJSON
import Findings
import Foundation
import Reporting
import SQLiteStorage
import SchemaModel
import Storage
import Text
import UploadFormats
import Workflows

/// `metadex stats`: what a store or an upload file holds, key by key.
struct StatsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stats",
        abstract: "Say how full each key is, what it holds, and where the bytes of a store are.",
        discussion: """
              $ metadex stats
              $ metadex stats upload.json --schema schema.yaml
              $ metadex stats --folder rides --format json

            Different values are counted exactly up to 10,000 of a key and estimated beyond (~); the \
            most frequent ones are shown where all were counted.
            """)

    /// How the figures are written.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case table, json
    }

    @Option(help: "table or json.")
    var format: Format = .table

    @Option(help: "Only the items of this folder of the store.", completion: Completions.folders)
    var folder: String?

    @Option(help: ArgumentHelp("Show this many values of each key.", valueName: "n"))
    var top = 3

    @Option(
        help: ArgumentHelp(
            "The schema file of an upload; without it metadex.toml's, else the store's.",
            valueName: "file"),
        completion: .file())
    var schema: String?

    @Option(help: ArgumentHelp("The form of the file. Detected without it.", valueName: "form"))
    var inputFormat: UploadFormat?

    @OptionGroup var global: GlobalOptions
    @OptionGroup var storeOptions: StoreOptions

    @Argument(help: "An upload file; the store without it.", completion: .file())
    var file: String?

    func validate() throws {
        if top < 0 { throw ValidationError("--top must be 0 or more, not \(top)") }
        if file != nil, folder != nil {
            throw ValidationError("--folder is one of the store; an upload file has none")
        }
        if file == nil, schema != nil || inputFormat != nil {
            throw ValidationError("--schema and --input-format are for an upload file")
        }
    }

    func run() throws {
        let terminal = Terminal()
        if let file {
            let statistics = try read(file, terminal)
            return try StatsReport(statistics, nil, top: top, name: inputName(file))
                .write(format, terminal)
        }
        let store = try storeOptions.openFile(terminal)
        let (statistics, sizes) = try storing {
            let statistics = try store.read { reader in
                let catalog = try reader.catalog()
                if let folder,
                    !catalog.folderNames.contains(where: { ExactText($0) == ExactText(folder) })
                {
                    throw StoreError(.noSuchFolder(folder))
                }
                var statistics = ItemStatistics(catalog.schema.schema)
                try statistics.add(reader, inFolder: folder)
                return statistics
            }
            return (statistics, try store.sizes())
        }
        try StatsReport(
            statistics, folder == nil ? sizes : nil, top: top, name: storeOptions.path(terminal)
        ).write(format, terminal)
    }

    private func read(_ file: String, _ terminal: Terminal) throws -> ItemStatistics {
        let configuration = try storeOptions.settings.read(terminal)
        let source = CheckSchema(file: schema, store: storeOptions, configuration)
        var statistics = ItemStatistics(try source.find(terminal, quiet: true).schema)
        let input = try openInput(file)
        let threads = ProcessInfo.processInfo.activeProcessorCount
        var isReadable = true
        do {
            try reading(input) {
                try statistics.add($0, format: inputFormat, threads: threads) { finding, _ in
                    isReadable = isReadable && finding.severity != .error
                    terminal.say(finding)
                }
            }
        } catch is UnsupportedFormat {
            throw Failure(
                exitStatus: .findings, message: "\(inputName(file)) is CSV, which has no metadata")
        }
        if !isReadable {
            throw Failure(
                exitStatus: .findings, message: "\(inputName(file)) cannot be read as an upload",
                hint: "`metadex validate` shows every problem")
        }
        return statistics
    }
}
