import CanonicalJSON
import Findings
import Testing

@testable import UploadFormats

@Suite struct UploadSplitterTests {
    /// A brace that is lost in a large file is found when the item has grown to a mebibyte, not at
    /// the limit and not at the end.
    @Test func aLostQuoteEndsTheReadingEarly() {
        var bytes = Array(#"{"images": [{"objectUrl": "a"#.utf8)
        bytes += [UInt8](repeating: UInt8(ascii: "\n"), count: UploadSplitter.firstLook)
        var splitter = UploadSplitter(format: .object)
        var findings = FindingBuffer(file: "-")
        var slices: [UploadSlice] = []
        let consumed = bytes.withUnsafeBytes {
            splitter.split($0, from: .start, isLast: false, into: &slices, findings: &findings)
        }
        #expect(consumed == bytes.count)
        #expect(splitter.isStopped)
        #expect(findings.findings.map(\.rule) == [.jsonSyntax])
        #expect(findings.findings.first?.location.position.offset == 28)
        #expect(findings.findings.first?.value?.contains("not checked") == true)
    }

    @Test func anItemThatNeverEndsIsTooLong() {
        let bytes =
            Array(#"{"images": [{"objectUrl": "#.utf8) + [UInt8](repeating: 0x20, count: 999)
        var splitter = UploadSplitter(format: .object, itemBytesMax: 1_000)
        var findings = FindingBuffer(file: "-")
        var slices: [UploadSlice] = []
        // A window below the limit asks for more, one above it does not.
        var consumed = bytes[..<500].withUnsafeBytes {
            splitter.split($0, from: .start, isLast: false, into: &slices, findings: &findings)
        }
        #expect(consumed == 12)
        #expect(!splitter.isStopped)
        let place = SourcePosition(offset: 12, line: 1, column: 13)
        consumed = bytes[12...].withUnsafeBytes {
            splitter.split($0, from: place, isLast: false, into: &slices, findings: &findings)
        }
        #expect(consumed == bytes.count - 12)
        #expect(splitter.isStopped)
        #expect(findings.findings.map(\.rule) == [.itemTooLong])
        #expect(findings.findings.first?.location.position == place)
        #expect(findings.findings.first?.location.pointer == "/images/0")
    }

    /// A misspelled group of any size is stepped over without being kept.
    @Test func skippedMembersNeedNoMemory() {
        var splitter = UploadSplitter(format: .object)
        var findings = FindingBuffer(file: "-")
        var slices: [UploadSlice] = []
        var position = SourcePosition.start
        for (number, text) in [#"{"imags": [{"a": "#, #""x]"}, {}, "#, #"{}"#, "]}"].enumerated() {
            let bytes = Array(text.utf8)
            let consumed = bytes.withUnsafeBytes { bytes in
                let consumed = splitter.split(
                    bytes, from: position, isLast: number == 3, into: &slices, findings: &findings)
                position = position.advanced(over: bytes)
                return consumed
            }
            #expect(consumed == bytes.count)
        }
        #expect(slices.isEmpty)
        #expect(findings.findings.map(\.rule) == [.uploadUnknownMember])
    }

    @Test func utf16IsNamed() {
        for bytes: [UInt8] in [[0xFF, 0xFE, 0x7B, 0], [0xFE, 0xFF, 0, 0x7B]] {
            for format in UploadFormat.allCases {
                let run = UploadRun(bytes, format)
                #expect(run.findings.map(\.rule) == [.jsonInvalidUTF8], "\(format)")
                #expect(run.findings.first?.value == "UTF-16 text")
            }
        }
    }

    @Test func duplicatesNameTheFirstPlace() {
        let text = "{\"images\": [],\n \"images\": [{\"objectUrl\": \"a\"}]}"
        let run = UploadRun(Array(text.utf8), .object, window: 3)
        #expect(
            run.findings.first?.related?.position == SourcePosition(offset: 1, line: 1, column: 2))
        #expect(run.findings.first?.location.position.line == 2)
    }

    @Test func invalidUTF8InAKeyAndInAnItem() {
        let key = Array(#"{"im"#.utf8) + [0xE9] + Array(#"ges": []}"#.utf8)
        #expect(UploadRun(key, .object).findings.map(\.rule) == [.jsonInvalidUTF8])
        #expect(UploadRun(key, .object).findings.first?.location.position.offset == 4)
        let item = Array(#"{"images": [{"objectUrl": ""#.utf8) + [0xE9] + Array(#""}, {}]}"#.utf8)
        let run = UploadRun(item, .object)
        #expect(run.findings.map(\.rule) == [.jsonInvalidUTF8, .itemMissingURL])
        #expect(run.findings.first?.location.position.offset == 27)
    }
}
