import CSQLite

/// One value that is read by pieces, without the rest of its row and without a copy of the whole.
///
/// It lives no longer than the access to its connection.
public struct Blob: ~Copyable {
    private let connection: Connection
    private let handle: OpaquePointer

    /// Opens the value of one row.
    ///
    /// - Throws: ``SQLiteFailure`` of code `error` when there is no such row, or no blob or text in it.
    public init(_ connection: Connection, table: String, column: String, row: Int64) throws {
        var opened: OpaquePointer?
        try connection.check(
            sqlite3_blob_open(try connection.open(), "main", table, column, row, 0, &opened))
        guard let opened else { throw SQLiteFailure(.error, "no blob") }
        self.connection = connection
        handle = opened
    }

    deinit { sqlite3_blob_close(handle) }

    /// The length of the value in bytes.
    public var count: Int { Int(sqlite3_blob_bytes(handle)) }

    /// Goes to the same column of another row, which is quicker than opening it.
    public mutating func move(to row: Int64) throws {
        try connection.check(sqlite3_blob_reopen(handle, row))
    }

    /// Copies bytes out of the value.
    ///
    /// - Parameters:
    ///   - buffer: is filled to its end.
    ///   - offset: where in the value to begin, in bytes.
    /// - Throws: ``SQLiteFailure`` of code `error` when the value ends before.
    public func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int = 0) throws {
        guard let start = buffer.baseAddress else { return }
        try connection.checkCancelled()
        try connection.check(
            sqlite3_blob_read(handle, start, Int32(clamping: buffer.count), Int32(clamping: offset))
        )
    }

    /// Copies the first bytes of the value.
    ///
    /// - Parameter countMax: how many at most.
    public func prefix(_ countMax: Int) throws -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: max(min(count, countMax), 0))
        try bytes.withUnsafeMutableBytes { try read(into: $0) }
        return bytes
    }
}
