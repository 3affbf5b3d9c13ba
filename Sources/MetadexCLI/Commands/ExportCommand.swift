import ArgumentParser
import Items
import QueryLanguage
import Reporting
import Storage
import Text
import UploadFormats
import Workflows

/// `metadex export`: stored items as upload files, or as a table.
struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write stored items as an upload file, JSON Lines or CSV.",
        discussion: """
              $ metadex export > all.json
              $ metadex export --folder rides --format jsonl -o rides.jsonl
              $ metadex export --where "weather = 'rain'" --format csv
              $ metadex export --into files

            encord is the upload JSON that Encord takes and `metadex import` stores again: documents, \
            URLs, titles, kinds and media are what they were, byte for byte. jsonl has the same items, \
            one a line, in the order of the store. Uuids and dates are new after an import; --keep-ids \
            writes placeholderItemUuid. csv is a table to read, and no CSV upload. With --into each \
            folder of the store has a file of its own, cut at 500,000 items and 1,000,000 URLs, \
            which is what Encord takes.
            """)

    /// What to write.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case encord, jsonl, csv
    }

    @Option(help: "encord (an upload file), jsonl or csv.")
    var format: Format = .encord

    @Option(help: "Only the items of this folder.", completion: Completions.folders)
    var folder: String?

    @Option(
        name: .customLong("where"),
        help: ArgumentHelp("Only the items that pass this filter.", valueName: "filter"))
    var filter: String?

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("The file; standard output without it.", valueName: "file"),
        completion: .file())
    var output: String?

    @Option(
        help: ArgumentHelp(
            "A folder for one file for each folder of the store; made when there is none.",
            valueName: "folder"), completion: .directory)
    var into: String?

    @Option(
        help: ArgumentHelp(
            "The columns of csv: @title,weather. Without it @folder, @url, @title, @kind and every key.",
            valueName: "keys"), completion: Completions.queryKeys)
    var select: [String] = []

    @Flag(help: "Write each item's uuid as placeholderItemUuid.")
    var keepIds = false

    @Flag(help: "Replace files that are there already.")
    var force = false

    @OptionGroup var global: GlobalOptions
    @OptionGroup var storeOptions: StoreOptions

    func validate() throws {
        if into != nil, output != nil {
            throw ValidationError("--into and --output exclude each other")
        }
        if format == .csv {
            if into != nil {
                throw ValidationError("csv is one table; --into divides upload files")
            }
            if keepIds {
                throw ValidationError("--keep-ids is for uploads; --select @uuid shows ids in csv")
            }
        } else if !select.isEmpty {
            throw ValidationError("--select is for --format csv; uploads have whole items")
        }
    }

    func run() throws {
        let terminal = Terminal()
        let configuration = try storeOptions.settings.read(terminal)
        let used = try CommandFiles(schema: nil, configuration, storeOptions, terminal)
        let store = try storeOptions.open(terminal)
        do {
            if format == .csv {
                try writeTable(store, used, terminal)
            } else if let into {
                try divide(store, into, used, terminal)
            } else {
                try writeFile(store, used, terminal)
            }
        } catch let errors as QueryErrors {
            let request = QueryRequest(
                filter: filter, select: select.isEmpty ? nil : select.joined(separator: ","))
            for error in errors.errors {
                terminal.say("error: \(error.message)")
                terminal.say(
                    lines: error.excerpt(of: request).split(separator: "\n").map { "  " + $0 })
            }
            throw Failure.wrongQuery
        }
    }

    private func wish(_ terminal: Terminal, _ counter: Counter?) -> ExportItems.Wish {
        var wish = ExportItems.Wish()
        wish.folder = folder
        wish.filter = filter
        wish.isLines = format == .jsonl
        wish.keepsIDs = keepIds
        wish.isDivided = into != nil
        if let counter { wish.progress = { counter.update($0) } }
        return wish
    }

    /// One file, or standard output.
    private func writeFile(
        _ store: any MetadataStore, _ used: CommandFiles, _ terminal: Terminal
    ) throws {
        let path = output ?? "-"
        try used.writes(path, as: "the export")
        let copy = try NewFile.begin(path, replaces: force, terminal)
        let counter = Counter(
            "exported", terminal, isQuiet: global.quiet || path == "-" && terminal.outputIsTerminal)
        let outcome = try storing {
            try ExportItems(store).run(wish(terminal, counter)) { try copy.write($1) }
        }
        try copy.finish()
        counter?.end()
        tell(outcome, terminal)
        if outcome.folders.count > 1, !global.quiet {
            terminal.say(
                "note: items of \(outcome.folders.count.grouped) folders are in one file; "
                    + "--into FOLDER keeps them apart")
        }
        if outcome.isTooLong {
            terminal.say(
                "warning: Encord takes at most \(UploadLimits.itemsMax.grouped) items and "
                    + "\(UploadLimits.urlsMax.grouped) URLs in a file; --into FOLDER cuts there")
        }
    }

    /// One file or more for each folder.
    private func divide(
        _ store: any MetadataStore, _ into: String, _ used: CommandFiles, _ terminal: Terminal
    ) throws {
        let parts = try ExportParts(
            folder: into, ending: format == .jsonl ? "jsonl" : "json", replaces: force, used: used,
            terminal)
        let counter = Counter("exported", terminal, isQuiet: global.quiet)
        let outcome = try storing {
            try ExportItems(store).run(wish(terminal, counter), write: parts.write)
        }
        try parts.finish()
        counter?.end()
        tell(outcome, terminal)
    }

    private func tell(_ outcome: ExportItems.Outcome, _ terminal: Terminal) {
        for (kind, count) in outcome.leftOut.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            terminal.say(
                "warning: \(counted(count, "item")) of kind \(kind.wireName) left out: a store does "
                    + "not keep what such an item is made of")
        }
        if outcome.newIDs > 0, !global.quiet {
            terminal.say(
                "note: \(counted(outcome.newIDs, "group")) of images or files without a uuid: "
                    + "an upload cannot name it for them")
        }
        if global.quiet || output == nil && into == nil { return }
        terminal.say(
            "\(output ?? into ?? ""): \(counted(outcome.items, "item")) in "
                + counted(outcome.files, "file"))
    }

    /// The columns of a table to read.
    private func writeTable(
        _ store: any MetadataStore, _ used: CommandFiles, _ terminal: Terminal
    ) throws {
        let path = output ?? "-"
        try used.writes(path, as: "the export")
        let copy = try NewFile.begin(path, replaces: force, terminal)
        let text = TextOutput { try copy.write($0) }
        let request = QueryRequest(
            filter: filter,
            select: select.isEmpty
                ? "@folder, @url, @title, @kind, *" : select.joined(separator: ","))
        let wanted = folder.map { ExactText($0) }
        var rows: RowReport?
        _ = try storing {
            if let folder { try checkFolder(folder, store) }
            return try RunQuery(store).run(
                request, as: wanted == nil ? .values : .items,
                begin: { query in
                    rows = RowReport(.csv, columns: query.select.map(\.column), to: text)
                },
                row: { row in
                    if wanted == nil || row.item.map({ ExactText($0.folder) }) == wanted {
                        rows?.write(row.values)
                    }
                    return text.error == nil
                })
        }
        try rows?.end()
        try copy.finish()
    }

    private func checkFolder(_ folder: String, _ store: any MetadataStore) throws {
        let names = try store.read { try $0.catalog().folderNames }
        if !names.contains(where: { ExactText($0) == ExactText(folder) }) {
            throw StoreError(.noSuchFolder(folder))
        }
    }
}
