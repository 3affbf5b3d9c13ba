public import Items

/// Why a store did not do what it was asked.
public struct StoreError: Error, Equatable, Sendable {
    /// What went wrong, with its data.
    public enum Kind: Equatable, Sendable {
        // What was asked for cannot be.
        /// The change is based on a revision of the schema that is not the current one.
        case staleSchema(basedOn: Int, current: Int)
        /// Somebody wrote to the store after the look that this is based on.
        case changed
        case noSuchFolder(String)
        case folderExists(String)
        /// The name is empty, longer than ``Folder/nameLengthMax`` or has a control character.
        case invalidFolderName(String)
        case noSuchItem(ItemID)
        /// Merged with what is stored, the metadata of the item with a URL would be longer than `limit`
        /// bytes of canonical text.
        case documentTooLarge(url: String?, limit: Int)
        /// The name is empty, or one that the backend takes for something else than a store.
        case invalidName(String)

        // The store cannot be reached.
        /// Nothing is there.
        case missing
        /// Something is there in which nothing was ever stored.
        case empty
        /// Something else is there: what, in words such as `a directory`, or nil where it only looks
        /// like no store.
        case notAStore(String?)
        case readOnly
        /// A part of the store lies in `remainder` and cannot be read without writing.
        case incomplete(remainder: String)
        /// The store cannot be opened; `reason` in the system's words.
        case unreachable(reason: String)
        /// A migration was applied that this program does not have yet.
        case newerFormat(migration: String)
        /// Somebody else writes; `seconds` is how long was waited.
        case busy(seconds: Int)
        /// There is no room left for the store.
        case full
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
        /// The backend found the store damaged; `detail` in its words.
        case damaged(detail: String)
        /// A row that this program could not have written; `detail` names the table and the value.
        case damagedRow(detail: String)
        /// What is derived from the documents is damaged, and they are not; `detail` names the place.
        case damagedColumn(detail: String)
        /// Any other error of the backend, with its own code and words.
        case backend(code: Int, detail: String)
    }

    /// Whose turn it is to act.
    public enum Fault: Sendable, Equatable {
        /// The caller's: what was asked for can never be, whatever the store holds.
        case usage
        /// The caller's: ask for something else.
        case request
        /// The surroundings': the store is not there, not readable, not writable, not of this version.
        case access
        /// The store's or the program's.
        case damage
    }

    /// What went wrong.
    public var kind: Kind
    /// The store as the user named it; nil for one without a name.
    public var place: String?

    /// Makes an error.
    public init(_ kind: Kind, place: String? = nil) {
        self.kind = kind
        self.place = place
    }

    /// Whose turn it is to act.
    public var fault: Fault {
        switch kind {
        case .invalidFolderName, .invalidName: .usage
        case .staleSchema, .changed, .noSuchFolder, .folderExists, .noSuchItem, .documentTooLarge,
            .cancelled, .closed:
            .request
        case .missing, .empty, .notAStore, .readOnly, .incomplete, .unreachable, .newerFormat,
            .busy,
            .full, .outOfMemory, .inputOutput:
            .access
        case .changedMigration, .missingMigration, .damaged, .damagedRow, .damagedColumn, .backend:
            .damage
        }
    }
}
