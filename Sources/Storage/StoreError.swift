import Items

/// Why a store did not do what it was asked.
public struct StoreError: Error, Equatable, Sendable {
    /// What went wrong, with its data.
    public enum Kind: Equatable, Sendable {
        // What was asked for cannot be.
        /// The change is based on a revision of the schema that is not the current one.
        case staleSchema(basedOn: Int, current: Int)
        case noSuchFolder(String)
        case folderExists(String)
        /// The name is empty, longer than ``Folder/nameLengthMax`` or has a control character.
        case invalidFolderName(String)
        case noSuchItem(ItemID)
        /// The path is empty, or one that SQLite does not take for a file.
        case invalidPath(String)

        // The file cannot be reached.
        case noStore
        /// A folder, a pipe or a device lies at the path; which, in words.
        case notAFile(String)
        /// The file is there and holds nothing.
        case emptyFile
        /// The file is not an SQLite database, or one of another program.
        case notAStore
        /// The file or its folder cannot be written.
        case readOnly
        /// A log of that path holds a part of the store, and cannot be read without writing.
        case pendingLog(String)
        /// The file cannot be opened; `reason` in the system's words.
        case cannotOpen(reason: String)
        /// A migration was applied that this program does not have yet.
        case newerFormat(migration: String)
        /// Another process writes; `seconds` is how long was waited.
        case busy(seconds: Int)
        case diskFull
        case outOfMemory
        /// The caller has ended the access.
        case cancelled
        /// The store was closed before.
        case closed
        /// The system could not read or write; `reason` in words.
        case inputOutput(reason: String)

        // The store is damaged, or this program is.
        /// The text of an applied migration is not the text that this program has.
        case changedMigration(String)
        /// A migration that this program has was never applied, though a later one was.
        case missingMigration(String)
        /// SQLite found the file damaged; `detail` in its words.
        case damagedFile(detail: String)
        /// A row that this program could not have written; `detail` names the table and the value.
        case damagedRow(detail: String)
        /// Any other error of the database, with its result code.
        case database(code: Int, detail: String)
    }

    /// Whose turn it is to act.
    public enum Fault: Sendable, Equatable {
        /// The caller's: what was asked for can never be, whatever the store holds.
        case usage
        /// The caller's: ask for something else.
        case request
        /// The surroundings': the file is not there, not readable, not writable, not of this version.
        case access
        /// The store's or the program's.
        case damage
    }

    /// What went wrong.
    public var kind: Kind
    /// The store as the user named it; nil for a store without a file.
    public var path: String?

    /// Makes an error.
    public init(_ kind: Kind, path: String? = nil) {
        self.kind = kind
        self.path = path
    }

    /// Whose turn it is to act.
    public var fault: Fault {
        switch kind {
        case .invalidFolderName, .invalidPath: .usage
        case .staleSchema, .noSuchFolder, .folderExists, .noSuchItem, .cancelled, .closed: .request
        case .noStore, .notAFile, .emptyFile, .notAStore, .readOnly, .pendingLog, .cannotOpen,
            .newerFormat, .busy, .diskFull, .outOfMemory, .inputOutput:
            .access
        case .changedMigration, .missingMigration, .damagedFile, .damagedRow, .database: .damage
        }
    }
}
