import SchemaModel
import Testing

@testable import CanonicalJSON
@testable import Findings
@testable import Validation

/// What one item may cost, however many of its keys are wrong.
@Suite struct ManyKeysTests {
    /// Nothing is made while an item is checked; then the pointers of all findings that are kept cost
    /// one walk, and their number has a bound.
    @Test(arguments: [50_000, 200_000]) func unknownKeysCostOneWalk(_ count: Int) throws {
        let members = (0..<count).map { "\"key \($0)\":1" }
        let bytes = Array("{\(members.joined(separator: ","))}".utf8)
        try bytes.withUnsafeBytes { bytes in
            let tape = JSONTape()
            var scanner = JSONScanner()
            try scanner.scan(bytes, into: tape)
            var buffer = FindingBuffer(file: "a.json")
            buffer.defersFindings = true
            buffer.proposesFixes = true
            buffer.textLength = bytes.count
            buffer.item = ItemContext(index: 0, positionInGroup: 0, tape: tape)
            let validator = Validator(schema: makeSchema(["name": "varchar"]))
            validator.check(tape, metadata: 0, isVideo: false, into: &buffer)
            #expect(buffer.records.reduce(0) { $0 + $1.count } == count)
            #expect(buffer.records.count <= FindingBuffer.keptOfItemMax)
            // The places of suspicions are those of the first 1,024 keys, made at once.
            #expect(tape.walked <= 3 * tape.count)
            let walked = tape.walked
            let speller = FindingSpeller(buffer, in: bytes, from: .start)
            let last = try #require(buffer.records.map(speller.finding).last)
            #expect(last.location.pointer == "/0/key \(FindingBuffer.keptOfItemMax - 1)")
            #expect(tape.walked == walked)
            #expect(speller.tape.walked <= 3 * tape.count)
        }
    }

    /// Of two keys that are meant for one name the first gets it, whatever is kept of the keys; one
    /// that the object has is given to none.
    @Test(
        arguments: [
            (#"{"Name": 1}"#, ["name"]), (#"{"Name": 1, "name": "x"}"#, [nil]),
            (#"{"name": "x", "Name": 1, "name": "y"}"#, [nil]),
            (#"{"Name": 1, "Name": 2}"#, ["name"]), (#"{"Name": 1, "NAME": 2}"#, ["name", nil]),
            (#"{"NAME": 1, "Name": 2}"#, ["name", nil]),
            (#"{"n/ame": 1, "Name": 2}"#, ["name", nil]),
            (#"{"Name": 1, "Flag": true}"#, ["name", "flag"]),
            (#"{"a/b": 1, "a_b": 2}"#, [nil, nil]), (#"{"a/b": 1, "a+b": 2}"#, ["a_b", nil]),
        ] as [(String, [String?])]) func aNameIsGivenOnce(_ text: String, _ names: [String?]) throws
    {
        for padding in [0, 2_000] {
            // Keys beyond those that are remembered.
            let others = (0..<padding).map { "\"other key \($0)\":1," }.joined()
            let tape = try JSONTape(copying: "{\(others)\(text.dropFirst())".utf8)
            var buffer = FindingBuffer(file: "a.json")
            buffer.proposesFixes = true
            let schema = makeSchema(["name": "varchar", "flag": "boolean"])
            // Once more, with all that is kept of the first time.
            let validator = Validator(schema: schema)
            for _ in 0..<2 {
                buffer.removeAll()
                validator.check(tape, metadata: 0, isVideo: false, into: &buffer)
                let found = buffer.findings.filter {
                    ($0.rule == .keyUnknown || $0.rule == .keyForbiddenCharacter)
                        && $0.key?.hasPrefix("other") == false
                }
                // A key that is not remembered has no nearest name among those of the schema.
                let isRemembered = padding == 0
                for (finding, name) in zip(found, names)
                where isRemembered || (finding.rule == .keyForbiddenCharacter && name != "name") {
                    #expect(
                        finding.proposal?.replacement == name.map { "\"\($0)\"" },
                        "\(text) with \(padding) more")
                }
                #expect(found.count == names.count)
            }
        }
    }
}
