import Findings
import Testing

@testable import UploadFormats

@Suite struct RandomUploadTests {
    @Test(arguments: [false, true])
    func validUploadsAreReadWhole(_ isCamelCase: Bool) {
        for seed in UInt64(1)...120 {
            let upload = RandomUpload(seed: seed, isCamelCase: isCamelCase)
            let run = UploadRun(upload.bytes, .object, window: Int(seed) * 3)
            let found = run.findings.filter { $0.rule != .uploadNoItems }.map(summary)
            #expect(found == [], "seed \(seed)")
            #expect(run.items.map(\.kind) == upload.items.map(\.kind), "seed \(seed)")
            #expect(run.items.map(\.urls) == upload.items.map(\.urls), "seed \(seed)")
            #expect(run.items.map(\.title) == upload.items.map(\.title), "seed \(seed)")
            #expect(run.flags.skipsDuplicateURLs, "seed \(seed)")
        }
    }

    /// Every planted fault is found at its place, and nothing else is.
    @Test(arguments: [false, true])
    func plantedFaultsAreFoundAtTheirPlaces(_ isCamelCase: Bool) {
        var count = 0
        for seed in UInt64(1)...120 {
            let upload = RandomUpload(seed: seed, isCamelCase: isCamelCase, faults: 0.3)
            let run = UploadRun(upload.bytes, .object, window: 40 + Int(seed) * 3)
            let found = run.findings.filter { $0.rule != .uploadNoItems }.map(summary)
            #expect(found.sorted() == upload.planted.map(\.summary).sorted(), "seed \(seed)")
            count += found.count
        }
        #expect(count > 500)
    }
}
