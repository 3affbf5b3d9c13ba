import Migrations
import Storage
import Text

/// One step of the store's tables from nothing to what this program uses.
struct Migration: Sendable, Equatable {
    /// The file's name without its extension, for instance `0001_folders_and_items`.
    var name: String
    var sql: String

    /// The hash of the text as it is kept in the store.
    var hash: String { StableHash(sql.utf8).hexadecimal }

    /// The migrations of this program, in order.
    static let all: [Migration] = Migrations.all
        .filter { $0.name.hasSuffix(".sql") }
        .map { Migration(name: String($0.name.dropLast(4)), sql: $0.text.description) }
        .sorted { $0.name < $1.name }
}
