import ArgumentParser
import SchemaModel
import Workflows

/// The flags of every command that changes one key.
struct SchemaEditOptions: ParsableArguments {
    @OptionGroup var global: GlobalOptions
    @OptionGroup var storeOptions: StoreOptions

    @Option(help: ArgumentHelp("Why, for the schema's log.", valueName: "text"))
    var note: String?

    @Flag(help: "Show what would change, change nothing.")
    var dryRun = false

    @Flag(help: "Do not ask before what cannot be undone.")
    var yes = false

    /// Applies changes to the store's schema.
    func apply(_ changes: [SchemaChange]) throws {
        let terminal = Terminal()
        let store = try storeOptions.open(terminal)
        let change = ChangeSchema(
            store: store, author: Surroundings.author(terminal), note: note, isDryRun: dryRun)
        try SchemaChangeReport(terminal: terminal, global: global, isAgreed: yes)
            .run(change, .apply(changes), isDryRun: dryRun)
    }

    /// Checks the name of a new key.
    static func name(_ text: String) throws -> KeyName {
        do throws(KeyNameError) {
            return try KeyName(text)
        } catch {
            throw Failure.usage("\"\(text)\" cannot be a key: \(error.message)")
        }
    }
}

/// `metadex schema set`: another type for a scalar key, or another description.
struct SchemaSetCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set",
        abstract: "Give a scalar key another type, or a key another description.",
        discussion: """
            Stored values are read again under the new type; those that no longer fit are counted \
            and named, and stay stored.

              $ metadex schema set speed varchar
              $ metadex schema set speed varchar --dry-run
            """)

    @OptionGroup var options: SchemaEditOptions

    @Argument(help: "The key.", completion: Completions.keys)
    var key: String

    @Argument(
        help: "boolean, datetime, number, uuid, varchar or text.",
        completion: Completions.scalarTypes)
    var type: String?

    @Option(help: ArgumentHelp("What the key means; an empty text removes it.", valueName: "text"))
    var description: String?

    @Flag(help: "Add the key where there is none, for scripts.")
    var create = false

    func run() throws {
        var changes: [SchemaChange] = []
        if let type {
            guard let scalar = ScalarType(word: type) else {
                throw Failure.usage(
                    "\"\(type)\" is not a scalar type",
                    hint: "known: \(ScalarType.allCases.map(\.rawValue).joined(separator: ", "))")
            }
            changes.append(
                create
                    ? .addScalar(try SchemaEditOptions.name(key), scalar)
                    : .setScalar(KeyName(stored: key), scalar))
        }
        if let description { changes.append(.setDescription(KeyName(stored: key), description)) }
        if changes.isEmpty { throw Failure.usage("give a type or a --description") }
        if create, type == nil { throw Failure.usage("--create needs a type") }
        try options.apply(changes)
    }
}

/// `metadex schema options`: more options for an enum key.
struct SchemaOptionsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "options",
        abstract: "Add options to an enum key. Options are never removed.",
        discussion: """
              $ metadex schema options weather --add hail --add sleet
            """)

    @OptionGroup var options: SchemaEditOptions

    @Argument(help: "The key.", completion: Completions.enumKeys)
    var key: String

    @Option(
        parsing: .upToNextOption, help: ArgumentHelp("The options to add.", valueName: "option"))
    var add: [String]

    func run() throws {
        try options.apply([.addOptions(KeyName(stored: key), options: add)])
    }
}

/// `metadex schema delete`: a tombstone for a key.
struct SchemaDeleteCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete",
        abstract: "Delete a key: softly, so that it can be restored, or for good.",
        discussion: """
            Stored values stay; queries and checks no longer know the key. --hard cannot be undone: \
            it says how many items have a value of the key, and asks; where nobody can be asked, \
            --yes is needed.

              $ metadex schema delete speed
              $ metadex schema delete speed --hard
            """)

    @OptionGroup var options: SchemaEditOptions

    @Flag(help: "For good: the key can never be restored or used again.")
    var hard = false

    @Argument(help: "The key.", completion: Completions.keys)
    var key: String

    func run() throws {
        try options.apply([.delete(KeyName(stored: key), hard: hard)])
    }
}

/// `metadex schema restore`: a soft deleted key comes back.
struct SchemaRestoreCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Bring a softly deleted key back, with its type and values.",
        discussion: """
              $ metadex schema restore speed
            """)

    @OptionGroup var options: SchemaEditOptions

    @Argument(help: "The key.", completion: Completions.deletedKeys)
    var key: String

    func run() throws {
        try options.apply([.restore(KeyName(stored: key))])
    }
}
