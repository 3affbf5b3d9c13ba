public import Items
import QueryLanguage
public import Storage
public import Text
import UploadFormats

/// Writes stored items as upload files, from one committed state of the store.
///
/// A file has its items group by group in the order of the store, or line by line in that order.
/// Memory does not depend on how many there are.
public struct ExportItems {
    private let store: any MetadataStore

    /// - Parameter store: where the items come from.
    public init(_ store: any MetadataStore) {
        self.store = store
    }

    /// What is exported, and how.
    public struct Wish {
        /// The name of a folder; nil for all.
        public var folder: String?
        /// A filter that items have to pass; nil for all.
        public var filter: String?
        /// Whether to write an item a line, instead of groups.
        public var isLines = false
        /// Whether items say which uuid they had.
        public var keepsIDs = false
        /// Whether each folder has a file of its own, and none is longer than Encord takes.
        public var isDivided = false
        /// Called after every thousand items with how many there were so far.
        public var progress: ((Int) -> Void)?

        /// Everything, in groups, in one file.
        public init() {}
    }

    /// One of the files.
    public struct Part: Hashable, Sendable {
        /// The name of its folder; nil where the files are not divided.
        public var folder: String?
        /// Its number among those of the folder, from 0.
        public var number: Int

        /// Whether two are the same file, byte by byte.
        public static func == (a: Part, b: Part) -> Bool {
            a.number == b.number && a.folder.map { ExactText($0) } == b.folder.map { ExactText($0) }
        }

        /// Hashes the bytes of the name.
        public func hash(into hasher: inout Hasher) {
            hasher.combine(folder.map { ExactText($0) })
            hasher.combine(number)
        }
    }

    /// What was written.
    public struct Outcome: Sendable {
        /// Items that were written.
        public var items = 0
        /// Items whose kind an upload cannot bring back from what a store keeps, by kind.
        public var leftOut: [ItemKind: Int] = [:]
        /// Items whose uuid was to be kept, and whose kind cannot say it.
        public var newIDs = 0
        /// The folders of the items that were written; more than ``foldersMax`` are not all named.
        public var folders: Set<ExactText> = []
        /// Whether a file has more items or URLs than Encord takes; never where they are divided.
        public var isTooLong = false
        /// Files that were written.
        public var files = 0

        /// 100 folders.
        public static let foldersMax = 100
    }

    /// Writes the files.
    ///
    /// - Parameter write: gets the bytes of each file in order; a file is complete when the next one
    ///   begins.
    /// - Throws: `QueryErrors` for a filter that is wrong, `StoreError`, and what `write` throws.
    public func run(
        _ wish: Wish, write: (Part, [UInt8]) throws -> Void
    ) throws -> Outcome {
        try store.read { reader in
            if let folder = wish.folder {
                let names = try reader.catalog().folderNames
                if !names.contains(where: { ExactText($0) == ExactText(folder) }) {
                    throw StoreError(.noSuchFolder(folder))
                }
            }
            var outcome = Outcome()
            guard wish.isDivided else {
                let part = Part(folder: nil, number: 0)
                try self.write(part, from: wish.folder, wish, reader, &outcome, write)
                return outcome
            }
            for folder in try wish.folder.map({ [$0] }) ?? reader.catalog().folderNames {
                let part = Part(folder: folder, number: 0)
                try self.write(part, from: folder, wish, reader, &outcome, write)
            }
            return outcome
        }
    }

    /// 256 KiB: a write of that size costs no more than its bytes.
    private static let bufferBytes = 256 << 10

    /// Writes the items of a folder.
    private func write(
        _ part: Part, from folder: String?, _ wish: Wish, _ reader: any StoreReader,
        _ outcome: inout Outcome, _ write: (Part, [UInt8]) throws -> Void
    ) throws {
        var part = part
        var file = UploadFileWriter(isLines: wish.isLines, keepsIDs: wish.keepsIDs)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(ExportItems.bufferBytes * 2)
        func flush() throws {
            if bytes.isEmpty { return }
            try write(part, bytes)
            bytes.removeAll(keepingCapacity: true)
        }
        /// The groups that were met, in order; each but the first is written in a walk of its own.
        var groups: [UploadGroup] = []
        var current = 0
        repeat {
            try forEachItem(from: folder, wish, reader) { item in
                guard let group = UploadItemWriter.group(of: item.kind) else {
                    if current == 0 { outcome.leftOut[item.kind, default: 0] += 1 }
                    return
                }
                if current == 0, !groups.contains(group) { groups.append(group) }
                guard wish.isLines || group == groups[current] else { return }
                if wish.isDivided, file.isFull(for: item.urls.count) {
                    file.end(to: &bytes)
                    try flush()
                    outcome.files += 1
                    part.number += 1
                    file = UploadFileWriter(isLines: wish.isLines, keepsIDs: wish.keepsIDs)
                }
                file.append(item, of: group, to: &bytes)
                if bytes.count >= ExportItems.bufferBytes { try flush() }
                outcome.note(item, group, wish)
            }
            current += 1
        } while !wish.isLines && current < groups.count
        // Of a folder that holds nothing there is no file, but something was asked for.
        if wish.isDivided, file.itemCount == 0 { return }
        outcome.isTooLong =
            file.itemCount > UploadLimits.itemsMax || file.urlCount > UploadLimits.urlsMax
        file.end(to: &bytes)
        outcome.files += 1
        try flush()
    }

    private func forEachItem(
        from folder: String?, _ wish: Wish, _ reader: any StoreReader,
        _ body: (StoredItem) throws -> Void
    ) throws {
        guard let filter = wish.filter else {
            return try reader.forEachItem(inFolder: folder) {
                try body($0)
                return true
            }
        }
        let wanted = folder.map { ExactText($0) }
        try RunQuery(store).forEachItem(filter, reader) { item in
            if wanted == nil || wanted == ExactText(item.folder) { try body(item) }
        }
    }
}

extension ExportItems.Outcome {
    /// Counts an item that was written.
    fileprivate mutating func note(
        _ item: StoredItem, _ group: UploadGroup, _ wish: ExportItems.Wish
    ) {
        items += 1
        if wish.keepsIDs, !UploadItemWriter.keepsID(group) { newIDs += 1 }
        if folders.count < ExportItems.Outcome.foldersMax { folders.insert(ExactText(item.folder)) }
        if items % 1_000 == 0 { wish.progress?(items) }
    }
}
