import TestSupport
import Testing

@testable import Columns

/// The first rows of an order, against sorting all of them.
@Suite("Kernels: the first rows of an order")
struct TopRowsTests {
    /// A store of several segments, of which some rows are looked at.
    private struct Rows {
        var columns: [(firstRow: Int64, column: CellColumn, among: RowSet)] = []
        var cells: [(row: Int64, cell: Cell)] = []

        init(_ kind: ColumnKind, _ shape: String, using random: inout SeededGenerator) throws {
            var dictionary: KeyDictionary? = kind == .text ? KeyDictionary() : nil
            let order = ["random", "ascending", "descending"].randomElement(using: &random)
            for segment in 0..<4 {
                let count = [70, 300, 1_100].randomElement(using: &random) ?? 70
                var own = RandomCells.make(kind, shape, count, using: &random)
                if order != "random" {
                    own.sort { TopRowsTests.isLess($0, $1) == (order == "ascending") }
                }
                let column = try CellColumn(kind, own, dictionary: dictionary)
                dictionary = column.dictionary
                let (among, plain) = RowSetTests.make(count, using: &random)
                let first = Int64(segment * SegmentRows.countMax)
                columns.append((first, column, among))
                cells += own.indices.filter(plain.contains).map { (first + Int64($0), own[$0]) }
            }
        }
    }

    /// Whether a cell with a value comes before another one; cells without have no order here.
    private static func isLess(_ a: Cell, _ b: Cell) -> Bool {
        switch (a, b) {
        case (.number(let a, _), .number(let b, _)): a < b
        case (.instant(let a), .instant(let b)): a < b
        case (.uuid(let a), .uuid(let b)): a < b
        case (.boolean(let a), .boolean(let b)): !a && b
        case (.text(let a), .text(let b)): a.lexicographicallyPrecedes(b)
        default: false
        }
    }

    static let shapes = RandomCells.all.filter {
        ![.place, .presence].contains($0.0)
    }

    @Test(arguments: shapes)
    func order(kind: ColumnKind, shape: String) throws {
        for seed in UInt64(0)..<10 {
            var random = SeededGenerator(seed: seed)
            let rows = try Rows(kind, shape, using: &random)
            let limit = [0, 1, 5, 50, 100_000].randomElement(using: &random) ?? 1
            let isDescending = Bool.random(using: &random)
            var top = TopRows(limit: limit, isDescending: isDescending)
            var texts = TopTexts(limit: limit, isDescending: isDescending)
            var hasCodes = true
            let ranks = rows.columns.last?.column.dictionary?.ranks() ?? []
            for (firstRow, column, among) in rows.columns.shuffled(using: &random) {
                let segment = column.segment
                switch segment.values {
                case .boolean(let values): top.offer(values, firstRow: firstRow, among: among)
                case .number(let values): top.offer(values, firstRow: firstRow, among: among)
                case .instant(let values): top.offer(values, firstRow: firstRow, among: among)
                case .uuid(let values): top.offer(values, firstRow: firstRow, among: among)
                case .code(let values):
                    top.offer(values, ranks: ranks, firstRow: firstRow, among: among)
                    let own = rows.columns.last?.column.dictionary ?? KeyDictionary()
                    texts.offer(values, own, firstRow: firstRow, among: among)
                case .text(let values):
                    hasCodes = hasCodes && segment.range.presentCount == 0
                    texts.offer(values, firstRow: firstRow, among: among)
                default: Issue.record("\(shape): another kind of segment")
                }
                let absent = among.subtracting(segment.states.present)
                top.offer(absent: absent, firstRow: firstRow)
                texts.offer(absent: absent, firstRow: firstRow)
            }
            let expected = rows.cells.sorted { a, b in
                switch (a.cell.state == .present, b.cell.state == .present) {
                case (true, false): return true
                case (false, true): return false
                case (false, false): return a.row < b.row
                case (true, true):
                    if Self.isLess(a.cell, b.cell) { return !isDescending }
                    if Self.isLess(b.cell, a.cell) { return isDescending }
                    return a.row < b.row
                }
            }
            let hint: Comment = "\(shape), seed \(seed), \(limit), descending \(isDescending)"
            if hasCodes { #expect(top.rows == expected.prefix(limit).map(\.row), hint) }
            if kind == .text { #expect(texts.rows == expected.prefix(limit).map(\.row), hint) }
        }
    }

    @Test("rows that are in no segment count as well, in any order")
    func singleRows() {
        var top = TopRows(limit: 3)
        top.offer(5.0, row: 9)
        top.offer(-0.0, row: 7)
        top.offer(0.0, row: 3)
        top.offer(5.0, row: 2)
        #expect(top.rows == [3, 7, 2])
        var newest = TopRows(limit: 2, isDescending: true)
        newest.offer(ColumnInstant(seconds: 1, nanoseconds: 5), row: 1)
        newest.offer(ColumnInstant(seconds: 1, nanoseconds: 6), row: 2)
        newest.offer(ColumnInstant(seconds: -1), row: 3)
        #expect(newest.rows == [2, 1])
    }
}
