/// A write transaction that is ended by a call of its own: for work that cannot wait inside of a
/// closure. It may be used on any thread, by one at a time.
public final class WriteAccess {
    /// The connection, while the transaction goes on.
    public let connection: Connection
    /// Gives the connection back; nil when the transaction has ended.
    private var giveBack: (() -> Void)?

    init(_ connection: Connection, giveBack: @escaping () -> Void) {
        self.connection = connection
        self.giveBack = giveBack
    }

    deinit { try? end(.rollback) }

    /// Ends the transaction; has no effect a second time.
    ///
    /// - Throws: ``SQLiteFailure`` when it cannot be committed. Nothing is kept then.
    public func end(_ end: Connection.TransactionEnd) throws {
        guard let giveBack else { return }
        self.giveBack = nil
        defer { giveBack() }
        do {
            try connection.end(end)
        } catch {
            connection.rollBack()
            throw error
        }
    }
}
