import UploadFormats
@testable import UploadReading
import Items
import MemoryStorage
import SchemaModel
import Storage
import Testing
import Validation

@testable import Workflows

@Suite struct ChangeSchemaTests {
    private func changer(_ store: InMemoryStore?, isDryRun: Bool = false) -> ChangeSchema {
        ChangeSchema(store: store, author: "test", note: "why", isDryRun: isDryRun)
    }

    @Test func aFileReplacesTheSchema() throws {
        let store = try InMemoryStore.make()
        let first = try changer(store).run(.replace(try schema("keys: {speed: number, old: text}")))
        #expect(first.revision?.number == 1)
        #expect(first.lines.count == 2)
        let wanted = try schema(
            "keys: {speed: varchar, weather: {type: enum, options: [fog]}, old: text}")
        let second = try changer(store).run(.replace(wanted))
        #expect(second.revision?.number == 2)
        #expect(second.revision?.author == "test")
        #expect(second.revision?.note == "why")
        #expect(second.revision?.changes == second.lines)
        #expect(try store.read { try $0.schema().schema } == wanted)
        let third = try changer(store).run(.replace(wanted))
        #expect(third.revision == nil && third.lines.isEmpty && third.problems.isEmpty)
        #expect(try store.read { try $0.schemaLog() }.count == 2)
    }

    @Test func everyIllegalDifferenceIsToldAndNothingIsChanged() throws {
        let old = try schema(
            "keys: {weather: {type: enum, options: [fog, rain]}, clip: {type: embedding, size: 3}, a: text}"
        )
        let store = try InMemoryStore.make(old)
        let outcome = try changer(store).run(
            .replace(
                try schema(
                    "keys: {weather: {type: enum, options: [fog]}, clip: {type: embedding, size: 4}, b: text}"
                )))
        #expect(outcome.problems.count == 3)
        #expect(outcome.revision == nil)
        #expect(try store.read { try $0.schema().schema } == old)
    }

    @Test func changesAreAppliedOneAfterAnother() throws {
        let store = try InMemoryStore.make()
        let speed = try KeyName("speed")
        let outcome = try changer(store).run(
            .apply([
                .addScalar(speed, .number), .setDescription(speed, "in km/h"),
                .delete(speed, hard: false),
            ]))
        #expect(outcome.lines.count == 3)
        #expect(outcome.revision?.schema["speed"]?.state == .softDeleted(.variant(.number)))
        let back = try changer(store).run(.apply([.restore(speed)]))
        #expect(back.revision?.schema["speed"]?.state == .active(.variant(.number)))
    }

    @Test func oneIllegalChangeStopsAll() throws {
        let store = try InMemoryStore.make()
        let outcome = try changer(store).run(
            .apply([
                .addScalar(try KeyName("a"), .text), .restore(try KeyName("b")),
                .addOptions(try KeyName("a"), options: ["x"]),
            ]))
        #expect(outcome.problems.count == 2)
        #expect(outcome.revision == nil)
        #expect(try store.read { try $0.schema().number } == 0)
    }

    @Test func changesThatChangeNothingMakeNoRevision() throws {
        let store = try InMemoryStore.make(
            try schema("keys: {weather: {type: enum, options: [fog]}}"))
        let outcome = try changer(store).run(
            .apply([.addOptions(try KeyName("weather"), options: ["fog"])]))
        #expect(outcome.revision == nil && outcome.lines.isEmpty && outcome.problems.isEmpty)
    }

    @Test func aDryRunOnlyTells() throws {
        let store = try InMemoryStore.make()
        let wanted = try schema("keys: {speed: number}")
        let outcome = try changer(store, isDryRun: true).run(.replace(wanted))
        #expect(outcome.lines.count == 1)
        #expect(outcome.revision == nil)
        #expect(try store.read { try $0.schema().number } == 0)
        #expect(try changer(nil, isDryRun: true).run(.replace(wanted)).lines == outcome.lines)
    }

    @Test func aChangeFromAStaleRevisionIsRefused() throws {
        let store = try InMemoryStore.make()
        let shared = SharedStore(store) { store in
            try store.change(to: try schema("keys: {theirs: text}"))
        }
        let error = #expect(throws: StoreError.self) {
            try ChangeSchema(store: shared, author: "test").run(
                .replace(try schema("keys: {ours: text}")))
        }
        #expect(error?.kind == .staleSchema(basedOn: 0, current: 1))
        #expect(try store.read { try $0.schema().schema["ours"] } == nil)
    }

    @Test func anImportCheckedAgainstAStaleRevisionIsRefused() throws {
        let store = try InMemoryStore.make()
        let shared = SharedStore(store) { store in
            try store.change(to: try schema("keys: {theirs: text}"))
        }
        let bytes = Array(#"{"images": [{"objectUrl": "a.png"}]}"#.utf8)
        let outline = try withInput(bytes) { try UploadOutline($0) }
        let error = #expect(throws: StoreError.self) {
            try withInput(bytes) { input in
                try ImportUpload(
                    into: shared, folder: "f", options: Reading().options(nil)
                ).run(input, outline: outline) { _, _ in }
            }
        }
        #expect(error?.kind == .staleSchema(basedOn: 0, current: 1))
        #expect(try store.contents() == [])
    }

    @Test func valuesThatNoLongerFitAreCounted() throws {
        let store = try InMemoryStore.make(try schema("keys: {speed: varchar, notes: text}"))
        let values = [#""12""#, "null", #""fast""#, #""slow""#, #""1""#]
        let items = values.enumerated().map { index, value in
            #"{"url": "\#(index).png", "clientMetadata": {"speed": \#(value), "notes": "n"}}"#
        }
        try store.load(items.joined(separator: "\n"), Reading(format: .jsonLines))
        let before = try store.contents()
        let outcome = try changer(store).run(
            .apply([.addScalar(try KeyName("speed"), .number)]))
        #expect(outcome.revision?.number == 2)
        let misfit = try #require(outcome.misfits.first)
        #expect(outcome.misfits.count == 1)
        #expect(misfit.key == "speed" && misfit.type == "number")
        #expect(misfit.count == 4)
        #expect(misfit.samples.count == 3)
        #expect(misfit.samples.first?.hasPrefix("0.png: ") == true)
        #expect(try store.contents() == before)
        let back = try changer(store).run(.apply([.addScalar(try KeyName("speed"), .varchar)]))
        #expect(back.misfits == [])
    }
}

/// A store that somebody else writes to between a look at the schema and the change of it.
private final class SharedStore: MetadataStore {
    private let store: InMemoryStore
    private let meddle: @Sendable (InMemoryStore) throws -> Void

    init(_ store: InMemoryStore, meddle: @escaping @Sendable (InMemoryStore) throws -> Void) {
        self.store = store
        self.meddle = meddle
    }

    func read<Result>(_ body: (any StoreReader) throws -> Result) throws -> Result {
        try store.read(body)
    }

    func applySchema(
        _ plan: SchemaPlan, basedOn revision: Int, author: String, note: String?, changes: [String]
    ) throws -> AppliedSchema {
        try meddle(store)
        return try store.applySchema(
            plan, basedOn: revision, author: author, note: note, changes: changes)
    }

    func createFolder(named name: String) throws -> Folder { try store.createFolder(named: name) }

    func importItems(
        _ request: ImportRequest, _ body: (any ImportSession) throws -> ImportDecision
    ) throws -> WriteSummary {
        try meddle(store)
        return try store.importItems(request, body)
    }

    func changeItems(
        _ changes: [ItemChange], checkedAgainst revision: Int?, generation: Int64?
    ) throws -> Int {
        try store.changeItems(changes, checkedAgainst: revision, generation: generation)
    }
}
