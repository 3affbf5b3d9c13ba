import TestSupport
import Testing
import Text

@testable import Reporting

@Suite struct TextTableTests {
    private func table(_ header: [String], _ rows: [[String]]) -> TextTable {
        var table = TextTable(header: header)
        for row in rows { table.append(row) }
        return table
    }

    @Test("numbers stand at the right, also with a header that is wider or narrower")
    func numbers() {
        let text = table(
            ["name", "speed", "n", "mixed"],
            [["a", "1.5", "1,200", "5"], ["b", "-20", "3", "x"], ["c", "", "1e-7", ""]]
        ).text()
        #expect(
            text == """
                name  speed      n  mixed
                ----  -----  -----  -----
                a       1.5  1,200  5
                b       -20      3  x
                c             1e-7

                """)
    }

    @Test("the widest columns are cut, of a URL the middle")
    func cut() {
        let rows = [
            [
                "https://bucket.example/a/long/way/to/frame-0001.png", "frame 1",
                String(repeating: "x", count: 80),
            ]
        ]
        let text = table(["url", "title", "notes"], rows).text(width: 50)
        #expect(
            text == """
                url                  title    notes
                -------------------  -------  --------------------
                https:…ame-0001.png  frame 1  xxxxxxxxxxxxxxxxxxx…

                """)
        #expect(
            table(["notes"], [[rows[0][2]]]).text().contains(
                "\n" + String(repeating: "x", count: 59) + "…\n"))
    }

    @Test("columns without room are left out and named")
    func hidden() {
        let table = table(["a", "bbbbbbbbb", "ccccccccc", "ddddddddd"], [["1", "2", "3", "4"]])
        #expect(table.hiddenColumns(width: 20) == ["ddddddddd"])
        #expect(table.hiddenColumns(width: 40).isEmpty && table.hiddenColumns(width: nil).isEmpty)
        #expect(table.text(width: 1).hasPrefix("a\n-\n1\n"))
    }

    @Test("random tables fit", arguments: [1, 2, 3] as [UInt64])
    func random(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<300 {
            let columns = Int.random(in: 1...8, using: &random)
            func cell() -> String {
                let letters = ["a", "気", "é", "1", "😀", "://", "\n", "\u{1B}"]
                return (0..<Int.random(in: 0...30, using: &random)).map { _ in
                    letters.randomElement(using: &random) ?? ""
                }.joined()
            }
            let header = (0..<columns).map { _ in "h" + cell() }
            let rows = (0..<4).map { _ in (0..<columns).map { _ in cell() } }
            let width = Int.random(in: 10...120, using: &random)
            let table = table(header, rows)
            let lines = table.text(width: width).split(
                separator: "\n", omittingEmptySubsequences: false)
            #expect(lines.count == rows.count + 3, "seed \(seed)")
            for line in lines {
                #expect(DisplayWidth.width(of: String(line)) <= width, "seed \(seed): \(line)")
            }
        }
    }
}
