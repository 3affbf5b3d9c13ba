import Items
import MemoryStorage
import Storage
import UploadFormats

@testable import Workflows

extension InMemoryStore {
    /// A store with items `0.png` to `3.png` in the folder `f`, and the last URL a second time in `g`.
    static func withDrives() throws -> InMemoryStore {
        let store = try InMemoryStore.make(try schema(sampleSchema))
        let values = [(9, "rain"), (20, "rain"), (30, "fog"), (40, "rain")]
        let items = values.enumerated().map { index, value in
            #"{"url": "\#(index).png", "clientMetadata": {"speed": \#(value.0), "weather": "\#(value.1)", "x": 1}}"#
        }
        try store.load(items.joined(separator: "\n"), Reading(format: .jsonLines))
        let items3 = try store.allItems()
        _ = try store.importItems(into: "g", policy: .createAgain, checkedAgainst: 1) { session in
            var batch = WriteBatch()
            batch.append(kind: .image, urls: [items3[3].url ?? ""], title: nil)
            try session.write(batch)
            return .commit
        }
        return store
    }

    /// The URLs of the deleted items in order.
    func deletedURLs() throws -> [String] {
        try read { reader in
            var urls: [String] = []
            try reader.forEachDeletedItem { item, _ in
                urls.append(item.url ?? "-")
                return true
            }
            return urls
        }
    }

    func generation() throws -> Int64 { try read { try $0.catalog().generation } }
}

extension ItemSelection {
    static func named(_ names: String..., folder: String? = nil, all: Bool = false)
        -> ItemSelection
    {
        ItemSelection(.names(names), inFolder: folder, takesAll: all)
    }

    static func filtered(_ filter: String, folder: String? = nil) -> ItemSelection {
        ItemSelection(.filter(filter), inFolder: folder)
    }
}
