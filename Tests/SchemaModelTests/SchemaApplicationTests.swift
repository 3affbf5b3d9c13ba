import Foundation
import SchemaModel
import Testing

/// Every cell of the table of states and operations.
@Suite struct SchemaApplicationTests {
    struct Table: Decodable {
        let states: [String: [String]]
        let table: [String: [String: String]]
    }

    struct Cell: Sendable, CustomTestStringConvertible {
        let operation: String
        let state: String
        let expected: String
        var testDescription: String { "\(operation) on \(state): \(expected)" }
    }

    static let cells: [Cell] = {
        guard let file: Table = try? cases("state-machine") else { return [] }
        return file.table.sorted { $0.key < $1.key }.flatMap { operation, row in
            file.states.sorted { $0.key < $1.key }.flatMap { column, states in
                states.map { Cell(operation: operation, state: $0, expected: row[column] ?? "?") }
            }
        }
    }()

    @Test func theTableIsComplete() {
        // Twelve operations on nine columns; two columns stand for eight and five states.
        #expect(SchemaApplicationTests.cells.count == 12 * (7 + 8 + 5))
    }

    @Test(arguments: SchemaApplicationTests.cells) func cell(_ cell: Cell) throws {
        let name = try KeyName("key")
        let state = try keyState(cell.state)
        var schema = MetadataSchema()
        if let state { schema["key"] = SchemaKey(name: name, state: state, description: "old") }
        let before = schema
        let change = try SchemaApplicationTests.change(cell.operation, name)
        let expected =
            switch cell.expected {
            case "same": state
            case "soft same": try keyState("soft " + cell.state)
            case "restored": try keyState(String(cell.state.dropFirst(5)))
            default: cell.expected.hasPrefix("error") ? nil : try keyState(cell.expected)
            }
        do throws(SchemaChangeError) {
            try schema.apply(change)
            #expect(!cell.expected.hasPrefix("error"))
            #expect(schema["key"]?.state == expected)
            let description = cell.operation.hasPrefix("setDescription") ? "words" : "old"
            #expect(schema["key"]?.description == (state == nil ? nil : description))
        } catch {
            #expect("error \(error.kind)" == cell.expected)
            #expect(schema == before)
            #expect(error.key == name)
            #expect(error.state == state)
            #expect(error.message.contains("`key`"))
            #expect(!error.hint.isEmpty)
        }
    }

    static func change(_ notation: String, _ key: KeyName) throws -> SchemaChange {
        let words = notation.split(separator: " ").map(String.init)
        let rest = Array(words.dropFirst())
        return switch words[0] {
        case "addScalar": .addScalar(key, try #require(ScalarType(rawValue: rest[0])))
        case "setScalar": .setScalar(key, try #require(ScalarType(rawValue: rest[0])))
        case "addEnumeration": .addEnumeration(key, options: rest)
        case "addOptions": .addOptions(key, options: rest)
        case "addEmbedding": .addEmbedding(key, size: try #require(Int(rest[0])))
        case "addGeospatial": .addGeospatial(key)
        case "delete": .delete(key, hard: rest[0] == "hard")
        case "restore": .restore(key)
        case "define":
            .define(key, try #require(try keyState(rest.joined(separator: " "))))
        case "setDescription": .setDescription(key, rest[0])
        case "setEmbeddingAPI": .setEmbeddingAPI(key, EmbeddingAPI(canonicalJSON: "{}"))
        default: throw UnknownNotation(text: notation)
        }
    }

    @Test func limits() throws {
        let key = try KeyName("key")
        func options(_ count: Int) -> [String] { (0..<count).map { "o\($0)" } }
        func kind(_ change: SchemaChange, on state: KeyState? = nil) -> SchemaChangeError.Kind? {
            var schema = MetadataSchema()
            if let state { schema["key"] = SchemaKey(name: key, state: state) }
            let before = schema
            do {
                try schema.apply(change)
                return nil
            } catch {
                #expect(schema == before)
                return error.kind
            }
        }
        #expect(kind(.addEnumeration(key, options: [])) == .noOptions)
        #expect(kind(.addEnumeration(key, options: options(255))) == nil)
        #expect(kind(.addEnumeration(key, options: options(255) + ["o0"])) == nil)
        #expect(kind(.addEnumeration(key, options: options(256))) == .tooManyOptions(256))
        #expect(kind(.define(key, .active(.enumeration(options(256))))) == nil)
        #expect(
            kind(.define(key, .softDeleted(.enumeration(options(257))))) == .tooManyOptions(257))
        let full = KeyState.active(.enumeration(EnumOptions.sorted(options(255))))
        #expect(kind(.addOptions(key, options: []), on: full) == .noOptions)
        #expect(kind(.addOptions(key, options: ["o3"]), on: full) == nil)
        #expect(kind(.addOptions(key, options: ["new"]), on: full) == .tooManyOptions(256))
        let overfull = KeyState.active(.enumeration(EnumOptions.sorted(options(256))))
        #expect(kind(.addOptions(key, options: ["o3"]), on: overfull) == nil)
        #expect(kind(.addOptions(key, options: ["new"]), on: overfull) == .tooManyOptions(257))
        for (size, error) in [(0, true), (1, false), (4096, false), (4097, true), (-1, true)] {
            #expect(kind(.addEmbedding(key, size: size)) == (error ? .embeddingSize(size) : nil))
        }
        #expect(kind(.define(key, .active(.varchar(maxLength: 8193)))) == .varcharLength(8193))
        #expect(kind(.define(key, .active(.varchar(maxLength: 0)))) == nil)
    }

    @Test func optionsAreSortedByCodePointAndKeptOnce() throws {
        let key = try KeyName("key")
        var schema = MetadataSchema()
        try schema.apply(.addEnumeration(key, options: ["b", "a", "b", "B", "", "é", "e\u{301}"]))
        #expect(
            schema["key"]?.state
                == .active(.enumeration(["", "B", "a", "b", "e\u{301}", "é"])))
    }

    @Test func theHintForADeletedEnumSaysHowToAddOptions() throws {
        let key = try KeyName("key")
        var schema = MetadataSchema([SchemaKey(name: key, state: .softDeleted(.enumeration(["a"])))]
        )
        let error = #expect(throws: SchemaChangeError.self) {
            try schema.apply(.addOptions(key, options: ["b"]))
        }
        #expect(error?.message == "`key` is not an active enum: enum (1 option), soft deleted.")
        #expect(error?.hint == "Restore it first.")
    }
}
