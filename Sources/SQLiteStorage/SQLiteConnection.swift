import GRDB

/// One connection, within one access to it, and the statements that it has compiled before.
struct SQLiteConnection {
    let database: Database
    let statements: StatementCache

    /// A statement ready for its parameters.
    ///
    /// - Parameter sql: one statement. It is kept for the next time, so values go into parameters.
    func statement(_ sql: String) throws -> RawStatement {
        let statement = try statements.take(sql) ?? database.makeStatement(sql: sql)
        return RawStatement(statement, sql, returningTo: statements)
    }
}

/// The compiled statements of one connection that nobody uses at the moment. Compiling one takes
/// longer than finding an item with it.
final class StatementCache {
    private var idle: [String: [Statement]] = [:]

    /// Takes out a statement; nil when none is idle.
    func take(_ sql: String) -> Statement? {
        idle[sql]?.popLast()
    }

    /// Puts a statement back, reset and without parameters.
    func put(_ statement: Statement, _ sql: String) {
        idle[sql, default: []].append(statement)
    }

    /// Lets go of all statements, without which a connection cannot be closed.
    func removeAll() {
        idle.removeAll()
    }
}
