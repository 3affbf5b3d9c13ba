import Items
import SchemaModel
import Storage
import TestSupport
import Testing

extension ConformanceCheck {
    /// An import stands in nobody's way before it has items, nor once it has given up.
    static let importLockChecks = [
        beforeItems, givenUp, rehearsal, rehearsedCounts, sameState,
    ]

    private static let beforeItems = ConformanceCheck(
        "others can write before the first items of an import come"
    ) { backend in
        try backend.withStore { store in
            let summary = try store.importItems(into: "f", policy: .skip, checkedAgainst: 0) {
                session in
                try store.load([Upload("u:1")], into: "f")
                #expect(session.generation == nil)
                session.reject(2)
                try store.createFolder(named: "g")
                try session.write(WriteBatch())
                try store.load([Upload("u:2")], into: "g")
                try session.write(try WriteBatch([Upload("u:1"), Upload("u:2")]))
                #expect(session.generation != nil)
                return .commit
            }
            #expect(summary.skipped == 1 && summary.created == 1 && summary.rejected == 2)
            #expect(try store.allItems().map(\.url) == ["u:1", "u:2", "u:2"])
        }
    }

    private static let givenUp = ConformanceCheck(
        "others can write as soon as an import has given up"
    ) { backend in
        try backend.withStore { store in
            let summary = try store.importItems(into: "f", policy: .createAgain, checkedAgainst: 0)
            {
                session in
                try session.write(try WriteBatch([Upload("u:1")]))
                session.abandon()
                try store.load([Upload("u:2")], into: "g")
                session.abandon()
                #expect(throws: StoreError(.closed, place: backend.path(of: store))) {
                    try session.write(try WriteBatch([Upload("u:3")]))
                }
                session.reject(1)
                return .rollback
            }
            #expect(summary.created == 1 && summary.rejected == 1)
            #expect(try store.allItems().map(\.url) == ["u:2"])
            #expect(try store.read { try $0.folders() }.map(\.name) == ["g"])
        }
    }

    private static let rehearsal = ConformanceCheck(
        "a rehearsal keeps nothing, and others can write meanwhile"
    ) { backend in
        try backend.withStore { store in
            try store.load([Upload("u:1", metadata: #"{"a": 1, "b": 2}"#)])
            let request = ImportRequest(
                into: "f", policy: .overwrite, checkedAgainst: 0, isRehearsal: true)
            let before = try store.allItems()
            let summary = try store.importItems(request) { session in
                try session.write(try WriteBatch([Upload("u:1", metadata: #"{"a": 3}"#)]))
                try store.createFolder(named: "g")
                try session.write(try WriteBatch([Upload("u:2")]))
                return .commit
            }
            #expect(summary.updated == 1 && summary.created == 1)
            #expect(summary.loss.itemCount == 1 && summary.loss.keys == ["b"])
            #expect(try store.allItems() == before)
            #expect(try store.read { try $0.undeclaredKeys() } == exact(["a", "b"]))
        }
    }

    private static let rehearsedCounts = ConformanceCheck(
        "a rehearsal counts what the import then does"
    ) { backend in
        for seed in [1, 2, 3] as [UInt64] {
            var generator = SeededGenerator(seed: seed)
            try backend.withStore { store in
                for _ in 0..<30 {
                    let uploads = (0..<Int.random(in: 1..<9, using: &generator)).map { _ in
                        RandomAction.upload(using: &generator)
                    }
                    let policy = ReimportPolicy.allCases.randomElement(using: &generator) ?? .skip
                    let folder = ["f", "g"].randomElement(using: &generator) ?? "f"
                    func run(isRehearsal: Bool) throws -> WriteSummary {
                        let request = ImportRequest(
                            into: folder, policy: policy, checkedAgainst: 0,
                            isRehearsal: isRehearsal)
                        return try store.importItems(request) { session in
                            // In two batches, so that the second meets the first.
                            let middle = uploads.count / 2
                            try session.write(try WriteBatch(Array(uploads[..<middle])))
                            try session.write(try WriteBatch(Array(uploads[middle...])))
                            return .commit
                        }
                    }
                    let ahead = try run(isRehearsal: true)
                    let done = try run(isRehearsal: false)
                    #expect(ahead == done, "seed \(seed), \(policy): \(uploads)")
                }
            }
        }
    }

    private static let sameState = ConformanceCheck(
        "an import for a state that is gone is refused"
    ) { backend in
        try backend.withStore { store in
            func load(for generation: Int64?) throws -> Int64? {
                var found: Int64?
                try store.importItems(
                    ImportRequest(
                        into: "f", policy: .skip, checkedAgainst: 0, generation: generation)
                ) { session in
                    try session.write(try WriteBatch([Upload("u:1")]))
                    found = session.generation
                    return generation == nil ? .rollback : .commit
                }
                return found
            }
            let looked = try load(for: nil)
            try store.createFolder(named: "g")
            #expect(throws: StoreError(.changed, place: backend.path(of: store))) {
                try load(for: looked)
            }
            #expect(try store.allItems().isEmpty)
            _ = try load(for: try load(for: nil))
            #expect(try store.allItems().count == 1)
        }
    }
}
