import CanonicalJSON
import Findings
import Foundation
import SchemaModel
import TestSupport
import Testing
import UploadFormats
import Values

@testable import Workflows

/// What `fix` leaves is what validation finds in its result, and fixing the result changes nothing.
@Suite struct FixpointTests {
    /// A whole upload and what becomes of it; what is left out stays as it was.
    struct Case: Decodable, Sendable, CustomTestStringConvertible {
        var why: String
        var text: String
        var schema: Bool?
        var zone: String?
        var safe: String?
        var unsafe: String?
        /// Edits of an unsafe fix.
        var edits: Int?
        var blocked: [String]?

        var testDescription: String { why }
    }

    static let cases: [Case] = CaseFiles.load("fix-uploads.json")

    @Test func thereAreCases() { #expect(FixpointTests.cases.count > 20) }

    @Test(arguments: cases) func uploads(_ example: Case) throws {
        let schema = example.schema == false ? nil : try schema(sampleSchema)
        let zone = example.zone.flatMap(UTCOffset.init)
        #expect((zone == nil) == (example.zone == nil))
        let input = Array(example.text.utf8)
        let safe = try Fixed(input, schema, zone: zone)
        #expect(safe.text == example.safe ?? example.text)
        #expect(safe.outcome.blockedRenames.map(\.key) == example.blocked ?? [])
        let unsafe = try Fixed(input, schema, isUnsafe: true, zone: zone)
        #expect(unsafe.text == example.unsafe ?? example.text)
        #expect(unsafe.outcome.edits == example.edits ?? 0)
        #expect(unsafe.outcome.blockedRenames.map(\.key) == example.blocked ?? [])
        for edit in unsafe.edits { #expect(edit.offset < input.count) }
    }

    /// A random upload with faulty values and with names changed at random, at every level.
    private func mutated(_ seed: UInt64, _ format: UploadFormat) -> [UInt8] {
        var random = SeededGenerator(seed: seed)
        let upload = PlantedUpload(
            seed: seed, format: format, items: 12, faults: 0.2, breaksItems: random.chance(0.3),
            table: FixUploadTests.table)
        var text = String(decoding: upload.bytes, as: UTF8.self)
        let names = [
            "weather", "ready", "speed", "captured_at", "clientMetadata", "objectUrl", "images",
            "videos", "image_groups", "skip_duplicate_urls", "upsert_metadata", "latitude", "title",
        ]
        for _ in 0..<random.below(12) {
            let name = random.pick(names)
            var parts = text.components(separatedBy: "\"\(name)\"")
            guard parts.count > 1 else { continue }
            var letters = Array(name)
            letters.swapAt(letters.count - 1, letters.count - 2)
            let other = [String(letters), name + "s", name.uppercased(), name + "/"]
            let at = random.below(parts.count - 1)
            parts[at] += "\"\(random.pick(other))\"" + parts.remove(at: at + 1)
            text = parts.joined(separator: "\"\(name)\"")
        }
        return Array(text.utf8)
    }

    private func errors(
        in bytes: [UInt8], _ schema: MetadataSchema?, _ reading: Reading
    ) throws -> Int {
        try CheckedUpload(bytes, schema, reading).findings
            .reduce(0) { $0 + ($1.severity == .error ? $1.count : 0) }
    }

    @Test(arguments: FixUploadTests.formats, 1...40 as ClosedRange<UInt64>)
    func laws(_ format: UploadFormat, _ seed: UInt64) throws {
        let input = mutated(9000 + seed, format)
        let schema = seed % 5 == 0 ? nil : try schema(sampleSchema)
        var reading = Reading(
            threads: 2, windowBytes: seed % 2 == 0 ? 777 : 1 << 19, format: format)
        // Levels from flags and settings count in both.
        if seed % 3 == 0 {
            try reading.levels.apply(
                error: ["key-unknown", "url-duplicate"], warn: ["number-type"],
                ignore: ["enum-unknown-option"])
        }
        for isUnsafe in [false, true] {
            let fixed = try Fixed(input, schema, isUnsafe: isUnsafe, reading)
            guard !fixed.outcome.summary.isStopped else { continue }
            #expect(fixed.outcome.edits == fixed.edits.count)
            #expect(fixed.outcome.errorsLeft == (try errors(in: fixed.bytes, schema, reading)))
            let again = try Fixed(fixed.bytes, schema, isUnsafe: isUnsafe, reading)
            #expect(again.outcome.edits == 0, "\(again.edits.map(\.finding.message))")
            #expect(again.bytes == fixed.bytes)
            #expect(again.outcome.errorsLeft == fixed.outcome.errorsLeft)
            if isUnsafe { #expect(fixed.outcome.unsafeEditsLeft == 0) }
            try checkPlaces(of: fixed, in: input)
        }
    }

    /// What a check counts as fixable is what is mended then, with findings made or only counted.
    @Test(arguments: FixUploadTests.formats, 1...60 as ClosedRange<UInt64>)
    func countsAreTrue(_ format: UploadFormat, _ seed: UInt64) throws {
        let input = mutated(12_000 + seed, format)
        let schema = seed % 5 == 0 ? nil : try schema(sampleSchema)
        var reading = Reading(
            threads: 2, windowBytes: seed % 2 == 0 ? 777 : 1 << 19, format: format)
        reading.marksFixes = true
        let safe = try Fixed(input, schema, reading)
        let unsafe = try Fixed(input, schema, isUnsafe: true, reading)
        for need in [FindingNeed.each, .samples] {
            reading.need = need
            let checked = try CheckedUpload(input, schema, reading)
            #expect(checked.summary.isBeyondMending == checked.summary.isStopped)
            if checked.summary.isBeyondMending { continue }
            let safeCount = checked.findings.reduce(0) {
                $0 + ($1.fix == .safe ? 1 : 0) + $1.folded.safe
            }
            let unsafeCount =
                checked.findings.reduce(0) {
                    $0 + ($1.fix == .unsafe ? 1 : 0) + $1.folded.unsafe
                } - checked.summary.wrongMarks.count
            // An item that was no JSON is checked when it is.
            if checked.findings.contains(where: { $0.rule == .jsonSyntax && $0.fix != nil }) {
                #expect(safe.outcome.edits >= safeCount)
                #expect(unsafe.outcome.edits >= safeCount + unsafeCount)
            } else {
                #expect(safe.outcome.edits == safeCount)
                #expect(safe.outcome.unsafeEditsLeft == unsafeCount)
                #expect(unsafe.outcome.edits >= safeCount + unsafeCount)
            }
        }
    }

    /// Whatever reading made an edit, its place is that in the file.
    private func checkPlaces(of fixed: Fixed, in input: [UInt8]) throws {
        for edit in fixed.edits {
            let place = edit.position
            let before = input[..<place.offset]
            #expect(place.line == before.count { $0 == UInt8(ascii: "\n") } + 1)
            let start = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
            let column = String(decoding: before[start...], as: UTF8.self).unicodeScalars.count + 1
            #expect(place.column == column, "\(edit.finding.message)")
        }
    }

    /// More faults in one item than a report keeps of a rule: they need no more readings, up to a
    /// bound that is ten times as high; beyond it another one each.
    @Test(arguments: [(FixUpload.mendedOfItemMax, 2), (FindingBuffer.keptOfItemMax, 3)])
    func manyFaultsInOneItem(_ mendedOfItem: Int, _ readings: Int) throws {
        let keys = (0..<FindingBuffer.keptOfItemMax + 500).map { #""k/\#($0)":1"# }
        let text = #"[{"url":"a","clientMetadata":{\#(keys.joined(separator: ","))}}]"#
        let fixed = try Fixed(
            Array(text.utf8), nil, isUnsafe: true, mendedOfItem: mendedOfItem)
        #expect(fixed.outcome.readings == readings)
        #expect(fixed.outcome.edits == keys.count)
        #expect(fixed.outcome.errorsLeft == 0)
        #expect(fixed.text == text.replacing("k/", with: "k_"))
    }
}
