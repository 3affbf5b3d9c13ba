import CFaultyFiles
import Foundation

/// A way to the disk that fails when it is told to: a VFS of SQLite for one test.
///
/// It is the base of every proof that a fault of the system leaves the last committed state: count
/// the calls of a piece of work, then let the first of them fail, the second, and so on.
public final class FaultyFiles: @unchecked Sendable {
    // Invariant: the C functions take a lock.
    private let files: OpaquePointer
    /// The name of the VFS.
    public let name: String

    /// Calls of the system.
    public struct Calls: OptionSet, Sendable {
        /// The bits of `faulty_call`.
        public let rawValue: Int32

        /// Takes bits.
        public init(rawValue: Int32) { self.rawValue = rawValue }
        private init(_ call: faulty_call) { rawValue = Int32(call.rawValue) }

        /// Opening a file.
        public static let open = Calls(FAULTY_OPEN)
        /// Reading from a file.
        public static let read = Calls(FAULTY_READ)
        /// Writing to a file.
        public static let write = Calls(FAULTY_WRITE)
        /// Bringing a file to the disk.
        public static let sync = Calls(FAULTY_SYNC)
        /// Making a file shorter.
        public static let truncate = Calls(FAULTY_TRUNCATE)
        /// Deleting a file.
        public static let delete = Calls(FAULTY_DELETE)
        /// Mapping the index of a log.
        public static let index = Calls(FAULTY_INDEX)
        /// All of them.
        public static let all: Calls = [.open, .read, .write, .sync, .truncate, .delete, .index]
    }

    /// What a call fails with.
    public enum Fault: CaseIterable, Sendable {
        case inputOutput, full
        /// The first half of a write is done.
        case halfWritten
    }

    /// Registers the VFS; nil when there is no memory for it.
    public init?() {
        name = "faulty-\(UUID().uuidString)"
        guard let files = faulty_files_make(name) else { return nil }
        self.files = files
    }

    deinit { faulty_files_end(files) }

    /// Lets a call fail.
    ///
    /// - Parameters:
    ///   - calls: which calls count.
    ///   - number: which of the calls, from 1.
    ///   - fault: what it fails with: `SQLITE_FULL`, or the `SQLITE_IOERR` of the kind of call.
    ///   - lasts: whether every call after it fails as well.
    public func fail(_ calls: Calls, number: Int, with fault: Fault, lasts: Bool = false) {
        let code: Int32
        switch fault {
        case .full: code = 13
        case .inputOutput, .halfWritten:
            // SQLITE_IOERR with the number of the call in the second byte.
            let kind: Int32 =
                calls == .read
                ? 1
                : calls == .sync
                    ? 4
                    : calls == .truncate
                        ? 6
                        : calls == .delete ? 10 : calls == .index ? 21 : 3
            code = 10 | kind << 8
        }
        faulty_files_arm(
            files, calls.rawValue, number, code, lasts ? 1 : 0, fault == .halfWritten ? 1 : 0)
    }

    /// Counts calls and lets none fail.
    public func count(_ calls: Calls) { faulty_files_arm(files, calls.rawValue, 0, 0, 0, 0) }

    /// Calls that count, since they were named.
    public var countedCalls: Int { faulty_files_counted(files) }
    /// How many of them failed.
    public var failedCalls: Int { faulty_files_failed(files) }
}
