import Findings
import SchemaFormats
import SchemaModel
import TestSupport
import Testing

@Suite struct SchemaWriterTests {
    private static let everything = MetadataSchema(
        ([
            ("speed", .active(.variant(.number)), nil),
            ("weather", .active(.enumeration(["clear", "fog", "no"])), "as seen by the camera"),
            ("clip-emb", .active(.embedding(size: 3, api: nil)), nil),
            (
                "hosted",
                .active(.embedding(size: 4, api: EmbeddingAPI(canonicalJSON: #"{"url": "u"}"#))),
                nil
            ),
            ("where", .active(.geospatial), nil),
            ("old-one", .softDeleted(.variant(.text)), nil),
            ("gone", .hardDeleted, nil),
            ("n32", .active(.number(.single)), nil),
            ("short", .active(.varchar(maxLength: 40)), nil),
            ("when", .active(.datetime), nil),
            ("flag", .active(.boolean), nil),
            ("body", .active(.text), nil),
            ("ref", .active(.uuid), nil),
            ("owner", .active(.user), nil),
            ("empty", .active(.enumeration([])), nil),
            ("ty", .active(.variant(.uuid)), nil),
        ] as [(String, KeyState, String?)]).map {
            SchemaKey(name: KeyName(stored: $0.0), state: $0.1, description: $0.2)
        })

    @Test func encord() {
        #expect(
            SchemaWriter.write(SchemaWriterTests.everything, as: .encord) == """
                {
                  "body": {"ty": "text"},
                  "clip-emb": {"ty": "embedding", "size": 3, "api": null},
                  "empty": {"ty": "enum"},
                  "flag": {"ty": "boolean"},
                  "gone": {"ty": "tombstone", "deleted_ty": null},
                  "hosted": {"ty": "embedding", "size": 4, "api": {"url": "u"}},
                  "n32": {"ty": "number", "format": "F32"},
                  "old-one": {"ty": "tombstone", "deleted_ty": {"ty": "variant", "hint": "text"}},
                  "owner": {"ty": "user"},
                  "ref": {"ty": "uuid"},
                  "short": {"ty": "varchar", "max_length": 40},
                  "speed": {"ty": "variant", "hint": "number"},
                  "ty": {"ty": "variant", "hint": "uuid"},
                  "weather": {"ty": "enum", "values": ["clear", "fog", "no"]},
                  "when": {"ty": "datetime", "timezone": "UTC"},
                  "where": {"ty": "geospatial"}
                }

                """)
    }

    @Test func json() {
        #expect(
            SchemaWriter.write(SchemaWriterTests.everything, as: .json) == """
                {
                  "keys": {
                    "body": {"type": "text", "fixed": true},
                    "clip-emb": {"type": "embedding", "size": 3},
                    "empty": {"type": "enum", "options": null},
                    "flag": {"type": "boolean", "fixed": true},
                    "gone": {"deleted": "hard"},
                    "hosted": {"type": "embedding", "size": 4, "api": {"url": "u"}},
                    "n32": {"type": "number", "format": "F32"},
                    "old-one": {"type": "text", "deleted": "soft"},
                    "owner": "user",
                    "ref": {"type": "uuid", "fixed": true},
                    "short": {"type": "varchar", "max_length": 40},
                    "speed": "number",
                    "ty": {"type": "uuid"},
                    "weather": {"type": "enum", "options": ["clear", "fog", "no"], "description": "as seen by the camera"},
                    "when": {"type": "datetime", "fixed": true},
                    "where": "geospatial"
                  }
                }

                """)
    }

    @Test func yaml() {
        #expect(
            SchemaWriter.write(SchemaWriterTests.everything, as: .yaml) == """
                keys:
                  body: {type: text, fixed: true}
                  clip-emb: {type: embedding, size: 3}
                  empty: {type: enum, options: null}
                  flag: {type: boolean, fixed: true}
                  gone: {deleted: hard}
                  hosted: {type: embedding, size: 4, api: {"url": "u"}}
                  n32: {type: number, format: F32}
                  old-one: {type: text, deleted: soft}
                  owner: user
                  ref: {type: uuid, fixed: true}
                  short: {type: varchar, max_length: 40}
                  speed: number
                  ty: {type: uuid}
                  weather: {type: enum, options: [clear, fog, "no"], description: as seen by the camera}
                  when: {type: datetime, fixed: true}
                  where: geospatial

                """)
    }

    @Test func longDefinitionsGetMoreLines() {
        let options = (10..<40).map { "option \($0)" }
        let schema = MetadataSchema([
            SchemaKey(name: KeyName(stored: "a"), state: .active(.enumeration(options))),
            SchemaKey(
                name: KeyName(stored: "b"), state: .active(.enumeration(["x"])),
                description: String(repeating: "word ", count: 20) + "\nline"),
        ])
        let text = SchemaWriter.write(schema, as: .yaml)
        #expect(
            text.contains(
                "  a:\n    type: enum\n    options:\n      - option 10\n      - option 11\n"))
        #expect(
            text.contains("  b:\n    type: enum\n    options: [x]\n    description: \"word word"))
    }

    @Test func emptySchemas() {
        for format in SchemaFormat.allCases {
            let text = SchemaWriter.write(MetadataSchema(), as: format)
            let reading = SchemaReader.read(Array(text.utf8), file: "-")
            #expect(reading.schema == MetadataSchema())
            #expect(reading.findings.isEmpty)
            // `{}` and `keys: {}` say themselves what they are.
            #expect(reading.format == format)
        }
    }

    /// What is written is recognised and read as the same schema, in every form.
    @Test(arguments: 1...60) func roundTrip(seed: UInt64) {
        var random = RandomSchema(generator: SeededGenerator(seed: seed))
        random.hasWildNames = seed % 3 == 0
        let schema = random.schema()
        var levels = RuleLevels()
        // Names that servers made are kept as they are.
        levels[.schemaKeyName] = .notice
        for format in SchemaFormat.allCases {
            let text = SchemaWriter.write(schema, as: format)
            let reading = SchemaReader.read(
                Array(text.utf8), file: "-", format: seed % 3 == 0 ? format : nil, levels: levels)
            let errors = reading.findings.filter { $0.severity == .error }.map(\.message)
            #expect(errors.isEmpty, "seed \(seed), \(format)\n\(text)")
            var expected = schema
            if format == .encord {
                for key in schema.keys { expected[key.name.text]?.description = nil }
            }
            #expect(reading.schema == expected, "seed \(seed), \(format)\n\(text)")
            #expect(reading.format == format, "seed \(seed)")
            // The text is the same however often it is written.
            #expect(reading.schema.map { SchemaWriter.write($0, as: format) } == text)
        }
    }

    /// From any form to any other nothing gets lost.
    @Test(arguments: 1...20) func throughAllForms(seed: UInt64) {
        var random = RandomSchema(generator: SeededGenerator(seed: seed), hasDescriptions: false)
        let schema = random.schema()
        var current = schema
        for format in SchemaFormat.allCases + SchemaFormat.allCases.reversed() {
            let text = SchemaWriter.write(current, as: format)
            current = SchemaReader.read(Array(text.utf8), file: "-").schema ?? MetadataSchema()
        }
        #expect(current == schema, "seed \(seed)")
    }

    /// The test above can fail: schemas that differ in one thing are told apart.
    @Test func differencesSurvive() {
        let one = MetadataSchema([SchemaKey(name: KeyName(stored: "a"), state: .active(.text))])
        let two = MetadataSchema([
            SchemaKey(name: KeyName(stored: "a"), state: .active(.variant(.text)))
        ])
        for format in SchemaFormat.allCases {
            #expect(SchemaWriter.write(one, as: format) != SchemaWriter.write(two, as: format))
        }
    }
}
