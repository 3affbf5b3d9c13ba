import CSQLite
import Text

/// The compiled statements of one connection that nobody uses at the moment. Compiling one takes
/// longer than finding an item with it.
struct StatementCache {
    /// The one that was used last at the end.
    private var idle: [(sql: ExactText, statement: OpaquePointer)] = []

    /// 64: several times the texts that a command uses, few enough to look through.
    static let statementsMax = 64

    var count: Int { idle.count }

    /// Takes out a statement; nil when none is idle.
    mutating func take(_ sql: ExactText) -> OpaquePointer? {
        guard let index = idle.lastIndex(where: { $0.sql == sql }) else { return nil }
        return idle.remove(at: index).statement
    }

    /// Puts a statement back, reset and without parameters. The one that was not used for the longest
    /// time makes room.
    mutating func put(_ statement: OpaquePointer, _ sql: ExactText) {
        idle.append((sql, statement))
        // What it returns was said by the statement's last step.
        if idle.count > StatementCache.statementsMax {
            sqlite3_finalize(idle.removeFirst().statement)
        }
    }

    /// Lets go of all statements, without which a connection cannot be closed.
    mutating func removeAll() {
        for entry in idle { sqlite3_finalize(entry.statement) }
        idle = []
    }
}
