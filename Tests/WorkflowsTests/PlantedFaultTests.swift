import CanonicalJSON
import Findings
import TestSupport
import Testing
import UploadFormats

@testable import Workflows

/// Faults at random places of random uploads are found there, all of them and no others.
@Suite struct PlantedFaultTests {
    static let formats: [UploadFormat] = [.object, .array, .jsonLines]

    @Test(arguments: formats, 1...15 as ClosedRange<UInt64>)
    func everyFaultIsFoundAtItsPlace(_ format: UploadFormat, _ seed: UInt64) throws {
        let schema = try schema(sampleSchema)
        let chance = seed % 3 == 0 ? 0.5 : 0.08
        let upload = PlantedUpload(seed: seed, format: format, items: 40, faults: chance)
        for var reading in Reading.various(format) {
            reading.findsSuspicions = false
            let checked = try CheckedUpload(upload.bytes, schema, reading)
            let found = checked.findings.map(PlantedUpload.Fault.init).sorted()
            let missing = Set(upload.faults.map(\.summary)).subtracting(found.map(\.summary))
            let extra = Set(found.map(\.summary)).subtracting(upload.faults.map(\.summary))
            #expect(missing == [], "\(format) seed \(seed), \(reading)")
            #expect(extra == [], "\(format) seed \(seed), \(reading)")
            #expect(found.count == upload.faults.count)
            #expect(checked.summary.items == upload.itemCount)
            #expect(!checked.summary.isStopped)
            let errors = checked.findings.filter { $0.severity == .error }.compactMap(\.item?.index)
            #expect(checked.summary.rejectedItems == Set(errors).count)
        }
    }

    @Test func manyFaultsInOneItem() throws {
        let schema = try schema(sampleSchema)
        var total = 0
        for seed in UInt64(100)..<130 {
            let upload = PlantedUpload(
                seed: seed, format: .array, items: 1, faults: 1, breaksItems: false)
            let found = try CheckedUpload(
                upload.bytes, schema, Reading(format: .array, findsSuspicions: false))
            #expect(found.findings.count == upload.faults.count, "seed \(seed)")
            total += upload.faults.count
        }
        #expect(total > 150)
    }

    @Test(arguments: formats) func uploadsWithoutFaultsHaveNoFindings(_ format: UploadFormat) throws
    {
        let schema = try schema(sampleSchema)
        for seed in UInt64(200)..<210 {
            let upload = PlantedUpload(seed: seed, format: format, items: 30, faults: 0)
            let found = try CheckedUpload(
                upload.bytes, schema, Reading(threads: 2, windowBytes: 200, format: format))
            #expect(found.findings.filter { $0.rule.rawValue / 100 != 5 }.map(\.line) == [])
        }
    }

    /// The line that a report shows is the one of the finding, however far it is.
    @Test func excerptsShowTheFaultyLine() throws {
        let schema = try schema(sampleSchema)
        let upload = PlantedUpload(seed: 7, format: .object, items: 60, faults: 0.2)
        let text = String(decoding: upload.bytes, as: UTF8.self)
        let found = try CheckedUpload(
            upload.bytes, schema, Reading(windowBytes: 1 << 20, format: .object))
        #expect(found.findings.count > 20)
        let lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
        for (finding, excerpt) in zip(found.findings, found.excerpts) {
            guard let excerpt else { continue }
            let line = String(String.UnicodeScalarView(lines[finding.location.position.line - 1]))
            let shown = excerpt.text.replacing("…", with: "").replacing("\r", with: "")
            #expect(line.contains(shown), "\(finding.line): \(excerpt.text)")
        }
    }
}

extension PlantedUpload.Fault {
    init(_ finding: Finding) {
        self.init(
            rule: finding.rule, pointer: finding.location.pointer,
            offset: finding.location.position.offset, line: finding.location.position.line,
            column: finding.location.position.column, item: finding.item?.index)
    }
}
