import Items
import Text

extension StoreError: CustomStringConvertible {
    /// The message, for logs.
    public var description: String { message }

    /// What went wrong, in one sentence without a full stop.
    public var message: String {
        let store = place.map { "the store \($0)" } ?? "the store"
        switch kind {
        case .staleSchema(let basedOn, let current):
            return "the schema has changed meanwhile: this is based on revision \(basedOn), "
                + "the current one is \(current)"
        case .changed: return "\(store) has changed meanwhile; nothing was stored"
        case .noSuchFolder(let name): return "there is no folder \"\(name)\" in \(store)"
        case .folderExists(let name): return "\(store) already has a folder \"\(name)\""
        case .invalidFolderName(let name): return "\"\(name)\" cannot be the name of a folder"
        case .noSuchItem(let id): return "there is no item \(id) in \(store)"
        case .documentTooLarge(let url, let limit):
            return
                "the metadata of \(url ?? "an item") would be longer than \(limit.grouped) bytes "
                + "together with what is stored; nothing was stored"
        case .invalidName(let name): return "\"\(name)\" cannot be the name of a store"
        case .missing: return "\(store) does not exist"
        case .empty: return "\(store) is empty: nothing was ever stored in it"
        case .notAStore(let what?): return "\(store) is \(what), not a store"
        case .notAStore(nil): return "\(place ?? "what is there") is not a Metadex store"
        case .readOnly: return "\(store) cannot be written"
        case .incomplete(let remainder):
            return "\(store) cannot be read without \(remainder), and that not without writing"
        case .unreachable(let reason): return "\(store) cannot be opened: \(reason)"
        case .newerFormat(let migration):
            return "\(store) was made by a newer Metadex (it has the migration \(migration))"
        case .busy(let seconds):
            return "somebody else is writing to \(store) (waited \(seconds) s)"
        case .full: return "there is no room left for \(store)"
        case .outOfMemory: return "there is not enough memory for \(store)"
        case .cancelled: return "the work on \(store) was cancelled"
        case .closed: return "\(store) is closed"
        case .inputOutput(let reason): return "\(store) cannot be read or written: \(reason)"
        case .changedMigration(let name):
            return "\(store) was made with another version of the migration \(name)"
        case .missingMigration(let name):
            return "\(store) lacks the migration \(name), though it has later ones"
        case .damaged(let detail): return "\(store) is damaged: \(detail)"
        case .damagedRow(let detail): return "\(store) holds a row that makes no sense: \(detail)"
        case .damagedColumn(let detail):
            return "what \(store) derives from its documents is damaged: \(detail)"
        case .backend(let code, let detail):
            return "\(store) failed with error \(code): \(detail)"
        }
    }
}
