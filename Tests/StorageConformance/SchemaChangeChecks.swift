import Findings
import Items
import SchemaModel
import Storage
import TestSupport
import Testing

extension ConformanceCheck {
    /// A change of the schema reads what is stored under the keys concerned, and nothing else.
    static let schemaChangeChecks = [
        typeChange, nothingToRead, newKey, preview, deletedKey, frames, staleChange,
    ]

    private static let uploads = [
        Upload("u:1", metadata: #"{"speed": "12", "notes": "n"}"#),
        Upload("u:2", metadata: #"{"speed": null}"#),
        Upload("u:3", metadata: #"{"speed": "007"}"#),
        Upload("u:4", metadata: #"{"speed": 3, "extra": "x"}"#),
        Upload("u:5", metadata: #"{"speed": "fast"}"#),
        Upload(kind: "scene", metadata: #"{"speed": [1]}"#),
        Upload("u:7"),
        Upload("u:8", metadata: #"{"speed": {}, "extra": 1}"#),
    ]

    private static func schema(_ text: [String: ScalarType]) throws -> MetadataSchema {
        MetadataSchema(
            text.map { SchemaKey(name: KeyName(stored: $0), state: .active(.variant($1))) })
    }

    private static let typeChange = ConformanceCheck(
        "a type change counts and shows what does not fit any more"
    ) { backend in
        try backend.withStore { store in
            let old = try schema(["speed": .varchar, "notes": .text])
            try store.saveSchema(old, basedOn: 0)
            try store.load(uploads)
            let before = try store.allItems()
            var new = old
            try new.apply(.addScalar(KeyName(stored: "speed"), .number))
            let applied = try store.change(to: new, author: "me", note: "n", changes: ["~"])
            #expect(applied.revision.number == 2 && applied.revision.schema == new)
            #expect(try store.read { try $0.schema() } == applied.revision)
            let review = try #require(applied.reviews.first)
            #expect(applied.reviews.count == 1)
            #expect(review.key.name.text == "speed")
            #expect(review.key.step == .rebuild(from: .variant(.varchar)))
            #expect(review.valueCount == 6 && review.misfitCount == 5 && review.zeroLedCount == 1)
            #expect(review.samples.map(\.url) == ["u:1", "u:3", "u:5"])
            #expect(review.samples.map(\.item) == [0, 2, 4].map { before[$0].id })
            #expect(
                review.samples.first?.finding.message
                    == #"speed: expected a number, found "12"; write 12"#)
            #expect(try store.allItems() == before, "a document never changes with the schema")
        }
    }

    private static let nothingToRead = ConformanceCheck(
        "what only hides, shows or widens keys reads no value"
    ) { backend in
        try backend.withStore { store in
            var current = try schema(["speed": .varchar])
            try current.apply(.addEnumeration(KeyName(stored: "weather"), options: ["fog"]))
            try store.saveSchema(current, basedOn: 0)
            try store.load(uploads)
            let changes: [SchemaChange] = [
                .delete(KeyName(stored: "speed"), hard: false), .restore(KeyName(stored: "speed")),
                .addOptions(KeyName(stored: "weather"), options: ["rain"]),
                .setDescription(KeyName(stored: "weather"), "words"),
                // Nobody has such a key.
                .addScalar(KeyName(stored: "new"), .number),
                .delete(KeyName(stored: "weather"), hard: true),
            ]
            for change in changes {
                try current.apply(change)
                #expect(try store.change(to: current).reviews == [], "\(change)")
            }
            #expect(try store.read { try $0.schema().schema } == current)
        }
    }

    private static let newKey = ConformanceCheck("a new key picks up what is stored under it") {
        backend in
        try backend.withStore { store in
            try store.load(uploads)
            let applied = try store.change(to: try schema(["extra": .number, "none": .number]))
            #expect(applied.reviews.map(\.key.name.text) == ["extra"])
            let review = try #require(applied.reviews.first)
            #expect(review.key.step == .build)
            #expect(review.valueCount == 2 && review.misfitCount == 1 && review.zeroLedCount == 0)
            #expect(review.samples.map(\.url) == ["u:4"])
        }
    }

    private static let preview = ConformanceCheck("a look ahead says what the change says") {
        backend in
        try backend.withStore { store in
            let old = try schema(["speed": .varchar, "extra": .varchar])
            try store.saveSchema(old, basedOn: 0)
            try store.load(uploads)
            let plan = SchemaPlan(
                from: old, to: try schema(["speed": .number, "extra": .boolean]))
            let ahead = try store.read { try $0.review(plan.keys) }
            #expect(try store.read { try $0.schema().number } == 1)
            let applied = try store.applySchema(
                plan, basedOn: 1, author: "a", note: nil, changes: [])
            #expect(applied.reviews == ahead)
            #expect(ahead.map(\.misfitCount) == [2, 5])
        }
    }

    private static let deletedKey = ConformanceCheck(
        "the values of a key that is to go for good can be counted before"
    ) { backend in
        try backend.withStore { store in
            let old = try schema(["speed": .varchar, "a \"b": .number])
            try store.saveSchema(old, basedOn: 0)
            try store.load(uploads + [Upload("u:9", metadata: #"{"a \"b": 1}"#)])
            var new = old
            for key in old.keys { try new.apply(.delete(key.name, hard: true)) }
            let plan = SchemaPlan(from: old, to: new)
            let reviews = try store.read { try $0.review(plan.keys) }
            #expect(reviews.map(\.key.step) == [.drop, .drop])
            #expect(reviews.map(\.valueCount) == [1, 6])
            #expect(reviews.allSatisfy { $0.misfitCount == 0 && $0.samples.isEmpty })
        }
    }

    private static let frames = ConformanceCheck(
        "values of frames are looked at, other words of their form are not"
    ) { backend in
        try backend.withStore { store in
            let old = try schema(["x": .varchar, "sampling_rate": .varchar, "7": .varchar])
            try store.saveSchema(old, basedOn: 0)
            try store.load([
                Upload(
                    "u:1", kind: "video",
                    metadata: #"{"$encord": {"config": {"sampling_rate": -1}, "frames": "#
                        + #"{"0": {"x": "a"}, "7": {"x": "b"}}}}"#),
                Upload(
                    "u:2", kind: "video", metadata: #"{"$encord": {"frames": {"0": {"x": 1}}}}"#),
            ])
            let applied = try store.change(
                to: try schema(["x": .number, "sampling_rate": .number, "7": .number]))
            #expect(applied.reviews.map(\.key.name.text) == ["7", "sampling_rate", "x"])
            #expect(applied.reviews.map(\.misfitCount) == [0, 0, 1])
            #expect(applied.reviews.map(\.valueCount) == [0, 0, 0])
        }
    }

    private static let staleChange = ConformanceCheck(
        "what was looked at before somebody else's change is refused"
    ) { backend in
        try backend.withStore { store in
            let plan = SchemaPlan(from: MetadataSchema(), to: try schema(["a": .number]))
            try store.saveSchema(try schema(["theirs": .number]), basedOn: 0)
            #expect(
                throws: StoreError(
                    .staleSchema(basedOn: 0, current: 1), place: backend.path(of: store))
            ) {
                try store.applySchema(plan, basedOn: 0, author: "a", note: nil, changes: [])
            }
            #expect(try store.read { try $0.schema().schema["a"] } == nil)
        }
    }
}
