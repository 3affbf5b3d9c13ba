extension Connection {
    /// When a transaction takes its locks.
    public enum TransactionStart: Sendable {
        /// With its first statement; for reading.
        case deferred
        /// At once, the lock for writing.
        case immediate
    }

    /// What becomes of a transaction.
    public enum TransactionEnd: Sendable {
        case commit, rollback
    }

    /// Carries something out in one transaction.
    ///
    /// - Parameters:
    ///   - start: when it takes its locks.
    ///   - deadline: until when the start waits for others; nil for the connection's usual time.
    ///   - body: says in the end what becomes of the transaction. When it throws, it is rolled back.
    /// - Throws: ``SQLiteFailure``, and what `body` throws. Nothing is committed then.
    @discardableResult
    public func transaction<Result>(
        _ start: TransactionStart, until deadline: ContinuousClock.Instant? = nil,
        _ body: () throws -> (Result, TransactionEnd)
    ) throws -> Result {
        try begin(start, until: deadline)
        do {
            let (result, end) = try body()
            try self.end(end)
            return result
        } catch {
            rollBack()
            throw error
        }
    }

    /// Begins a transaction, which ``end(_:)`` ends, or ``rollBack()``.
    ///
    /// - Parameters:
    ///   - start: when it takes its locks.
    ///   - deadline: until when the start waits for others; nil for the connection's usual time.
    public func begin(
        _ start: TransactionStart, until deadline: ContinuousClock.Instant? = nil
    ) throws {
        try waiting(until: deadline) {
            try statement(start == .deferred ? "BEGIN" : "BEGIN IMMEDIATE").run()
        }
    }

    /// Ends a transaction. Where that fails, ``rollBack()`` is still to be called.
    public func end(_ end: TransactionEnd) throws {
        settle()
        try statement(end == .commit ? "COMMIT" : "ROLLBACK").run()
    }

    /// Takes a transaction back that failed, where SQLite has not done so itself. What cannot be rolled
    /// back stays ``isInTransaction``, and only closing the connection helps.
    public func rollBack() {
        settle()
        let ended = cancellation
        cancellation = nil
        defer { cancellation = ended }
        if isInTransaction { try? statement("ROLLBACK").run() }
    }
}
