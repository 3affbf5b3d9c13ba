import Foundation
import SQLiteDriver
import Testing

/// Hands over the path of a file that is not there yet; it is gone afterwards.
func withPath<Result>(_ body: (String) throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory
        .appendingPathComponent("metadex-driver-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder.appendingPathComponent("a.db").path)
}

extension Connection {
    /// A new database that is gone with the connection.
    static func temporary() throws -> Connection {
        try Connection(":memory:", ConnectionOptions(access: .creating))
    }
}

extension ConnectionPool {
    /// Makes a file with a log, and a pool for it.
    static func make(
        _ path: String, setup: String = "CREATE TABLE t (n INTEGER PRIMARY KEY, x)",
        readersMax: Int? = nil, busyTimeout: Duration = .seconds(10), fileSystem: String? = nil
    ) throws -> ConnectionPool {
        let connection = try Connection(path, ConnectionOptions(access: .creating))
        try connection.execute("PRAGMA journal_mode = WAL; " + setup)
        try connection.close()
        var options = ConnectionPool.Options(
            ConnectionOptions(
                access: .writing, busyTimeout: busyTimeout, setup: "PRAGMA synchronous = NORMAL",
                fileSystem: fileSystem))
        if let readersMax { options.readersMax = readersMax }
        return ConnectionPool(path, options)
    }

    func count() throws -> Int64? {
        try read { try $0.integer("SELECT count(*) FROM t") }
    }

    func insert(_ value: String = "x") throws {
        try write { connection in
            let insert = try connection.statement("INSERT INTO t (x) VALUES (?)")
            try insert.bind(value, at: 1)
            try insert.run()
            return ((), .commit)
        }
    }
}

/// How many descriptors of this process lead to a file.
func openDescriptors(of path: String) throws -> Int {
    let folder = "/proc/self/fd"
    return try FileManager.default.contentsOfDirectory(atPath: folder).count { name in
        (try? FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/\(name)")) == path
    }
}
