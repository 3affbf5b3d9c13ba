import CanonicalJSON
import Findings
import TestSupport
import Testing

@testable import UploadFormats

/// What is read does not depend on how the file is cut into windows.
@Suite struct WindowTests {
    static let upload = #"""
        {"skip_duplicate_urls" : true,
        	"images": [ {"objectUrl": "https://b.example/é😀/\"1\".png", "clientMetadata": {"a": [1, {"b": "]}"}]}},
        {"title":"\\","url":"x y"} , "z" , 17, [[]], {} ],"x": {"y": ["}"]}, "videos"	: [],
        "image_groups": [{"title": "g", "objectUrl_0": "a", "objectUrl_1": "b"}], "images": [{"objectUrl": "c"}]
        , "upsert_metadata":true}

        """#

    @Test func everyWindowSizeGivesTheSame() {
        let bytes = Array(WindowTests.upload.utf8)
        let whole = UploadRun(bytes, .object)
        #expect(whole.items.count == 8)
        #expect(whole.findings.count == 7)
        #expect(whole.flags.skipsDuplicateURLs && whole.flags.upsertsMetadata)
        for window in 1...bytes.count {
            let run = UploadRun(bytes, .object, window: window)
            #expect(run.items == whole.items, "window \(window)")
            #expect(run.findings == whole.findings, "window \(window)")
            #expect(run.flags == whole.flags, "window \(window)")
        }
    }

    @Test func everyCutIsFound() {
        let bytes = Array(WindowTests.upload.utf8)
        let end = bytes.lastIndex(of: UInt8(ascii: "}")) ?? 0
        for length in 0...end {
            for window in [Int.max, 16] {
                let run = UploadRun(Array(bytes[..<length]), .object, window: window)
                let last = run.findings.filter {
                    $0.rule == .jsonSyntax || $0.rule == .fileEmpty || $0.rule == .jsonInvalidUTF8
                }
                #expect(last.count == 1, "cut at \(length), window \(window)")
                #expect(last.first?.location.position.offset == length, "cut at \(length)")
                #expect(run.isStopped)
            }
        }
    }

    /// Any change of one byte is read without a trap, and equal in all windows.
    @Test func changedBytesDoNoHarm() {
        var random = SeededGenerator(seed: 3)
        let original = Array(WindowTests.upload.utf8)
        for round in 0..<600 {
            var bytes = original
            let count = Int.random(in: 1...3, using: &random)
            for _ in 0..<count {
                let place = bytes.indices.randomElement(using: &random) ?? 0
                let byte = #"{}[],:"\ntu1 "#.utf8.randomElement(using: &random) ?? 0
                bytes[place] =
                    Bool.random(using: &random) ? byte : .random(in: 0...255, using: &random)
            }
            let whole = UploadRun(bytes, .object)
            let pieces = UploadRun(bytes, .object, window: .random(in: 1...99, using: &random))
            #expect(whole.items == pieces.items, "round \(round) of seed 3")
            #expect(
                whole.findings.map(summary) == pieces.findings.map(summary),
                "round \(round) of seed 3")
        }
    }

    @Test func csvInEveryWindowGivesTheSame() {
        let text = """
            \u{FEFF}ObjectUrl,Image title\r
            "a,""é"" b.png",x\r
            b.png,"two
            lines"\r
            c.png\r
            ObjectUrl,Image group title,Create video\r
            d,g,true\r
            e,h,maybe\r
            f,g,
            """
        let bytes = Array(text.utf8)
        let whole = UploadRun(bytes, .csv)
        #expect(whole.csvItems.count == 5)
        #expect(whole.findings.map(\.rule) == [.urlWhitespace, .csvRowWidth, .csvCreateVideo])
        for window in 1...bytes.count {
            let run = UploadRun(bytes, .csv, window: window)
            #expect(run.csvItems == whole.csvItems, "window \(window)")
            #expect(run.findings == whole.findings, "window \(window)")
        }
    }

    @Test func changedBytesOfCSVDoNoHarm() {
        var random = SeededGenerator(seed: 4)
        let original = Array("ObjectUrl,Image group title\n\"a\"\"b\",g\nc,\"h\"\nd,g\r\n".utf8)
        for round in 0..<1_000 {
            var bytes = original
            for _ in 0..<3 {
                let place = bytes.indices.randomElement(using: &random) ?? 0
                bytes[place] =
                    "\",\r\n xO".utf8.randomElement(using: &random) ?? .random(in: 0...255)
            }
            bytes.removeLast(Int.random(in: 0..<bytes.count, using: &random))
            let whole = UploadRun(bytes, .csv)
            let pieces = UploadRun(bytes, .csv, window: .random(in: 1...30, using: &random))
            #expect(whole.csvItems == pieces.csvItems, "round \(round) of seed 4")
            #expect(
                whole.findings.map(summary) == pieces.findings.map(summary),
                "round \(round) of seed 4")
        }
    }
}
