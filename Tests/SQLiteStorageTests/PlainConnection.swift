import Foundation
import SQLiteDriver

extension Connection {
    /// Opens a file as any program would, without the rules that a store keeps.
    static func plain(_ url: URL) throws -> Connection {
        try Connection(url.path, ConnectionOptions(access: .creating))
    }

    /// Changes a file behind the store's back.
    static func change(_ url: URL, _ sql: String) throws {
        let connection = try plain(url)
        try connection.execute(sql)
        try connection.close()
    }

    /// The rows that a statement selects, all of texts.
    func rows(_ sql: String) throws -> [[String]] {
        let statement = try statement(sql)
        var rows: [[String]] = []
        while try statement.step() {
            rows.append(try (0..<statement.columnCount).map(statement.text))
        }
        return rows
    }
}
