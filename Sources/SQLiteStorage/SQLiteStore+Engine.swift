import SQLiteDriver

extension SQLiteStore {
    /// The version of the SQLite library that stores are read and written with, such as `3.40.1`.
    public static var engineVersion: String { Connection.libraryVersion }
}
