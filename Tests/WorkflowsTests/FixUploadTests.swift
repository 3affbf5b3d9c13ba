import CanonicalJSON
import Findings
import Foundation
import SchemaModel
import TestSupport
import Testing
import UploadFormats

@testable import Workflows

@Suite struct FixUploadTests {
    /// One value and what becomes of it.
    struct Case: Decodable, Sendable, CustomTestStringConvertible {
        var key: String
        var value: String
        var fixed: String?
        var safe: Bool?

        var testDescription: String { "\(key): \(value)" }
    }

    static let cases: [Case] = CaseFiles.load("fixes.json")

    @Test(arguments: cases) func values(_ example: Case) throws {
        let schema = try schema(sampleSchema)
        func text(_ value: String) -> String {
            #"{"images": [{"objectUrl":"a.png","clientMetadata":{ "\#(example.key)" :\#(value) }}]}"#
        }
        let input = Array(text(example.value).utf8)
        let safe = try Fixed(input, schema)
        let isSafe = example.safe == true
        #expect(safe.text == text(isSafe ? example.fixed ?? "" : example.value))
        #expect(safe.outcome.edits == (isSafe ? 1 : 0))
        #expect(safe.outcome.unsafeEditsLeft == (example.safe == false ? 1 : 0))
        let unsafe = try Fixed(input, schema, isUnsafe: true)
        #expect(unsafe.text == text(example.fixed ?? example.value))
        #expect(unsafe.outcome.edits == (example.fixed == nil ? 0 : 1))
        #expect(unsafe.outcome.unsafeEditsLeft == 0)
        let left = try CheckedUpload(unsafe.bytes, schema).findings.count { $0.severity == .error }
        #expect(unsafe.outcome.errorsLeft == left)
        #expect((left == 0) == (example.fixed != nil))
    }

    @Test func thereAreCases() { #expect(FixUploadTests.cases.count > 50) }

    @Test func keysAndGroupsAreRenamedOnlyWhenAskedFor() throws {
        let schema = try schema(sampleSchema)
        let text =
            #"{"imges": [], "images": [{"objectUrl": "a", "clientMetadata": {"Weather": "Rain"}}]}"#
        let safe = try Fixed(Array(text.utf8), schema)
        #expect(safe.text == text)
        // The group stands already; the key's new name brings its value into sight.
        #expect(safe.outcome.unsafeEditsLeft == 1)
        let unsafe = try Fixed(Array(text.utf8), schema, isUnsafe: true)
        #expect(
            unsafe.text
                == text.replacing("Weather", with: "weather").replacing("Rain", with: "rain"))
        #expect(unsafe.outcome.errorsLeft == 1)
        #expect(unsafe.outcome.blockedRenames.map(\.key) == ["imges"])
    }

    @Test func aByteOrderMarkGoes() throws {
        let schema = try schema(sampleSchema)
        let text = #"{"images": [{"objectUrl": "a.png"}]}"#
        let fixed = try Fixed([0xEF, 0xBB, 0xBF] + Array(text.utf8), schema)
        #expect(fixed.text == text)
        #expect(fixed.outcome.edits == 1)
        #expect(fixed.outcome.errorsLeft == 0)
    }

    @Test func errorsOfTheWholeFileAreCounted() throws {
        let schema = try schema(sampleSchema)
        let text = #"{"images": [{"objectUrl": "a.png"}], "upsert_metadata": true}"#
        #expect(try Fixed(Array(text.utf8), schema).outcome.errorsLeft == 1)
    }

    @Test func filesThatCannotBeReadOnAreNotWhole() throws {
        let schema = try schema(sampleSchema)
        let text = #"{"images": [{"objectUrl": "a.png"}, {"objectUrl" 7}]}"#
        let fixed = try Fixed(Array(text.utf8), schema)
        #expect(fixed.outcome.summary.isStopped)
        #expect(fixed.outcome.errorsLeft == 1)
    }

    // MARK: Properties

    /// The table of ``PlantedUpload`` and faults that can be mended.
    static let table: [String: [PlantedUpload.FaultyValue]] = {
        var table = PlantedUpload.faultyValues
        let more: [(String, String, RuleID)] = [
            ("weather", #"‸" RAIN\t""#, .enumUnknownOption),
            ("weather", #"‸"rian""#, .enumUnknownOption),
            ("ready", #"‸"True""#, .booleanType), ("speed", #"‸" 1""#, .numberType),
            ("speed", #"‸"\u0031e3""#, .numberType),
            ("captured_at", #"‸"2025/03/01 12:00:00Z""#, .datetimeFormat),
            ("captured_at", #"‸"2025.3.1""#, .datetimeFormat),
            ("track", #"‸"{33333333-3333-4333-8333-33333333333A}""#, .uuidFormat),
            ("camera", "‸1.50", .varcharType), ("notes", "‸7", .textType),
        ]
        for (key, text, rule) in more {
            table[key, default: []].append(PlantedUpload.FaultyValue(text: text, rule: rule))
        }
        return table
    }()

    static let formats: [UploadFormat] = [.object, .array, .jsonLines]

    @Test(arguments: formats, 1...8 as ClosedRange<UInt64>)
    func onlyFaultyTextsChange(_ format: UploadFormat, _ seed: UInt64) throws {
        let schema = try schema(sampleSchema)
        let upload = PlantedUpload(
            seed: 500 + seed, format: format, items: 40, faults: 0.2, table: FixUploadTests.table)
        for isUnsafe in [false, true] {
            let reading = Reading(
                threads: 2, windowBytes: seed % 2 == 0 ? 333 : 1 << 19, format: format)
            let fixed = try Fixed(upload.bytes, schema, isUnsafe: isUnsafe, reading)
            #expect(fixed.outcome.edits == fixed.edits.count)
            #expect(fixed.edits.count > 0)
            #expect(isUnsafe || fixed.edits.allSatisfy(\.isSafe))
            var expected: [UInt8] = []
            var at = 0
            // A word that is no JSON hides the rest of its item from the first reading.
            for edit in fixed.edits.sorted(by: { $0.offset < $1.offset }) {
                guard edit.offset >= at else { break }
                expected += upload.bytes[at..<edit.offset]
                expected += edit.replacement
                at = edit.offset + edit.length
                #expect(
                    upload.faults.contains {
                        $0.offset == edit.finding.location.position.offset
                            && $0.rule == edit.finding.rule
                            || $0.rule == .jsonSyntax && $0.item == edit.finding.item?.index
                    })
            }
            expected += upload.bytes[at...]
            #expect(fixed.bytes == expected)

            let again = try Fixed(fixed.bytes, schema, isUnsafe: isUnsafe, reading)
            #expect(again.outcome.edits == 0)
            #expect(again.bytes == fixed.bytes)
        }
    }

    @Test(arguments: formats, 1...8 as ClosedRange<UInt64>)
    func fixesBringNoNewFindings(_ format: UploadFormat, _ seed: UInt64) throws {
        let schema = try schema(sampleSchema)
        let upload = PlantedUpload(
            seed: 600 + seed, format: format, items: 40, faults: 0.2, table: FixUploadTests.table)
        let reading = Reading(threads: 2, format: format, findsSuspicions: false)
        let before = try CheckedUpload(upload.bytes, schema, reading).findings
        let fixed = try Fixed(upload.bytes, schema, reading)
        let after = try CheckedUpload(fixed.bytes, schema, reading).findings
        let mended = Set(fixed.edits.map(\.offset))
        let left = before.filter { !mended.contains($0.location.position.offset) }
        #expect(
            after.map { "\($0.rule) \($0.location.pointer)" }
                == left.map { "\($0.rule) \($0.location.pointer)" })
        #expect(fixed.outcome.errorsLeft == after.count { $0.severity == .error })
        let unsafe = try Fixed(upload.bytes, schema, isUnsafe: true, reading)
        let errors = try CheckedUpload(unsafe.bytes, schema, reading).findings.count {
            $0.severity == .error
        }
        #expect(unsafe.outcome.errorsLeft == errors)
    }

    /// When all faults can be mended, the result validates.
    @Test(arguments: formats) func whatIsFixedValidates(_ format: UploadFormat) throws {
        let schema = try schema(sampleSchema)
        var table: [String: [PlantedUpload.FaultyValue]] = [:]
        for (key, faults) in FixUploadTests.table {
            let probe = faults.filter { fault in
                let value = fault.text.replacing("‸", with: "")
                let text = #"[{"url": "a.png", "clientMetadata": {"\#(key)": \#(value)}}]"#
                return (try? Fixed(Array(text.utf8), schema))?.outcome.edits == 1
            }
            if !probe.isEmpty { table[key] = probe }
        }
        #expect(table.keys.sorted() == ["captured_at", "ready", "speed", "track", "weather"])
        for seed in UInt64(1)...6 {
            let upload = PlantedUpload(
                seed: 700 + seed, format: format, items: 60, faults: 0.3, breaksItems: false,
                table: table)
            let faults = upload.faults.filter { $0.rule.rawValue / 100 == 3 }
            let fixed = try Fixed(upload.bytes, schema, Reading(format: format))
            #expect(fixed.outcome.edits == faults.count)
            let errors = try CheckedUpload(fixed.bytes, schema).findings.filter {
                $0.severity == .error && $0.rule.rawValue / 100 != 2
            }
            #expect(errors.map(\.line) == [])
        }
    }
}
