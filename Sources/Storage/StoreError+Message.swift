import Items

extension StoreError: CustomStringConvertible {
    /// Message and hint in one line, for logs.
    public var description: String { message + " (" + hint + ")" }

    /// What went wrong, in one sentence without a full stop.
    public var message: String {
        let store = path.map { "the store \($0)" } ?? "the store"
        switch kind {
        case .staleSchema(let basedOn, let current):
            return "the schema has changed meanwhile: this is based on revision \(basedOn), "
                + "the current one is \(current)"
        case .noSuchFolder(let name): return "there is no folder \"\(name)\" in \(store)"
        case .folderExists(let name): return "\(store) already has a folder \"\(name)\""
        case .invalidFolderName(let name): return "\"\(name)\" cannot be the name of a folder"
        case .noSuchItem(let id): return "there is no item \(id) in \(store)"
        case .invalidPath(let path): return "\"\(path)\" cannot be a store, which is a file"
        case .noStore: return "\(store) does not exist"
        case .notAFile(let what): return "\(store) is \(what), not a file"
        case .emptyFile: return "\(store) is an empty file: nothing was ever stored in it"
        case .notAStore: return "\(path ?? "the file") is not a Metadex store"
        case .readOnly: return "\(store) cannot be written"
        case .pendingLog(let log):
            return
                "\(store) cannot be read without its log \(log), and its folder cannot be written"
        case .cannotOpen(let reason): return "\(store) cannot be opened: \(reason)"
        case .newerFormat(let migration):
            return "\(store) was made by a newer Metadex (it has the migration \(migration))"
        case .busy(let seconds):
            return "another process is writing to \(store) (waited \(seconds) s)"
        case .diskFull: return "the disk that holds \(store) is full"
        case .outOfMemory: return "there is not enough memory for \(store)"
        case .cancelled: return "the work on \(store) was cancelled"
        case .closed: return "\(store) is closed"
        case .inputOutput(let reason): return "\(store) cannot be read or written: \(reason)"
        case .changedMigration(let name):
            return "\(store) was made with another version of the migration \(name)"
        case .missingMigration(let name):
            return "\(store) lacks the migration \(name), though it has later ones"
        case .damagedFile(let detail): return "\(store) is damaged: \(detail)"
        case .damagedRow(let detail): return "\(store) holds a row that makes no sense: \(detail)"
        case .database(let code, let detail):
            return "\(store) failed with SQLite error \(code): \(detail)"
        }
    }

    /// What to do next.
    public var hint: String {
        switch kind {
        case .staleSchema: "look at the current schema, then make the change again"
        case .noSuchFolder: "`metadex folders` lists the folders"
        case .folderExists: "choose another name"
        case .invalidFolderName:
            "a name has 1 to \(Folder.nameLengthMax) characters and no control characters"
        case .invalidPath: "name a file, for instance `./metadex.db`"
        case .noSuchItem: "`metadex query` with `--select @uuid` lists the ids of items"
        case .noStore:
            "make one with `metadex schema import FILE`, or name another with `--store PATH`"
        case .notAFile: "name a file with `--store PATH`"
        case .emptyFile:
            "`metadex schema import FILE` makes it a store, or name another with `--store PATH`"
        case .notAStore: "name another file with `--store PATH`; this one was not touched"
        case .readOnly: "check the permissions of the file and its folder, or work on a copy"
        case .pendingLog:
            "run `metadex folders` once as somebody who may write there, or copy both files elsewhere"
        case .cannotOpen: "check the path and its permissions"
        case .newerFormat: "install the newer version; the file was not touched"
        case .busy: "wait for the other command to end, then try again"
        case .diskFull: "make room, then try again; nothing was changed"
        case .outOfMemory: "close other programs, then try again; nothing was changed"
        case .cancelled: "nothing was changed"
        case .closed: "open it again"
        case .inputOutput: "check the disk and its connection, then try again; nothing was changed"
        case .changedMigration, .missingMigration:
            "use the version of Metadex that made the store; the file was not touched"
        case .damagedFile, .damagedRow: "restore a backup; keep a copy of the file as it is"
        case .database: "run the command again; if it stays, report it together with this message"
        }
    }
}
