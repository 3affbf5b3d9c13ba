import SQLiteDriver
import SchemaModel
import Storage

/// One thing that has to be true of every store file. Each is looked at on its own, so that one fault
/// does not hide another.
public enum StoreCheck: String, Sendable, CaseIterable {
    /// Every page is reachable and every index agrees with its table, by SQLite's own check.
    case file
    /// No row names another one that is not there.
    case references
    /// The state has one row, and no item has a number that is still to be given.
    case state
    /// Every revision of the schema can be read.
    case schema
    /// Every document is JSON in canonical form, and so is what an upload said about the media.
    case documents
    /// Ids, kinds, times and folders of items make sense, and the URLs have the hashes that lookups use.
    case lookups
    /// The columns hold what the documents hold.
    case columns
    /// The view `items_flat` has the keys of the schema.
    case view
    /// The log beside the file is not longer than the file.
    case log

    /// What is wrong.
    public struct Problem: Sendable, Equatable {
        /// What it is about.
        public var check: StoreCheck
        /// One sentence without a full stop.
        public var detail: String
    }

    /// What a check looks at, in a few words.
    public var words: String {
        switch self {
        case .file: "pages and indexes"
        case .references: "references between tables"
        case .state: "state and row numbers"
        case .schema: "revisions of the schema"
        case .documents: "documents"
        case .lookups: "ids, URLs and their hashes"
        case .columns: "columns against documents"
        case .view: "the view items_flat"
        case .log: "the log"
        }
    }

    /// How what a check finds is mended.
    public enum Repair: Sendable {
        /// What is derived from the documents is made anew.
        case reindex
        /// The file is written anew.
        case compact
        /// The truth itself is damaged.
        case restoreBackup
    }

    /// What mends what the check finds.
    public var repair: Repair {
        switch self {
        case .columns, .view: .reindex
        case .log: .compact
        case .file, .references, .state, .schema, .documents, .lookups: .restoreBackup
        }
    }

    /// 20 problems of a check are told; the first ones say what is wrong.
    static let problemsMax = 20

    /// What SQLite finds in pages and indexes.
    static func integrityProblems(_ connection: Connection) throws -> [String] {
        let statement = try connection.statement("PRAGMA integrity_check(\(problemsMax))")
        var problems: [String] = []
        while try statement.step() {
            let line = try statement.text(0)
            if line != "ok" { problems.append(line) }
        }
        return problems
    }
}

extension SQLiteStore {
    /// Looks through the whole store.
    ///
    /// - Parameters:
    ///   - checks: which; all unless told otherwise.
    ///   - begin: called before each.
    /// - Returns: everything that is wrong, at most twenty problems a check.
    /// - Throws: ``StoreError`` where the store cannot be read at all.
    public func examine(
        _ checks: [StoreCheck] = StoreCheck.allCases, begin: (StoreCheck) -> Void = { _ in }
    ) throws -> [StoreCheck.Problem] {
        var problems: [StoreCheck.Problem] = []
        for check in checks {
            begin(check)
            var found: [String]
            do {
                found = try StoreError.translating(path: path) { try examine(check) }
            } catch let error as StoreError where error.fault == .damage {
                // What stops one check is what it was to find.
                found = [error.message]
            }
            if found.count > StoreCheck.problemsMax {
                found = found.prefix(StoreCheck.problemsMax) + ["and more"]
            }
            problems += found.map { StoreCheck.Problem(check: check, detail: $0) }
        }
        return problems
    }

    private func examine(_ check: StoreCheck) throws -> [String] {
        switch check {
        case .columns: return try columnProblems()
        case .log:
            let file = StoreFile(path: path)
            return file.logBytes > max(file.bytes, StoreCheck.logBytesSmall)
                ? ["the log has \(file.logBytes) bytes, more than the file"] : []
        case .file: return try connections.read { try StoreCheck.integrityProblems($0) }
        case .references: return try connections.read { try ReferenceReview($0).run() }
        case .state: return try connections.read { try StateReview($0).run() }
        case .schema:
            return try connections.read { connection in
                _ = try SchemaTable(connection).all()
                return []
            }
        case .documents: return try connections.read { try DocumentReview($0).run() }
        case .lookups: return try connections.read { try LookupReview($0).run() }
        case .view:
            return try connections.read {
                try FlatView($0).problems(SchemaTable($0).current().schema)
            }
        }
    }
}

extension StoreCheck {
    /// 64 MiB: a log of that size is what one large import leaves while somebody reads.
    static let logBytesSmall = 64 << 20
}
