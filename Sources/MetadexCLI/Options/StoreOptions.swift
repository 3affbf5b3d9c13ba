import ArgumentParser
import SQLiteStorage
import Storage

/// Which store a command works on.
struct StoreOptions: ParsableArguments {
    @Option(
        help: "The store. Without it METADEX_STORE, else metadex.db in this folder.",
        completion: .file(extensions: ["db"]))
    var store: String?

    /// The store's path after flag, environment and default.
    func path(_ terminal: Terminal) -> String {
        if let store { return store }
        if let path = terminal.environment["METADEX_STORE"], !path.isEmpty { return path }
        return "metadex.db"
    }

    /// Opens the store.
    ///
    /// - Parameter creates: whether to make a new one where there is none.
    /// - Throws: a `Failure` with status 3 when it cannot be opened.
    func open(creates: Bool = false, _ terminal: Terminal) throws -> any MetadataStore {
        try storing {
            try SQLiteStore.open(
                path(terminal), mode: creates ? .createIfMissing : .existing,
                program: Version.text, environment: Surroundings.storeEnvironment)
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
