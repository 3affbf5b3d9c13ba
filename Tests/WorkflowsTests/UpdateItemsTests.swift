import Findings
import Items
import MemoryStorage
import QueryLanguage
import SchemaModel
import Storage
import TestSupport
import Testing

@testable import Workflows

@Suite struct UpdateItemsTests {
    private func edit(_ values: [(String, DocumentEdit.Value)]) throws -> DocumentEdit {
        var edit = DocumentEdit()
        for (key, value) in values { try edit.set(key, to: value) }
        return edit
    }

    @Test func oneKeyChangesAndTheOthersStay() throws {
        let store = try InMemoryStore.withDrives()
        let outcome = try UpdateItems(store).run(
            .named("0.png"),
            try edit([("weather", .text("fog")), ("speed", .text("1.50")), ("x", .none)]))
        #expect(outcome.ending == .done && outcome.changed == 1 && outcome.selected == 1)
        #expect(outcome.problems == [])
        #expect(try store.contents()[0] == #"0.png {"speed": 1.50, "weather": "fog"}"#)
        #expect(try store.contents()[1] == #"1.png {"x": 1, "speed": 20, "weather": "rain"}"#)
    }

    @Test func whatIsTheSameAlreadyIsNotWritten() throws {
        let store = try InMemoryStore.withDrives()
        let before = try store.allItems()
        let outcome = try UpdateItems(store).run(
            .filtered("weather = 'rain'"), try edit([("speed", .text("20"))]))
        #expect(outcome.changed == 2 && outcome.unchanged == 1)
        #expect(try store.allItems()[1] == before[1])
        let generation = try store.generation()
        let again = try UpdateItems(store).run(
            .filtered("weather = 'rain'"), try edit([("speed", .text("20"))]))
        #expect(again.changed == 0 && again.unchanged == 3)
        #expect(try store.generation() == generation)
    }

    @Test func oneItemWithAnErrorChangesNone() throws {
        let store = try InMemoryStore.withDrives()
        let before = try store.allItems()
        let outcome = try UpdateItems(store).run(
            .named("0.png", "2.png"), try edit([("weather", .text("Rain"))]))
        #expect(outcome.ending == .hasErrors && outcome.rejected == 2 && outcome.changed == 0)
        let problem = try #require(outcome.problems.first)
        #expect(problem.rule == .enumUnknownOption && problem.itemCount == 2)
        #expect(problem.samples == ["0.png", "2.png"])
        #expect(problem.message.contains("\"rain\""))
        #expect(try store.allItems() == before)
    }

    @Test func aKeyThatNobodyDeclaredIsAWarningAndNamesTheNearest() throws {
        let store = try InMemoryStore.withDrives()
        let change = try edit([("wether", .text("fog"))])
        let outcome = try UpdateItems(store).run(.named("0.png"), change)
        #expect(outcome.ending == .done)
        #expect(outcome.problems.map(\.rule) == [.keyUnknown])
        #expect(outcome.problems.first?.message.contains("weather") == true)
        #expect(try store.contents()[0].contains(#""wether": "fog""#))
        // What was there before is no news, and may be allowed.
        let other = try UpdateItems(store).run(
            .named("0.png"), try edit([("speed", .text("8"))]))
        #expect(other.problems == [])
        var levels = RuleLevels()
        levels[.keyUnknown] = .error
        let refused = try UpdateItems(store, levels: levels).run(.named("1.png"), change)
        #expect(refused.ending == .hasErrors)
        let allowed = try UpdateItems(store, undeclaredKeys: ["wether"]).run(
            .named("1.png"), change)
        #expect(allowed.problems == [] && allowed.changed == 1)
    }

    @Test func aKeyThatIsNowhereCannotGo() throws {
        let store = try InMemoryStore.withDrives()
        #expect(throws: UpdateItems.Problem.noSuchKey("sped", nearest: "speed")) {
            try UpdateItems(store).run(.named("0.png"), try edit([("sped", .none)]))
        }
    }

    @Test func aDryRunCountsAndChangesNothing() throws {
        let store = try InMemoryStore.withDrives()
        let before = try store.allItems()
        let outcome = try UpdateItems(store, isDryRun: true).run(
            .filtered("speed >= 20"), try edit([("speed", .text("20"))]),
            confirms: { _ in
                Issue.record("a dry run asks nothing")
                return false
            })
        #expect(outcome.ending == .dryRun && outcome.changed == 2 && outcome.unchanged == 1)
        #expect(try store.allItems() == before)
    }

    @Test func withoutAYesNothingHappens() throws {
        let store = try InMemoryStore.withDrives()
        let before = try store.allItems()
        var asked = 0
        let outcome = try UpdateItems(store).run(
            .filtered("speed >= 20"), try edit([("speed", .text("1"))]),
            confirms: {
                asked = $0.changed
                return false
            })
        #expect(outcome.ending == .notAgreed && asked == 3)
        #expect(try store.allItems() == before)
    }

    @Test func anotherWriteWhileSomebodyThinksIsAnError() throws {
        let store = try InMemoryStore.withDrives()
        #expect(throws: StoreError(.changed)) {
            try UpdateItems(store).run(
                .filtered("speed >= 20"), try edit([("speed", .text("1"))]),
                confirms: { _ in
                    try store.createFolder(named: "new")
                    return true
                })
        }
        #expect(try store.contents()[1].contains("20"))
    }

    @Test func wrongFiltersAreRefused() throws {
        let store = try InMemoryStore.withDrives()
        #expect(throws: QueryErrors.self) {
            try UpdateItems(store).run(.filtered("sped > 1"), try edit([("speed", .text("1"))]))
        }
    }

    @Test("a text is read by the type of its key")
    func texts() throws {
        let keys = try schema(
            "keys: {n: number, b: boolean, d: datetime, v: varchar, g: geospatial, e: {type: embedding, size: 2}}"
        )
        let cases: [(key: String, text: String, json: String)] = [
            ("n", "007", #""007""#), ("n", "-1e3", "-1e3"), ("n", "", #""""#), ("n", "x", #""x""#),
            ("b", "true", "true"), ("b", "1", #""1""#), ("b", "null", #""null""#),
            ("d", "2025-01-01", #""2025-01-01""#), ("v", "12", #""12""#), ("v", "true", #""true""#),
            ("v", "a\"b\n", #""a\"b\n""#), ("e", "[1, 2]", "[1, 2]"), ("e", "1", #""1""#),
            ("g", #"{"latitude": 1}"#, #"{"latitude": 1}"#), ("g", "1,2", #""1,2""#),
            ("other", "5", #""5""#),
        ]
        for (key, text, json) in cases {
            let bytes = DocumentEdit.json(of: text, for: keys.type(of: key))
            #expect(String(decoding: bytes, as: UTF8.self) == json, "\(key)=\(text)")
        }
    }

    @Test func editsThatMakeNoSenseAreRefused() {
        var edit = DocumentEdit()
        #expect(throws: DocumentEdit.Problem.self) { try edit.set("a", to: .json("{")) }
        #expect(throws: Never.self) { try edit.set("a", to: .json("{}")) }
        #expect(throws: DocumentEdit.Problem.twice(key: "a")) { try edit.set("a", to: .none) }
        // Two spellings of one character are two keys.
        #expect(throws: Never.self) {
            try edit.set("\u{E9}", to: .none)
            try edit.set("e\u{301}", to: .none)
        }
    }

    @Test("random edits do what they do to a dictionary", arguments: 0..<200 as Range<UInt64>)
    func randomEdits(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let store = try InMemoryStore.make()
        let names = ["a", "b", "é", "e\u{301}", "\u{1}\"", "long name", "$"]
        var model: [String.UTF8View.Element: Int] = [:]
        _ = try store.importItems(into: "f", policy: .createAgain, checkedAgainst: 0) { session in
            var batch = WriteBatch()
            batch.append(kind: .image, urls: ["u"], title: nil)
            try session.write(batch)
            return .commit
        }
        var levels = RuleLevels()
        for rule in RuleID.allCases { levels[rule] = nil }
        for _ in 0..<10 {
            var edit = DocumentEdit()
            for (index, name) in names.enumerated() where Bool.random(using: &generator) {
                let index = UInt8(index)
                // Only what some document has had can go.
                if Bool.random(using: &generator), model[index] != nil {
                    try edit.set(name, to: .none)
                    model[index] = nil
                } else {
                    let value = Int.random(in: 0..<3, using: &generator)
                    try edit.set(name, to: .json(" \(value) "))
                    model[index] = value
                }
            }
            try UpdateItems(store, levels: levels).run(.named("u"), edit)
            let pairs = model.map { (Array(names[Int($0.key)].utf8), $0.value) }.sorted {
                $0.0.count != $1.0.count
                    ? $0.0.count < $1.0.count : $0.0.lexicographicallyPrecedes($1.0)
            }
            let text = pairs.map { name, value in
                name == [1, 0x22]
                    ? #""\u0001\"": \#(value)"#
                    : "\"\(String(decoding: name, as: UTF8.self))\": \(value)"
            }
            #expect(
                Array(try store.contents()[0].utf8)
                    == Array("u {\(text.joined(separator: ", "))}".utf8), "seed \(seed)")
        }
    }
}
