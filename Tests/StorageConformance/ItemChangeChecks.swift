import Items
import QueryLanguage
import SchemaModel
import Storage
import Testing

extension ConformanceCheck {
    /// Items are changed, moved, deleted and restored, all of a batch or none.
    static let itemChangeChecks = [
        deletedIsNowhere, deletedIsNotStored, purged, moved, allOrNone, batch, changeAgainstStale,
        changeOfKnownState,
    ]

    private static let uploads = [
        Upload("u:1", metadata: #"{"a": 1}"#), Upload("u:2", "u:3", kind: "imageGroup"),
        Upload("u:4", title: "t", metadata: #"{"a": 2}"#),
    ]

    private static let deletedIsNowhere = ConformanceCheck(
        "a deleted item is nowhere until it is restored to its place"
    ) { backend in
        try backend.withStore { store in
            try store.load(uploads)
            let items = try store.allItems()
            try store.deleteItems([items[0].id, items[1].id])
            #expect(try store.allItems() == [items[2]])
            #expect(try store.allItems(inFolder: "f") == [items[2]])
            #expect(try store.deletedItems() == [items[0], items[1]])
            try store.read { (reader) throws in
                #expect(try reader.item(items[0].id) == nil)
                #expect(try reader.items(withURL: "u:1", inFolder: nil).isEmpty)
                #expect(try reader.items(withURL: "u:3", inFolder: "f").isEmpty)
                #expect(try reader.folders().map(\.itemCount) == [1])
                let plan = SchemaPlan(
                    from: MetadataSchema(),
                    to: MetadataSchema([
                        SchemaKey(name: KeyName(stored: "a"), state: .active(.boolean))
                    ]))
                #expect(try reader.review(plan.keys).map(\.valueCount) == [1])
            }
            for request in [QueryRequest(), QueryRequest(filter: "a >= 1", sort: "a")] {
                #expect(
                    try RandomQuery.answer(to: request, from: store).rows.map(\.item) == [items[2]])
            }
            let count = try RandomQuery.answer(to: QueryRequest(isCount: true), from: store)
            #expect(count.answer.matchCount == 1)
            for change in [ItemChange.delete(items[0].id), .move(items[0].id, into: "g")] {
                #expect(
                    throws: StoreError(.noSuchItem(items[0].id), place: backend.path(of: store))
                ) {
                    try store.changeItems([change], checkedAgainst: nil)
                }
            }
            let back = items.map { ItemChange.restore($0.id) }
            #expect(try store.changeItems(back, checkedAgainst: nil) == 2)
            #expect(try store.allItems() == items)
            #expect(try store.deletedItems().isEmpty)
            #expect(try store.read { try $0.folders() }.map(\.itemCount) == [3])
        }
    }

    private static let deletedIsNotStored = ConformanceCheck(
        "a deleted item does not count as stored for an import"
    ) { backend in
        for isRehearsal in [true, false] {
            for policy in ReimportPolicy.allCases {
                try backend.withStore { store in
                    try store.load(uploads)
                    let items = try store.allItems()
                    try store.deleteItems([items[0].id])
                    let request = ImportRequest(
                        into: "f", policy: policy, checkedAgainst: 0, isRehearsal: isRehearsal)
                    let summary = try store.importItems(request) { session in
                        try session.write(try WriteBatch([uploads[0]]))
                        return .commit
                    }
                    #expect(summary.created == 1 && summary.doubled == 0, "\(policy)")
                    if isRehearsal { return }
                    try store.changeItems([.restore(items[0].id)], checkedAgainst: nil)
                    #expect(try store.allItems().map(\.url) == ["u:1", "u:2", "u:4", "u:1"])
                }
            }
        }
    }

    private static let purged = ConformanceCheck("what is purged is gone with all its URLs") {
        backend in
        try backend.withStore { store in
            try store.load(uploads)
            let items = try store.allItems()
            try store.deleteItems([items[0].id])
            let changes = items[...1].map { ItemChange.purge($0.id) }
            #expect(try store.changeItems(changes, checkedAgainst: nil) == 2)
            #expect(try store.allItems() == [items[2]])
            #expect(try store.deletedItems().isEmpty)
            #expect(try store.read { try $0.items(withURL: "u:3", inFolder: nil) }.isEmpty)
            #expect(throws: StoreError.self) {
                try store.changeItems([.restore(items[0].id)], checkedAgainst: nil)
            }
        }
    }

    private static let moved = ConformanceCheck("a moved item is in its new folder alone") {
        backend in
        try backend.withStore { store in
            try store.load(uploads)
            let items = try store.allItems()
            let changes = items.map { ItemChange.move($0.id, into: $0.url == "u:4" ? "f" : "g") }
            #expect(try store.changeItems(changes, checkedAgainst: nil) == 2)
            #expect(try store.read { try $0.folders() }.map(\.name) == ["f", "g"])
            #expect(try store.read { try $0.folders() }.map(\.itemCount) == [1, 2])
            #expect(try store.allItems().map(\.folder) == ["g", "g", "f"])
            #expect(try store.allItems().map(\.number) == items.map(\.number))
            #expect(try store.allItems().map(\.updated) == items.map(\.updated))
            #expect(try store.load([uploads[1]], into: "g", policy: .skip).skipped == 1)
            #expect(try store.load([uploads[1]], into: "f", policy: .skip).created == 1)
            #expect(throws: StoreError(.invalidFolderName(""))) {
                try store.changeItems([.move(items[0].id, into: "")], checkedAgainst: nil)
            }
        }
    }

    private static let allOrNone = ConformanceCheck("a batch with one unknown item changes nothing")
    {
        backend in
        try backend.withStore { store in
            try store.load(uploads)
            let items = try store.allItems()
            let unknown = ItemID(high: 0, low: 0)
            let good: [ItemChange] = [
                .replace(items[0].id, try .checked(#"{"new": 1}"#)), .delete(items[1].id),
                .move(items[2].id, into: "g"),
            ]
            for bad in [ItemChange.delete(unknown), .restore(unknown), .purge(unknown)] {
                #expect(throws: StoreError(.noSuchItem(unknown), place: backend.path(of: store))) {
                    try store.changeItems(good + [bad], checkedAgainst: 0)
                }
            }
            #expect(try store.allItems() == items)
            #expect(try store.read { try $0.folders() }.map(\.name) == ["f"])
            #expect(try store.read { try $0.undeclaredKeys() } == exact(["a"]))
        }
    }

    private static let batch = ConformanceCheck(
        "a batch is one write, a later change sees an earlier"
    ) {
        backend in
        try backend.withStore { store in
            try store.load(uploads)
            let items = try store.allItems()
            let before = try store.read { try $0.catalog().generation }
            let id = items[0].id
            let count = try store.changeItems(
                [
                    .replace(id, try .checked(#"{"b": 1}"#)),
                    .replace(id, try .checked(#"{"b": 1}"#)),
                    .replace(id, try .checked(#"{"c": 1}"#)), .delete(id), .restore(id),
                    .restore(id),
                ], checkedAgainst: 0)
            #expect(count == 4)
            #expect(try store.documents() == [#"{"c": 1}"#, "{}", #"{"a": 2}"#])
            #expect(try store.allItems()[0].updated > items[0].updated)
            #expect(try store.read { try $0.catalog().generation } == before + 1)
            #expect(try store.changeItems([], checkedAgainst: nil) == 0)
        }
    }

    private static let changeAgainstStale = ConformanceCheck(
        "a document that was checked against another revision is refused"
    ) { backend in
        try backend.withStore { store in
            try store.load(uploads)
            let id = try store.allItems()[0].id
            try store.saveSchema(MetadataSchema(), basedOn: 0)
            #expect(
                throws: StoreError(
                    .staleSchema(basedOn: 0, current: 1), place: backend.path(of: store))
            ) {
                try store.changeItems([.replace(id, try .checked("{}"))], checkedAgainst: 0)
            }
            try store.changeItems([.replace(id, try .checked("{}"))], checkedAgainst: 1)
        }
    }

    private static let changeOfKnownState = ConformanceCheck(
        "changes that are based on a look at the store are refused once somebody else has written"
    ) { backend in
        try backend.withStore { store in
            try store.load(uploads)
            let items = try store.allItems()
            let seen = try store.read { try $0.catalog().generation }
            try store.changeItems([.delete(items[0].id)], checkedAgainst: nil, generation: seen)
            #expect(throws: StoreError(.changed, place: backend.path(of: store))) {
                try store.changeItems([.delete(items[1].id)], checkedAgainst: nil, generation: seen)
            }
            #expect(try store.allItems() == Array(items[1...]))
            let now = try store.read { try $0.catalog().generation }
            #expect(now == seen + 1)
            try store.changeItems([.delete(items[1].id)], checkedAgainst: nil, generation: now)
        }
    }
}
