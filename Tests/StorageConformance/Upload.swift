import CanonicalJSON
import Findings
package import Items
import SchemaModel
package import Storage
import Testing
package import Text
import UploadFormats
package import Validation

/// An uploaded item as tests write it.
package struct Upload: Equatable, Decodable, Sendable {
    package var kind = "image"
    package var urls: [String]
    package var title: String?
    /// Canonical text; nil for an item without metadata.
    package var metadata: String?
    /// Whether the upload says what the metadata shall be.
    package var bringsMetadata: Bool?
    package var media: String?
    package var placeholder: String?

    package init(
        _ urls: String..., kind: String = "image", title: String? = nil, metadata: String? = nil,
        media: String? = nil, placeholder: String? = nil
    ) {
        self.urls = urls
        self.kind = kind
        self.title = title
        self.metadata = metadata
        self.media = media
        self.placeholder = placeholder
    }

    package func append(to batch: inout WriteBatch) throws {
        let kind = try #require(ItemKind(wireName: kind))
        let id = try placeholder.map { try #require(ItemID($0)) }
        batch.append(
            kind: kind, urls: urls, title: title,
            metadata: try metadata.map { try ValidatedMetadata.checked($0) },
            bringsMetadata: bringsMetadata ?? (metadata != nil),
            media: media.map { Array($0.utf8) },
            placeholder: id)
    }
}

extension ValidatedMetadata {
    /// A document of any keys and values; nothing is asked of it.
    package static func checked(_ text: String) throws -> ValidatedMetadata {
        var levels = RuleLevels()
        for rule in RuleID.allCases { levels[rule] = nil }
        var findings = FindingBuffer(file: "test", levels: levels)
        let tape = try JSONTape(copying: text.utf8)
        return try #require(
            Validator(schema: nil).validate(tape, metadata: 0, isVideo: false, into: &findings))
    }
}

extension WriteBatch {
    package init(_ uploads: [Upload]) throws {
        self.init()
        for upload in uploads { try upload.append(to: &self) }
    }
}

extension MetadataStore {
    /// Imports one batch against the current schema.
    @discardableResult
    package func load(
        _ uploads: [Upload], into folder: String = "f", policy: ReimportPolicy = .createAgain,
        decision: ImportDecision = .commit
    ) throws -> WriteSummary {
        let revision = try read { try $0.schema().number }
        let batch = try WriteBatch(uploads)
        return try importItems(into: folder, policy: policy, checkedAgainst: revision) { session in
            try session.write(batch)
            return decision
        }
    }

    /// Every item in order.
    package func allItems(inFolder folder: String? = nil) throws -> [StoredItem] {
        try read { reader in
            var items: [StoredItem] = []
            try reader.forEachItem(inFolder: folder) {
                items.append($0)
                return true
            }
            return items
        }
    }

    /// Every deleted item in order.
    package func deletedItems() throws -> [StoredItem] {
        try read { reader in
            var items: [StoredItem] = []
            try reader.forEachDeletedItem { item, _ in
                items.append(item)
                return true
            }
            return items
        }
    }

    /// Every document in the order of the items.
    package func documents() throws -> [String] {
        try allItems().map(\.text)
    }
}

extension StoredItem {
    package var text: String { String(decoding: document, as: UTF8.self) }
}

/// Texts that are compared byte by byte.
package func exact(_ texts: [String]) -> Set<ExactText> { Set(texts.map { ExactText($0) }) }
