import ArgumentParser
import Text

/// The words that name a command. For one that is none the nearest is named; the parser would only
/// call it unexpected.
enum CommandWords {
    /// Checks the words at the start of a command line.
    ///
    /// - Throws: a `Failure` of status 2 for a word that is no command.
    static func check(_ arguments: [String]) throws {
        var commands: [any ParsableCommand.Type] = MetadexCommand.configuration.subcommands
        var path = "metadex"
        for word in arguments {
            if word.hasPrefix("-") || word == "help" { return }
            let names = commands.compactMap { $0.configuration.commandName }
            guard let command = commands.first(where: { $0.configuration.commandName == word })
            else {
                throw Failure.usage(
                    "there is no command \"\(path) \(word)\"", hint: hint(for: word, path, names))
            }
            path += " " + word
            commands = command.configuration.subcommands
            if commands.isEmpty {
                return try checkEnd(
                    of: command, path, arguments[(path.split(separator: " ").count - 1)...])
            }
        }
    }

    /// A command that takes no words, only flags: what is behind it was meant as a command of its own.
    private static func checkEnd(
        of command: any ParsableCommand.Type, _ path: String, _ rest: ArraySlice<String>
    ) throws {
        guard let word = rest.first, !word.hasPrefix("-"),
            wordless.contains(where: { $0 == command })
        else { return }
        throw Failure.usage(
            "there is no command \"\(path) \(word)\"",
            hint: "`\(path)` only lists and takes no words: `\(path) --help`")
    }

    private static let wordless: [any ParsableCommand.Type] = [
        FoldersCommand.self, DeletedCommand.self, RulesCommand.self, SchemaLogCommand.self,
        ConfigShowCommand.self,
    ]

    private static func hint(for word: String, _ path: String, _ names: [String]) -> String {
        if path == "metadex", let advice = otherWords[word.lowercased()] { return advice }
        if let name = NearestMatch.match(for: word, in: names) {
            return "did you mean \"\(path) \(name)\"?"
        }
        return "`\(path) --help` lists them"
    }

    /// What other programs call what we have under another name; a word of these is no misspelling.
    private static let otherWords: [String: String] = [
        "add": "a key: `metadex schema add`; items: `metadex import`",
        "check": "uploads: `metadex validate`; a schema file: `metadex schema check`",
        "convert": "a schema: `metadex schema export --format json-schema`",
        "count": "`metadex query --count`",
        "diff": "`metadex schema import FILE --dry-run` shows what a schema file would change",
        "dump": "`metadex export`; the file itself: `metadex backup`",
        "edit": "stored items: `metadex update`",
        "facet": "`metadex query --facet KEY`",
        "filter": "`metadex query`",
        "find": "`metadex query`",
        "infer": "`metadex schema infer`",
        "init": "`metadex schema import FILE` makes the store",
        "lint": "uploads: `metadex validate`; a schema file: `metadex schema check`",
        "list": "items: `metadex query`; folders: `metadex folders`",
        "load": "`metadex import`",
        "log": "`metadex schema log`",
        "ls": "items: `metadex query`; folders: `metadex folders`",
        "remove": "stored items: `metadex delete`; a key: `metadex schema delete`",
        "repair": "an upload: `metadex fix`; a store: `metadex doctor`",
        "report": "`metadex validate --output sarif=FILE` writes a report",
        "search": "`metadex query`",
        "select": "`metadex query`",
        "set": "values: `metadex update`; a key of the schema: `metadex schema set`",
        "settings": "`metadex config show`",
        "show": "the schema: `metadex schema show`; items: `metadex query`",
        "summary": "`metadex stats`",
        "undelete": "`metadex restore`",
        "upload": "`metadex validate` checks one, `metadex import` stores it",
        "vacuum": "`metadex compact`",
        "version": "`metadex --version`",
    ]
}
