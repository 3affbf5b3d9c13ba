import Items
import SchemaModel
import Storage
import TestSupport
import Testing
import Values

extension ConformanceCheck {
    /// Generations, catalogues, numbers and ids go on and never back.
    static let generationChecks = [
        generations, catalogs, numbers, numbersAfterReopening, ids,
    ]

    private static let generations = ConformanceCheck(
        "every write makes a generation, and nothing else does"
    ) { backend in
        try backend.withStore { store in
            func generation() throws -> Int64 { try store.read { try $0.catalog().generation } }
            var last = try generation()
            func isNext(_ body: () throws -> Void) throws -> Bool {
                let before = last
                try body()
                last = try generation()
                return last == before + 1
            }
            #expect(try isNext { try store.createFolder(named: "a") })
            #expect(try isNext { try store.load([Upload("u:1"), Upload("u:2")]) })
            #expect(try isNext { try store.saveSchema(MetadataSchema(), basedOn: 0) })
            let id = try store.allItems()[0].id
            #expect(
                try isNext {
                    try store.replaceMetadata(
                        of: id, with: try .checked(#"{"a": 1}"#), checkedAgainst: 1)
                })
            #expect(try isNext { try store.deleteItems([id]) })
            let before = last
            try store.load([Upload("u:1")], decision: .rollback)
            #expect(throws: StoreError.self) { try store.createFolder(named: "a") }
            #expect(throws: StoreError.self) { try store.deleteItems([id]) }
            _ = try store.allItems()
            #expect(try generation() == before)
        }
    }

    private static let catalogs = ConformanceCheck("the catalogue is that of the snapshot") {
        backend in
        try backend.withStore { store in
            try store.createFolder(named: "b")
            try store.read { (reader) throws in
                let catalog = try reader.catalog()
                #expect(catalog.folderNames == ["b"] && catalog.schema.number == 0)
                let schema = MetadataSchema([
                    SchemaKey(name: KeyName(stored: "k"), state: .active(.boolean))
                ])
                try store.saveSchema(schema, basedOn: 0)
                try store.createFolder(named: "a")
                #expect(try reader.catalog().folderNames == ["b"])
                #expect(try reader.catalog().schema.number == 0)
            }
            let catalog = try store.read { try $0.catalog() }
            #expect(catalog.folderNames == ["a", "b"] && catalog.schema.number == 1)
            #expect(catalog.compiledSchema.type(of: "k") == .boolean)
            #expect(try store.read { try $0.isKnown("k") })
            #expect(try !store.read { try $0.isKnown("x") })
            try store.load([Upload("u:1", metadata: #"{"x": 1}"#)])
            #expect(try store.read { try $0.isKnown("x") })
        }
    }

    private static let numbers = ConformanceCheck("the number of an item is never given again") {
        backend in
        try backend.withStore { store in
            var seen: Set<Int64> = []
            for _ in 0..<3 {
                try store.load([Upload("u:1"), Upload("u:2", "u:3", kind: "imageGroup")])
                let items = try store.allItems()
                #expect(seen.isDisjoint(with: items.map(\.number)))
                #expect(items.map(\.number) == items.map(\.number).sorted())
                if let last = seen.max() { #expect(items.allSatisfy { $0.number > last }) }
                seen.formUnion(items.map(\.number))
                try store.changeItems(items.map { .purge($0.id) }, checkedAgainst: nil)
            }
            #expect(seen.count == 6)
        }
    }

    private static let numbersAfterReopening = ConformanceCheck(
        "a store that was closed remembers the numbers that it has given"
    ) { backend in
        try backend.withStore { store in
            try store.load([Upload("u:1"), Upload("u:2")])
            let items = try store.allItems()
            try store.changeItems(items.map { .purge($0.id) }, checkedAgainst: nil)
            let generation = try store.read { try $0.catalog().generation }
            try backend.withReopened(store) { store in
                #expect(try store.read { try $0.catalog().generation } == generation)
                try store.load([Upload("u:3")])
                #expect(try store.allItems()[0].number > items[1].number)
            }
        }
    }

    private static let ids = ConformanceCheck("the ids of one import ascend") { backend in
        try backend.withStore { store in
            try store.load((0..<200).map { Upload("u:\($0)") })
            let ids = try store.allItems().map(\.id)
            #expect(zip(ids, ids.dropFirst()).allSatisfy(<))
        }
    }
}
