import ArgumentParser
import SchemaModel
import Text
import Workflows

/// `metadex update`: keys of stored items.
struct UpdateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "update",
        abstract: "Set and remove keys of stored items, all or nothing.",
        discussion: """
              $ metadex update https://storage.googleapis.com/rides/drives/0001.mp4 speed=3
              $ metadex update --where "speed > 100" --unset speed --yes
              $ metadex update --where "is_night" is_night:=false --dry-run

            Items are named by URL or uuid, or filtered with --where as in `metadex query`. key=text \
            gives a key the value that the text means for its type, key:=json a JSON value, --unset \
            takes the key away; all other keys stay. Each item is checked as an import would, and one \
            with an error changes none.

            Before items that a filter or --all selects are changed you are asked; where nobody can \
            be asked, --yes is needed. The exit status is 1 when nothing was changed for one of these \
            reasons, or an item is not stored.
            """)

    @Option(
        name: .customLong("where"),
        help: ArgumentHelp("Update the items that pass this filter.", valueName: "filter"))
    var filter: String?

    @Option(
        help: ArgumentHelp("Remove this key; repeatable.", valueName: "key"),
        completion: Completions.keys)
    var unset: [String] = []

    @OptionGroup(title: "Rules") var rules: RuleOptions
    @OptionGroup var options: ItemOptions

    @Argument(
        help: ArgumentHelp("URLs or uuids, key=text and key:=json.", valueName: "word"))
    var words: [String] = []

    func run() throws {
        let terminal = Terminal()
        let configuration = try options.storeOptions.settings.read(terminal)
        let (names, edit) = try read()
        if edit.isEmpty {
            throw Failure.usage("say what changes: key=text, key:=json or --unset key")
        }
        let selection = try options.selection(names, filter)
        if !options.global.quiet { rules.tell(configuration, terminal) }
        let levels = try rules.levels(configuration)
        let store = try options.storeOptions.open(terminal)
        let update = UpdateItems(
            store, levels: levels, undeclaredKeys: configuration?.undeclared?.value ?? [],
            isDryRun: options.dryRun)
        do {
            try ItemChangeReport(
                terminal: terminal, options: options, done: "updated", verb: "update"
            ).run(selection) { try update.run(selection, edit, confirms: $0) }
        } catch UpdateItems.Problem.noSuchKey(let key, let nearest) {
            throw Failure(
                exitStatus: .findings, message: "no item has a key \"\(key)\"",
                hint: nearest.map { "did you mean \"\($0)\"?" })
        }
    }

    /// Tells the items from what becomes of their keys. The URL of an item may have `=` in it, though
    /// hardly behind what can be the name of a key.
    private func read() throws -> (names: [String], edit: DocumentEdit) {
        var names: [String] = []
        var edit = DocumentEdit()
        do {
            for word in words {
                guard let (key, value) = UpdateCommand.assignment(word) else {
                    names.append(word)
                    continue
                }
                try edit.set(key, to: value)
            }
            for key in unset { try edit.set(key, to: .none) }
        } catch let problem as DocumentEdit.Problem {
            switch problem {
            case .twice(let key): throw Failure.usage("the key \"\(key)\" is changed twice")
            case .notJSON(let key, let reason):
                throw Failure.usage(
                    "what \"\(key)\" gets is not JSON: \(reason)",
                    hint: "key=text takes a text as it is")
            }
        }
        return (names, edit)
    }

    /// Reads `key=text` or `key:=json`; nil for any other word.
    static func assignment(_ word: String) -> (key: String, value: DocumentEdit.Value)? {
        guard let equals = word.utf8.firstIndex(of: UInt8(ascii: "=")) else { return nil }
        var key = word[..<equals]
        let value = String(word[word.index(after: equals)...])
        let isJSON = key.utf8.last == UInt8(ascii: ":")
        if isJSON { key = key.dropLast() }
        if KeyName.problem(of: key.utf8) != nil { return nil }
        return (String(key), isJSON ? .json(value) : .text(value))
    }
}
