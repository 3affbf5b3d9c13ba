import Items
import Storage
import Testing

extension ConformanceCheck {
    /// What is written is written completely or not at all.
    static let writeChecks = [
        rollback, failure, replace, delete,
    ]

    private static let rollback = ConformanceCheck(
        "a rolled back import leaves nothing, and says what it would have done"
    ) { backend in
        try backend.withStore { store in
            try store.load([Upload("u:1", metadata: "{}")])
            let before = try store.allItems()
            let summary = try store.load(
                [
                    Upload("u:1", metadata: #"{"a": 1}"#), Upload("u:2"),
                    Upload("u:3", "u:4", kind: "imageGroup"),
                ],
                policy: .overwrite, decision: .rollback)
            #expect(summary.updated == 1 && summary.created == 2 && summary.addsUp)
            try store.load([Upload("u:1")], into: "new", decision: .rollback)
            #expect(try store.allItems() == before)
            #expect(try store.read { try $0.folders() }.map(\.name) == ["f"])
            #expect(try store.read { try $0.items(withURL: "u:4", inFolder: nil) }.isEmpty)
        }
    }

    private static let failure = ConformanceCheck(
        "an import that fails in the middle leaves nothing"
    ) { backend in
        try backend.withStore { store in
            #expect(throws: Stop()) {
                try store.importItems(into: "f", policy: .createAgain, checkedAgainst: 0) {
                    session in
                    try session.write(try WriteBatch([Upload("u:1"), Upload("u:2")]))
                    throw Stop()
                }
            }
            #expect(try store.allItems().isEmpty)
            #expect(try store.read { try $0.folders() }.isEmpty)
            // The store works as before.
            try store.load([Upload("u:1")])
            #expect(try store.allItems().count == 1)
        }
    }

    private static let replace = ConformanceCheck("one item's metadata is replaced") { backend in
        try backend.withStore { store in
            try store.load([Upload("u:1", title: "t", metadata: #"{"a": 1}"#), Upload("u:2")])
            let old = try store.allItems()
            let same = try store.replaceMetadata(
                of: old[0].id, with: try .checked(#"{"a": 1}"#), checkedAgainst: 0)
            #expect(same == old[0])
            let new = try store.replaceMetadata(
                of: old[0].id, with: try .checked(#"{"b": 2}"#), checkedAgainst: 0)
            #expect(new.text == #"{"b": 2}"#)
            #expect(new.updated > old[0].updated && new.created == old[0].created)
            #expect(try store.allItems() == [new, old[1]])
            let unknown = ItemID(high: 0, low: 1)
            #expect(throws: StoreError(.noSuchItem(unknown), place: backend.path(of: store))) {
                try store.replaceMetadata(
                    of: unknown, with: try .checked("{}"), checkedAgainst: 0)
            }
            #expect(
                throws: StoreError(
                    .staleSchema(basedOn: 7, current: 0), place: backend.path(of: store))
            ) {
                try store.replaceMetadata(
                    of: old[0].id, with: try .checked("{}"), checkedAgainst: 7)
            }
        }
    }

    private static let delete = ConformanceCheck("items are deleted, all or none") { backend in
        try backend.withStore { store in
            try store.load([
                Upload("u:1"), Upload("u:2", "u:3", kind: "imageGroup"), Upload("u:4"),
            ])
            let items = try store.allItems()
            let unknown = ItemID(high: 0, low: 1)
            #expect(throws: StoreError(.noSuchItem(unknown), place: backend.path(of: store))) {
                try store.deleteItems([items[0].id, unknown])
            }
            #expect(try store.allItems() == items)
            try store.deleteItems([items[2].id, items[1].id])
            #expect(try store.allItems() == [items[0]])
            #expect(try store.read { try $0.items(withURL: "u:3", inFolder: nil) }.isEmpty)
            #expect(try store.read { try $0.folders() }.map(\.itemCount) == [1])
            // What comes later stands later.
            try store.load([Upload("u:5")])
            #expect(try store.allItems().map(\.url) == ["u:1", "u:5"])
        }
    }
}

private struct Stop: Error, Equatable {}
