import Findings
import Testing

@testable import Validation

/// Keys that the schema does not have, and those of them that may be undeclared.
@Suite struct UndeclaredKeyTests {
    private let schema = makeSchema(["speed": "number", "gone": "deleted text"])

    @Test("no advice is given that the value cannot follow")
    func advice() throws {
        let examples: [(value: String, says: String)] = [
            ("1", #""tags" is not in the schema"#),
            ("null", #""tags" is not in the schema"#),
            (
                #"["night"]"#,
                #""tags" is not in the schema; expected in the list `undeclared`, as no type covers an array"#
            ),
            (
                "[[1]]",
                #""tags" is not in the schema; expected in the list `undeclared`, as no type covers an array"#
            ),
            ("[]", #""tags" is not in the schema"#),
            ("[0.5, 1]", #""tags" is not in the schema"#),
            (
                #"{"lens":"50mm"}"#,
                #""tags" is not in the schema; expected in the list `undeclared`, as no type covers an object"#
            ),
            (
                "{}",
                #""tags" is not in the schema; expected in the list `undeclared`, as no type covers an object"#
            ),
            (#"{"latitude":1,"longitude":2}"#, #""tags" is not in the schema"#),
            (
                #"{"a":1,"b":2,"c":3,"d":4,"latitude":5}"#,
                #""tags" is not in the schema; expected in the list `undeclared`, as no type covers an object"#
            ),
        ]
        for (value, says) in examples {
            let found = try Validator(schema: schema).findings(in: #"{"tags":\#(value)}"#)
            #expect(found.map(\.message) == [says], "\(value)")
        }
        let near = try Validator(schema: schema).findings(in: #"{"sped":{}}"#)
        #expect(near.map(\.message) == [#""sped" is not in the schema; nearest: "speed""#])
    }

    @Test("a key that may be undeclared is passed over, to the byte")
    func allowed() throws {
        let options = ValidationOptions(
            findsSuspicions: false,
            undeclaredKeys: ["sensor", "tags", "Zu\u{308}rich", "gone", "a/b"])
        let validator = Validator(schema: schema, options: options)
        let examples: [(key: String, rule: RuleID?)] = [
            ("sensor", nil), ("tags", nil), ("Sensor", .keyUnknown), ("sensor ", .keyUnknown),
            ("speed", nil), ("sped", .keyUnknown),
            // Its name is what is wrong with the next three, or that it is deleted.
            ("Zu\u{308}rich", .keyForbiddenCharacter), ("Z\u{FC}rich", .keyForbiddenCharacter),
            ("a/b", .keyForbiddenCharacter), ("gone", .keyDeleted),
        ]
        for (key, rule) in examples + examples {
            for value in ["1", "[1]"] where key != "speed" || value == "1" {
                let found = try validator.findings(in: "{\"\(key)\":\(value)}")
                #expect(found.map(\.rule) == (rule.map { [$0] } ?? []), "\(key)")
            }
        }
        let near = try validator.findings(in: #"{"sensr":1}"#)
        #expect(near.map(\.suggestion) == ["sensor"])
    }

    @Test("more undeclared keys than are remembered change nothing")
    func many() throws {
        let names = (0..<3 * KeyRegister.undeclaredMax).map { "k\($0)x" }
        let validator = Validator(
            schema: schema,
            options: ValidationOptions(findsSuspicions: false, undeclaredKeys: names))
        let members = (names + ["other key"]).map { "\"\($0)\":{}" }.joined(separator: ",")
        let found = try validator.findings(in: "{\(members)}")
        #expect(found.map(\.key) == ["other key"])
    }
}
