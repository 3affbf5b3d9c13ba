import ArgumentParser
import Foundation
import SQLiteStorage
import Text

/// `metadex backup`: a copy of the store, made while it is used.
struct BackupCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Copy the store into another file while it is used.",
        discussion: """
              $ metadex backup monday.db
              $ metadex backup monday.db --force

            The copy is one committed state, whatever is imported meanwhile. It is looked through page \
            by page before it appears under its name; a file that is there already is never replaced \
            unless --force says so, and then only by a complete copy.
            """)

    @Flag(help: "Replace a file that is there already.")
    var force = false

    @OptionGroup var global: GlobalOptions
    @OptionGroup var storeOptions: StoreOptions

    @Argument(help: "The file of the copy.", completion: .file(extensions: ["db"]))
    var file: String

    func run() throws {
        let terminal = Terminal()
        if file == "-" {
            throw Failure.usage("a backup is a file, and standard output is none")
        }
        let configuration = try storeOptions.settings.read(terminal)
        let used = try CommandFiles(schema: nil, configuration, storeOptions, terminal)
        try used.writes(file, as: "the backup")
        try NewFile.check(file, replaces: force)
        let store = try storeOptions.openFile(terminal)
        let counter = Counter("copied", terminal, isQuiet: global.quiet)
        let folder = PathParts(file).folder
        let number = String(UInt64.random(in: .min ... .max), radix: 36)
        let partial = PathParts.joined(folder, ".metadex-\(number).partial")
        let unfinished = Interruption.remove(partial)
        defer {
            unlink(partial)
            Interruption.keep(unfinished)
        }
        try storing { try store.backUp(to: partial) { counter?.update($0, of: $1) } }
        counter?.end()
        // A link is made only where nothing lies; a rename would not ask.
        let isDone = force ? rename(partial, file) == 0 : link(partial, file) == 0
        if !isDone { throw Failure.cannotWrite(file, reason: String(cString: strerror(errno))) }
        if global.quiet { return }
        let size = (try? FileManager.default.attributesOfItem(atPath: file)[.size] as? Int) ?? 0
        terminal.say("\(file): a complete copy, \(sized(size))")
    }
}
