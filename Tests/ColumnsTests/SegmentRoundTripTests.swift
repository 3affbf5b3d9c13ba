import TestSupport
import Testing

@testable import Columns

/// What goes into a segment comes out again, for all kinds and shapes.
@Suite("Segments: round trips")
struct SegmentRoundTripTests {
    static let counts = [1, 2, 63, 64, 65, 200, 1_000]

    @Test(arguments: RandomCells.all)
    func cellsSurvive(kind: ColumnKind, shape: String) throws {
        for seed in UInt64(0)..<12 {
            var random = SeededGenerator(seed: seed)
            let count = Self.counts.randomElement(using: &random) ?? 1
            let cells = RandomCells.make(kind, shape, count, using: &random)
            let column = try CellColumn(kind, shape, cells)
            #expect(column.segment.rowCount == count, "seed \(seed)")
            #expect(column.segment.kind == kind)
            for slot in cells.indices {
                let found = Cell(column.segment, slot, column.dictionary)
                #expect(found == cells[slot], "\(shape), seed \(seed), row \(slot)")
            }
            checkRange(of: column, "\(shape), seed \(seed)")
        }
    }

    private func checkRange(of column: CellColumn, _ hint: Comment) {
        let range = column.segment.range
        for state in CellState.allCases {
            let slots = column.slots { $0.state == state }
            #expect(range.count(state) == slots.count, hint)
            #expect(Array(column.segment.states.rows(state)) == slots, hint)
        }
        #expect(Array(column.segment.states.empty) == column.slots { $0.isEmpty }, hint)
        switch range.bounds {
        case .numbers(let low, let high):
            #expect(low == column.cells.compactMap(\.number).min(), hint)
            #expect(high == column.cells.compactMap(\.number).max(), hint)
        case .seconds(let low, let high):
            #expect(low == column.cells.compactMap(\.instant?.seconds).min(), hint)
            #expect(high == column.cells.compactMap(\.instant?.seconds).max(), hint)
        case .none:
            #expect(range.presentCount == 0 || column.segment.kind == .presence, hint)
        default: #expect(range.presentCount > 0, hint)
        }
    }

    @Test("a whole segment of every kind", arguments: RandomCells.all)
    func wholeSegments(kind: ColumnKind, shape: String) throws {
        var random = SeededGenerator(seed: 77)
        let cells = RandomCells.make(kind, shape, SegmentRows.countMax, using: &random)
        let column = try CellColumn(kind, cells)
        var differing = 0
        for slot in cells.indices where Cell(column.segment, slot, column.dictionary) != cells[slot]
        {
            differing += 1
        }
        #expect(differing == 0)
    }

    @Test("narrow values take a byte, two or four a row, and constants none")
    func sizes() throws {
        func byteCount(_ kind: ColumnKind, _ value: (Int) -> Cell) throws -> Int {
            let cells = (0..<SegmentRows.countMax).map(value)
            return try CellColumn(kind, cells).segment.bytes.count - SegmentHeader.byteCount - 8
        }
        let rows = SegmentRows.countMax
        #expect(try byteCount(.number) { .number(Double($0 % 256), exact: nil) } == rows)
        #expect(try byteCount(.number) { .number(Double($0 % 257) / 100, exact: nil) } == 2 * rows)
        #expect(try byteCount(.number) { .number(Double($0) * 3.25, exact: nil) } == 4 * rows)
        #expect(try byteCount(.number) { .number(Double($0) / 7, exact: nil) } == 8 * rows)
        #expect(try byteCount(.number) { _ in .number(0.1, exact: nil) } == 0)
        #expect(
            try byteCount(.instant) { .instant(ColumnInstant(seconds: Int64($0 * 60))) } == 4 * rows
        )
        #expect(try byteCount(.text) { .text("site \($0 % 300)") } == 2 * rows)
        #expect(try byteCount(.text) { .text("\($0 % 200)") } == rows)
        #expect(try byteCount(.boolean) { .boolean($0 % 3 == 0) } == rows / 8)
        #expect(try byteCount(.boolean) { $0 % 3 == 0 ? .missing : .boolean(true) } == rows / 8)
        #expect(try byteCount(.presence) { _ in .present(isEmpty: false) } == 0)
        // Where few rows have a value, only theirs are stored, beside the bits of the states.
        let groups = 64 * 64
        #expect(
            try byteCount(.number) { $0 % 16 == 0 ? .number(Double($0) / 7, exact: nil) : .missing }
                == 8 * groups + rows / 8)
        #expect(
            try byteCount(.instant) {
                $0 % 16 == 0
                    ? .instant(ColumnInstant(seconds: Int64($0 % 100), nanoseconds: 1)) : .null
            } == 5 * groups + 2 * rows / 8)
    }

    @Test("0 and -0 are one number")
    func negativeZero() throws {
        let column = try CellColumn(
            .number, [.number(-0.0, exact: nil), .number(0.5, exact: nil)])
        guard case .number(let numbers) = column.segment.values else {
            Issue.record("no numbers")
            return
        }
        #expect(numbers[0]?.sign == .plus)
    }

    @Test("texts that are too long together leave the states")
    func unheldTexts() throws {
        let long = [UInt8](repeating: 0x61, count: 1 << 20)
        var cells = (0..<40).map { index in Cell.text(long + [UInt8(index)]) }
        cells[3] = .null
        let column = try CellColumn(.text, cells)
        #expect(!column.segment.holdsValues)
        #expect(column.segment.range.presentCount == 39)
        #expect(Array(column.segment.states.rows(.null)) == [3])
        #expect(throws: Never.self) { try ColumnSegment(column.segment.bytes) }
    }
}
