import UploadReading
import Findings
import Foundation
import Items
import MemoryStorage
import SchemaModel
import Storage
import Synchronization
import TestSupport
import UploadFormats

@testable import Workflows

extension StoreEnvironment {
    /// A clock that goes on by a second whenever it is asked, and the same random words every time.
    static func repeatable() -> StoreEnvironment {
        let time = Mutex<Int64>(1_700_000_000_000_000)
        let generator = Mutex(SeededGenerator(seed: 1))
        return StoreEnvironment(
            now: {
                time.withLock {
                    $0 += 1_000_000
                    return StoreTime(microseconds: $0)
                }
            },
            random: { generator.withLock { ($0.next(), $0.next()) } })
    }
}

extension InMemoryStore {
    /// An empty store with a schema.
    static func make(_ schema: MetadataSchema? = nil) throws -> InMemoryStore {
        let store = InMemoryStore(environment: .repeatable())
        guard let schema else { return store }
        try store.change(to: schema)
        return store
    }

    /// Makes a schema the next revision.
    func change(to schema: MetadataSchema) throws {
        let current = try read { try $0.schema() }
        try applySchema(
            SchemaPlan(from: current.schema, to: schema), basedOn: current.number, author: "test",
            note: nil, changes: [])
    }

    /// Every item in order.
    func allItems() throws -> [StoredItem] {
        try read { reader in
            var items: [StoredItem] = []
            try reader.forEachItem(inFolder: nil) {
                items.append($0)
                return true
            }
            return items
        }
    }

    /// URL and document of every item.
    func contents() throws -> [String] {
        try allItems().map { "\($0.url ?? "-") \(String(decoding: $0.document, as: UTF8.self))" }
    }

    /// Imports an upload as the command does: the outline first, then the items.
    @discardableResult
    func load(
        _ bytes: [UInt8], _ reading: Reading = Reading(), into folder: String = "f",
        ignoresErrors: Bool = false, name: String = "upload",
        receive: @escaping (Finding) throws -> Void = { _ in }
    ) throws -> ImportUpload.Outcome {
        let outline = try withInput(bytes, name: name) {
            try UploadOutline($0, format: reading.format, windowBytes: reading.windowBytes)
        }
        var wish = ImportUpload.Wish()
        wish.ignoresErrors = ignoresErrors
        return try withInput(bytes, name: name) { input in
            try ImportUpload(into: self, folder: folder, options: reading.options(nil), wish: wish)
                .run(input, outline: outline) { finding, _ in try receive(finding) }
        }
    }

    @discardableResult
    func load(
        _ text: String, _ reading: Reading = Reading(), ignoresErrors: Bool = false
    ) throws -> ImportUpload.Outcome {
        try load(Array(text.utf8), reading, ignoresErrors: ignoresErrors)
    }
}

extension WriteSummary {
    /// `read 3: 1 created, 2 rejected`, without the counts that are 0.
    var words: String {
        let counts = [
            (created, "created"), (updated, "updated"), (unchanged, "unchanged"),
            (skipped, "skipped"), (rejected, "rejected"),
        ]
        return "\(read): "
            + counts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
    }
}
