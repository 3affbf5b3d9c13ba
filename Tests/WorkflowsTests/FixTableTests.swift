import Findings
import Foundation
import TestSupport
import Testing
import UploadFormats

@testable import UploadReading
@testable import Workflows

/// What is mended in CSV.
@Suite struct FixTableTests {
    @Test(arguments: [
        ("ObjectUrl\n a.mp4 \n", "ObjectUrl\na.mp4\n"),
        (
            "ObjectUrl,Video title\r\n\" a.mp4\",\"x, y\"\r\n",
            "ObjectUrl,Video title\r\n\"a.mp4\",\"x, y\"\r\n"
        ),
        (
            "ObjectUrl,Video title\na.mp4,x\n,\nb.mp4,y\n",
            "ObjectUrl,Video title\na.mp4,x\nb.mp4,y\n"
        ),
        (
            "ObjectUrl,Image group title,Create video\na,g, True\n",
            "ObjectUrl,Image group title,Create video\na,g,True\n"
        ),
        (
            "ObjectUrl;Video title\na.mp4;x, y\n\"b;c.mp4\";\n",
            "ObjectUrl,Video title\na.mp4,\"x, y\"\n\"b;c.mp4\",\n"
        ),
        ("\"ObjectUrl\";\"Video title\"\r\na;b\r\n", "\"ObjectUrl\",\"Video title\"\r\na,b\r\n"),
        ("Video title\tObjectUrl\nx\t a.mp4\n", "Video title,ObjectUrl\nx,a.mp4\n"),
    ]) func safe(_ text: String, _ wanted: String) throws {
        let fixed = try Fixed(Array(text.utf8), nil, Reading(windowBytes: 64, format: .csv))
        #expect(fixed.text == wanted)
        let again = try Fixed(fixed.bytes, nil, Reading(format: .csv))
        #expect(again.outcome.edits == 0 && again.bytes == fixed.bytes)
    }

    @Test(arguments: [
        ("ObjectUrl,Video title\na b.mp4,x\n", "ObjectUrl,Video title\na%20b.mp4,x\n"),
        ("ObjectUrl,Vido title\na.mp4,x\n", "ObjectUrl,Video title\na.mp4,x\n"),
    ]) func unsafe(_ text: String, _ wanted: String) throws {
        let safe = try Fixed(Array(text.utf8), nil, Reading(format: .csv))
        #expect(safe.text == text && safe.outcome.unsafeEditsLeft == 1)
        let fixed = try Fixed(Array(text.utf8), nil, isUnsafe: true, Reading(format: .csv))
        #expect(fixed.text == wanted && fixed.outcome.errorsLeft == 0)
    }

    /// A column is not named twice, and separators are not changed where rows do not agree.
    @Test(arguments: [
        "ObjectUrl,Video title,Video titel\na.mp4,x,y\n", "ObjectUrl;Video title\na.mp4;x;y\n",
        "ObjectUrl;Video title\na,mp4\n",
    ]) func notMended(_ text: String) throws {
        let fixed = try Fixed(Array(text.utf8), nil, isUnsafe: true, Reading(format: .csv))
        #expect(fixed.outcome.edits == 0)
        #expect(fixed.outcome.summary.isStopped || fixed.text == text)
        #expect(fixed.outcome.errorsLeft > 0)
    }

    /// What a header has besides its finding must not cost a reading of the text.
    @Test(arguments: ["ObjectUrl,Image title,Create video\na.png,b,\n", "ObjectUrl;x\na;b;c\n"])
    func textIsReadAsOftenForManyHeadersAsForOne(_ lines: String) throws {
        func readings(of text: String) throws -> Int {
            var count = 0
            let recipe = FixUpload.Recipe(
                temporaryFolder: FileManager.default.temporaryDirectory.path)
            try withInput(Array(text.utf8)) { input in
                var table = FixTable(options: Reading(format: .csv).options(nil), recipe: recipe)
                table.read = {
                    count += 1
                    return CSVTable($0, separator: $1)
                }
                let head = try UploadHead(input, format: .csv)
                _ = try table.run(head, write: { _ in }, edit: { _ in })
            }
            return count
        }
        let once = try readings(of: lines)
        #expect(once > 0)
        #expect(try readings(of: String(repeating: lines, count: 50)) == once)
    }

    @Test(arguments: 1...60 as ClosedRange<UInt64>) func laws(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: 4400 + seed)
        let headers = [
            "ObjectUrl,Video title", "ObjectUrl,Image group title,Create video",
            "ObjectUrl, Imagetitle,x", "ObjectUrl;Video title", "objecturl,Serie title",
        ]
        let cells = [
            "a.mp4", " b.mp4", "c d.mp4", "", "\"e, f\"", "true", " False", "\"g\"\"h\"", "i\"",
            "\u{E9}",
        ]
        let header = random.pick(headers)
        let separator = header.contains(";") ? ";" : ","
        let width = header.split(separator: separator).count
        var lines = [header]
        for _ in 0..<random.below(8) {
            let count = random.chance(0.9) ? width : random.below(4) + 1
            lines.append((0..<count).map { _ in random.pick(cells) }.joined(separator: separator))
        }
        let text = lines.joined(separator: random.chance(0.5) ? "\n" : "\r\n")
        let marking = Reading(windowBytes: 100, format: .csv, marksFixes: true)
        let checked = try CheckedUpload(Array(text.utf8), nil, marking)
        let marks = checked.summary.isBeyondMending ? [] : checked.findings.compactMap(\.fix)
        for isUnsafe in [false, true] {
            let reading = Reading(windowBytes: 100, format: .csv)
            let fixed = try Fixed(Array(text.utf8), nil, isUnsafe: isUnsafe, reading)
            #expect(fixed.outcome.summary.isStopped == checked.summary.isBeyondMending)
            guard !fixed.outcome.summary.isStopped else { continue }
            if checked.summary.isStopped {
                // Other separators are mended first, and what is between them is seen then.
                #expect(marks == [.safe] && fixed.outcome.edits >= 1, "\(text)")
            } else {
                let count = marks.count { $0 == .safe || isUnsafe }
                #expect(isUnsafe ? fixed.outcome.edits >= count : fixed.outcome.edits == count)
                #expect(isUnsafe || fixed.outcome.unsafeEditsLeft == marks.count - count)
            }
            let errors = try CheckedUpload(fixed.bytes, nil, reading).findings
                .count { $0.severity == .error }
            #expect(fixed.outcome.errorsLeft == errors, "\(text)")
            let again = try Fixed(fixed.bytes, nil, isUnsafe: isUnsafe, reading)
            #expect(again.outcome.edits == 0 && again.bytes == fixed.bytes, "\(text)")
        }
    }
}
