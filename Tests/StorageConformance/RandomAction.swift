import Items
import Storage
import TestSupport
import Testing

/// One random change of a store.
enum RandomAction {
    case load([Upload], into: String, ReimportPolicy, ImportDecision)
    /// The items at some positions; positions beyond the end are an unknown item.
    case delete([Int])
    case replace(Int, String)
    /// The items at some positions, deleted ones first: restored, moved or taken away for good.
    case change([Int], Kind)
    case makeFolder(String)

    enum Kind: CaseIterable {
        case restore, move, purge
    }

    static func random(using generator: inout SeededGenerator) -> RandomAction {
        let folders = ["f", "g", "h"]
        switch Int.random(in: 0..<12, using: &generator) {
        case 0: return .delete((0..<2).map { _ in .random(in: 0..<40, using: &generator) })
        case 1: return .replace(.random(in: 0..<40, using: &generator), document(using: &generator))
        case 2: return .makeFolder(folders.randomElement(using: &generator) ?? "f")
        case 3, 4:
            let positions = (0..<2).map { _ in Int.random(in: 0..<12, using: &generator) }
            return .change(positions, Kind.allCases.randomElement(using: &generator) ?? .restore)
        default:
            let uploads = (0..<Int.random(in: 0..<8, using: &generator)).map { _ in
                upload(using: &generator)
            }
            return .load(
                uploads, into: folders.randomElement(using: &generator) ?? "f",
                ReimportPolicy.allCases.randomElement(using: &generator) ?? .skip,
                Int.random(in: 0..<6, using: &generator) == 0 ? .rollback : .commit)
        }
    }

    static func document(using generator: inout SeededGenerator) -> String {
        let key = ["a", "b", "c", "dd"].randomElement(using: &generator) ?? "a"
        return #"{"\#(key)": \#(Int.random(in: 0..<3, using: &generator))}"#
    }

    static func upload(using generator: inout SeededGenerator) -> Upload {
        let urls = (0..<4).map { "u:\($0)" }
        let kind = ["image", "video", "imageGroup"].randomElement(using: &generator) ?? "image"
        var upload = Upload(kind: kind)
        let count = kind == "imageGroup" ? Int.random(in: 0..<4, using: &generator) : 1
        upload.urls = (0..<count).map { _ in urls.randomElement(using: &generator) ?? "u:0" }
        if Bool.random(using: &generator) {
            upload.title = "t\(Int.random(in: 0..<9, using: &generator))"
        }
        if Int.random(in: 0..<4, using: &generator) > 0 {
            upload.metadata = document(using: &generator)
        }
        if Int.random(in: 0..<6, using: &generator) == 0 {
            upload.placeholder =
                ItemID(high: 1, low: UInt64.random(in: 0..<3, using: &generator))
                .description
        }
        return upload
    }

    /// What came of it, in words that both stores must agree in.
    func apply(to store: any MetadataStore) throws -> String {
        do {
            switch self {
            case .load(let uploads, let folder, let policy, let decision):
                let summary = try store.load(
                    uploads, into: folder, policy: policy, decision: decision)
                #expect(summary.addsUp && summary.read == uploads.count)
                return "\(summary)"
            case .delete(let positions):
                let items = try store.allItems()
                try store.deleteItems(positions.map { Self.id(at: $0, in: items) })
            case .replace(let position, let document):
                let items = try store.allItems()
                let item = try store.replaceMetadata(
                    of: Self.id(at: position, in: items), with: try .checked(document),
                    checkedAgainst: 0)
                return item.text
            case .change(let positions, let kind):
                var items = try store.allItems()
                items.insert(contentsOf: try store.deletedItems(), at: 0)
                let changes = positions.map { position -> ItemChange in
                    let id = Self.id(at: position, in: items)
                    return switch kind {
                    case .restore: .restore(id)
                    case .move: .move(id, into: "moved")
                    case .purge: .purge(id)
                    }
                }
                return "\(try store.changeItems(changes, checkedAgainst: nil)) changed"
            case .makeFolder(let name):
                try store.createFolder(named: name)
            }
            return "done"
        } catch let error as StoreError {
            return "\(error.kind)"
        }
    }

    private static func id(at position: Int, in items: [StoredItem]) -> ItemID {
        position < items.count ? items[position].id : ItemID(high: 0, low: 0)
    }
}
