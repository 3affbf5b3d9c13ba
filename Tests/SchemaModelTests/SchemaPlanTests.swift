import SchemaModel
import Testing

@Suite struct SchemaPlanTests {
    struct Pair: Decodable, Sendable, CustomTestStringConvertible {
        let old: String
        let new: String
        let step: String
        var testDescription: String { "\(old) -> \(new): \(step)" }
    }

    static let pairs: [Pair] = (try? cases("plan")) ?? []

    @Test func thePairsAreRead() {
        #expect(SchemaPlanTests.pairs.count > 50)
    }

    @Test(arguments: pairs) func step(_ pair: Pair) throws {
        let old = try keyState(pair.old)
        let new = try keyState(pair.new)
        #expect(SchemaPlan.step(from: old, to: new) == (try step(pair.step)))
    }

    private func step(_ notation: String) throws -> SchemaPlan.Step {
        let (word, rest) = SchemaPlanTests.split(notation)
        switch word {
        case "keep": return .keep
        case "hide": return .hide
        case "show": return .show
        case "build": return .build
        case "drop": return .drop
        case "widen", "rebuild":
            let before = try #require(try keyState(rest)?.remembered)
            return word == "widen" ? .widen(from: before) : .rebuild(from: before)
        default: throw UnknownNotation(text: notation)
        }
    }

    private static func split(_ text: String) -> (word: String, rest: String) {
        let parts = text.split(separator: " ", maxSplits: 1).map(String.init)
        return (parts[0], parts.count > 1 ? parts[1] : "")
    }

    /// Every change that the table of states and operations allows has its step, and no other.
    @Test(arguments: SchemaApplicationTests.cells)
    func stepsOfLegalChanges(_ cell: SchemaApplicationTests.Cell) throws {
        struct Plans: Decodable {
            let states: [String: [String]]
            let plans: [String: [String: String]]
        }
        let file: Plans = try cases("state-machine")
        let column = try #require(file.states.first { $0.value.contains(cell.state) }?.key)
        let expected = file.plans[cell.operation]?[column]
        let name = try KeyName("key")
        var old = MetadataSchema()
        if let state = try keyState(cell.state) { old["key"] = SchemaKey(name: name, state: state) }
        var new = old
        guard (try? new.apply(try SchemaApplicationTests.change(cell.operation, name))) != nil
        else {
            #expect(expected == nil)
            return
        }
        let plan = SchemaPlan(from: old, to: new)
        #expect(plan.keys.map(\.name) == [name])
        let step = try #require(plan.keys.first?.step)
        #expect(SchemaPlanTests.word(step) == expected)
        #expect(step.readsValues == ["build", "rebuild"].contains(expected))
        if case .rebuild(let before) = step { #expect(before == old["key"]?.state.remembered) }
    }

    private static func word(_ step: SchemaPlan.Step) -> String {
        switch step {
        case .keep: "keep"
        case .hide: "hide"
        case .show: "show"
        case .build: "build"
        case .widen: "widen"
        case .rebuild: "rebuild"
        case .drop: "drop"
        }
    }

    @Test func keysOfBothSchemasAreInOrder() throws {
        func key(_ name: String, _ state: String) throws -> SchemaKey? {
            try keyState(state).map { SchemaKey(name: KeyName(stored: name), state: $0) }
        }
        let old = MetadataSchema(
            try [key("b", "variant text"), key("e\u{301}", "hard"), key("a", "geospatial")]
                .compactMap { $0 })
        let new = MetadataSchema(
            try [key("é", "enum x"), key("B", "variant number"), key("b", "soft variant text")]
                .compactMap { $0 })
        let plan = SchemaPlan(from: old, to: new)
        #expect(
            plan.keys.map { Array($0.name.text.utf8) }
                == ["B", "a", "b", "e\u{301}", "é"].map { Array($0.utf8) })
        #expect(plan.keys.map(\.step) == [.build, .drop, .hide, .keep, .build])
        #expect(plan.keys.map(\.state) == plan.keys.map { new[$0.name.text]?.state })
        #expect(plan.old == old && plan.new == new)
    }
}
