import SQLiteStorage
import Storage

extension StoreOptions {
    /// Opens the store as the file that it is, for commands that take care of the file.
    ///
    /// - Throws: a `Failure` with status 3 when it cannot be opened.
    func openFile(_ terminal: Terminal) throws -> SQLiteStore {
        let path = try path(terminal)
        return try storing {
            try SQLiteStore.open(
                path, mode: .existing, program: Version.text,
                environment: Surroundings.storeEnvironment, busySeconds: busyTimeout)
        }
    }
}
