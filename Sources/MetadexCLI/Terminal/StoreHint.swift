import Items
import Storage

extension StoreError {
    /// What somebody at a terminal does next.
    var hint: String {
        switch kind {
        case .staleSchema: "look at the current schema, then make the change again"
        case .changed: "run the command again, which looks at the store as it is now"
        case .noSuchFolder: "`metadex folders` lists the folders"
        case .folderExists: "choose another name"
        case .invalidFolderName:
            "a name has 1 to \(Folder.nameLengthMax) characters and no control characters"
        case .invalidName: "name a file, for instance `./metadex.db`"
        case .noSuchItem: "`metadex query` with `--select @uuid` lists the ids of items"
        case .documentTooLarge: "leave keys of the item out of the file, or give --mode replace"
        case .missing:
            "make one with `metadex schema import FILE`, or name another with `--store PATH`"
        case .empty:
            "`metadex schema import FILE` makes it a store, or name another with `--store PATH`"
        case .notAStore(nil): "name another file with `--store PATH`; this one was not touched"
        case .notAStore: "name a file with `--store PATH`"
        case .readOnly: "check the permissions of the file and its folder, or work on a copy"
        case .incomplete:
            "run `metadex folders` once as somebody who may write there, or copy both files elsewhere"
        case .unreachable: "check the path and its permissions"
        case .newerFormat: "install the newer version; the file was not touched"
        case .busy: "wait for the other command to end, then try again"
        case .full: "make room on the disk, then try again; nothing was changed"
        case .outOfMemory: "close other programs, then try again; nothing was changed"
        case .cancelled: "nothing was changed; run the command again"
        case .closed: "run the command again"
        case .inputOutput: "check the disk and its connection, then try again; nothing was changed"
        case .changedMigration, .missingMigration:
            "use the version of Metadex that made the store; the file was not touched"
        case .damaged, .damagedRow: "restore a backup; keep a copy of the file as it is"
        case .damagedColumn: "the documents are whole; `metadex reindex` makes the rest anew"
        case .backend: "run the command again; if it stays, report it together with this message"
        }
    }
}
