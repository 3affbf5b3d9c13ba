import ArgumentParser
import SQLiteStorage
import Storage

/// Which store a command works on.
struct StoreOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The store. Without it METADEX_STORE, metadex.toml's, else metadex.db here.",
            valueName: "file"),
        completion: .file(extensions: ["db"]))
    var store: String?

    @Option(
        help: ArgumentHelp(
            "How long to wait for another command that writes.", valueName: "seconds"))
    var busyTimeout = 10

    @OptionGroup(title: "Settings") var settings: SettingsOptions

    func validate() throws {
        if !(0...StoreOptions.busySecondsMax).contains(busyTimeout) {
            throw ValidationError("--busy-timeout is a number of seconds from 0 to 86400")
        }
    }

    /// A day, in seconds.
    private static let busySecondsMax = 86_400

    /// Where the name of a store comes from.
    enum Origin: Equatable {
        case flag, environment
        case settings(line: Int)
        /// Nobody named one: it is the one that lies in the current folder, if any.
        case folder
    }

    /// The store's path after flag, environment, settings and default, and who named it.
    func place(_ terminal: Terminal) throws -> (path: String, origin: Origin) {
        if let store { return (store, .flag) }
        if let path = terminal.environment["METADEX_STORE"], !path.isEmpty {
            return (path, .environment)
        }
        if let store = try settings.read(terminal)?.store {
            return (store.value, .settings(line: store.line))
        }
        return ("metadex.db", .folder)
    }

    /// The store's path.
    func path(_ terminal: Terminal) throws -> String { try place(terminal).path }

    /// Opens the store.
    ///
    /// - Parameter creates: whether to make a new one where there is none.
    /// - Throws: a `Failure` with status 3 when it cannot be opened.
    func open(creates: Bool = false, _ terminal: Terminal) throws -> any MetadataStore {
        let path = try path(terminal)
        return try storing {
            try SQLiteStore.open(
                path, mode: creates ? .createIfMissing : .existing,
                program: Version.text, environment: Surroundings.storeEnvironment,
                busySeconds: busyTimeout)
        }
    }
}

/// Runs something on a store and turns its errors into failures of the command.
func storing<Result>(_ body: () throws -> Result) throws -> Result {
    do {
        return try body()
    } catch let error as StoreError {
        let status: ExitStatus =
            switch error.fault {
            case .usage: .usage
            case .request: .findings
            case .access, .damage: .unreachable
            }
        throw Failure(exitStatus: status, message: error.message, hint: error.hint)
    }
}
