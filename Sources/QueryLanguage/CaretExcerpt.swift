import Findings
import Text

/// One line of a text and a line below it that marks some of its bytes: `^~~~`.
struct CaretExcerpt: CustomStringConvertible {
    /// 100 columns: what fits a terminal; longer lines are cut around the mark.
    static let columnsMax = 100
    /// 30 columns of text are kept before the mark when a line is cut.
    static let columnsBefore = 30

    let text: String
    /// The marked bytes (UTF-8 offsets); they may lie outside of the text.
    let range: Range<Int>

    var description: String {
        let bytes = Array(text.utf8)
        let start = min(max(range.lowerBound, 0), bytes.count)
        let end = min(max(range.upperBound, start), bytes.count)
        let isBreak = { (byte: UInt8) in byte == 0x0A || byte == 0x0D }
        let lineStart = (bytes[..<start].lastIndex(where: isBreak) ?? -1) + 1
        let lineEnd = bytes[start...].firstIndex(where: isBreak) ?? bytes.count
        // Only what can be shown is looked at: a text may have a line of a megabyte.
        let widest = CaretExcerpt.columnsMax * 4
        let before = shown(bytes[max(lineStart, start - widest)..<start])
        let marked = shown(bytes[start..<min(end, lineEnd, start + widest)])
        let after = shown(bytes[min(end, lineEnd)..<min(lineEnd, end + widest)])
        return layOut(
            before: before, marked: marked, after: after, isCutBefore: lineStart < start - widest,
            isCutAfter: lineEnd > end + widest)
    }

    private func layOut(
        before: [Shown], marked: [Shown], after: [Shown], isCutBefore: Bool, isCutAfter: Bool
    ) -> String {
        var before = before[...]
        var isCutBefore = isCutBefore
        if width(before + marked) + width(after[...]) > CaretExcerpt.columnsMax || isCutBefore {
            while width(before) > CaretExcerpt.columnsBefore {
                before.removeFirst()
                isCutBefore = true
            }
        }
        var line = isCutBefore ? "…" : ""
        let indent = width(before) + (isCutBefore ? 1 : 0)
        line += before.map(\.text).joined()
        var columns = indent
        var markColumns = 0
        var isCut = isCutAfter
        for (index, piece) in (marked + after).enumerated() {
            if columns + piece.width > CaretExcerpt.columnsMax {
                isCut = true
                break
            }
            line += piece.text
            columns += piece.width
            if index < marked.count { markColumns += piece.width }
        }
        if isCut { line += "…" }
        let mark = "^" + String(repeating: "~", count: max(markColumns - 1, 0))
        return line + "\n" + String(repeating: " ", count: indent) + mark
    }

    /// One scalar as it is shown, and the columns that it takes.
    private struct Shown {
        var text: String
        var width: Int
    }

    private func width(_ pieces: ArraySlice<Shown>) -> Int {
        pieces.reduce(0) { $0 + $1.width }
    }

    private func shown(_ bytes: ArraySlice<UInt8>) -> [Shown] {
        String(decoding: bytes, as: UTF8.self).unicodeScalars.map { scalar in
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator: Shown(text: " ", width: 1)
            // Marks for the writing direction would move the caret away from its place.
            case .format: Shown(text: "", width: 0)
            default: Shown(text: String(scalar), width: DisplayWidth.columns(of: scalar))
            }
        }
    }
}
