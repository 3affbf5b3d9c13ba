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

    /// A misspelled group of any size is stepped over without being kept, but for a comma that may
    /// turn out to be the last one.
    @Test func skippedMembersNeedNoMemory() {
        var splitter = UploadSplitter(format: .object)
        var findings = FindingBuffer(file: "-")
        var slices: [UploadSlice] = []
        var position = SourcePosition.start
        var rest: [UInt8] = []
        for (number, text) in [#"{"imags": [{"a": "#, #""x]"}, {}, "#, #"{}"#, "]}"].enumerated() {
            let bytes = rest + Array(text.utf8)
            let consumed = bytes.withUnsafeBytes { bytes in
                let consumed = splitter.split(
                    bytes, from: position, isLast: number == 3, into: &slices, findings: &findings)
                position = position.advanced(over: .init(rebasing: bytes[..<consumed]))
                return consumed
            }
            rest = Array(bytes[consumed...])
            #expect(rest == (number == 1 ? Array(", ".utf8) : []))
        }
        #expect(slices.isEmpty)
        #expect(findings.findings.map(\.rule) == [.uploadUnknownMember])
        #expect(findings.findings.first?.value == "it holds 3 elements that are not read")
    }

    @Test(arguments: [
        ([0xFF, 0xFE, 0x7B, 0] as [UInt8], "UTF-16 text", "iconv -f utf-16 "),
        ([0xFE, 0xFF, 0, 0x7B], "UTF-16 text", "iconv -f utf-16 "),
        ([0x7B, 0, 0x22, 0], "UTF-16 text without a byte order mark", "iconv -f utf-16le "),
        ([0, 0x5B, 0x26, 0x3A], "UTF-16 text without a byte order mark", "iconv -f utf-16be "),
        ([0x0A, 0], "UTF-16 text without a byte order mark", "iconv -f utf-16le "),
        ([0xFF, 0xFE, 0, 0, 0x7B, 0, 0, 0], "UTF-32 text", "iconv -f utf-32 "),
        ([0, 0, 0xFE, 0xFF, 0, 0, 0, 0x7B], "UTF-32 text", "iconv -f utf-32 "),
        ([0x7B, 0, 0, 0], "UTF-32 text", "iconv -f utf-32le "),
        ([0, 0, 0, 0x7B], "UTF-32 text", "iconv -f utf-32be "),
        ([0x1F, 0x8B, 8, 0], "packed with gzip", "gzip -dc "),
        (Array("PK\u{3}\u{4}".utf8), "a ZIP archive", "unzip -p "),
        ([0x28, 0xB5, 0x2F, 0xFD, 4], "packed with zstd", "zstd -dc "),
        ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0, 0], "packed with xz", "xz -dc "),
        (Array("BZh91AY&SY".utf8), "packed with bzip2", "bzip2 -dc "),
        (Array("PAR1\u{15}".utf8), "a Parquet file", "JSON or CSV"),
        (Array("SQLite format 3\0".utf8), "a SQLite database", "JSON or CSV"),
    ])
    func whatIsNoTextIsNamed(_ bytes: [UInt8], _ name: String, _ remedy: String) {
        for format in UploadFormat.allCases {
            for window in [Int.max, 1, 7] {
                let run = UploadRun(bytes, format, window: window)
                #expect(run.findings.map(\.rule) == [.fileNotText], "\(format)")
                #expect(run.findings.first?.value == name)
                #expect(run.findings.first?.suggestion?.contains(remedy) ?? false)
                #expect(run.isStopped)
            }
        }
    }

    @Test func textIsNotTakenForAnotherFile() {
        for text in ["", "{", "[", "P", "PK", "BZh9", "{}\0\0", "é\0"] {
            let found = Array(text.utf8).withUnsafeBytes { ForeignContent($0) }
            #expect(found == nil, "\(text)")
        }
    }

    @Test func bytesThatAreNoTextBelongToTheRowOfTheirItem() {
        for (header, faulty) in [
            ("Image title", [false, true, false]), ("Series title", [false, true]),
        ] {
            var bytes = Array("ObjectUrl,\(header)\na.png,g\nb.png,".utf8)
            bytes += [0x93, 0x68, 0x94] + Array("\nc.png,g\n".utf8)
            for window in [Int.max, 1, 7] {
                let run = UploadRun(bytes, .csv, window: window)
                #expect(run.findings.map(\.rule) == [.jsonInvalidUTF8])
                #expect(run.findings.first?.item?.index == 1)
                #expect(run.findings.first?.item?.url == "b.png")
                #expect(run.csvItems.map(\.isFaulty) == faulty)
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
