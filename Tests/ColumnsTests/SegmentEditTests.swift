import TestSupport
import Testing

@testable import Columns

@Suite("Segments: changed rows are folded in")
struct SegmentEditTests {
    @Test(arguments: RandomCells.all)
    func edits(kind: ColumnKind, shape: String) throws {
        for seed in UInt64(0)..<20 {
            var random = SeededGenerator(seed: seed)
            var cells = RandomCells.make(
                kind, shape, Int.random(in: 1...200, using: &random), using: &random)
            let column = try CellColumn(kind, shape, cells)
            var dictionary = column.dictionary
            let edit = try SegmentEdit(column.segment, dictionary)
            let otherShape = RandomCells.shapes(of: kind).randomElement(using: &random) ?? shape
            let new = RandomCells.make(kind, otherShape, 40, using: &random)
            let batch = ColumnBatch([ColumnDefinition(.presence), ColumnDefinition(kind)])
            for cell in new {
                batch.beginRow()
                cell.put(into: batch, 1)
                batch.endRow()
            }
            for row in new.indices {
                let slot = Int.random(in: 0..<260, using: &random)
                edit.replace(slot, with: batch, column: 1, row: row)
                while cells.count <= slot { cells.append(.missing) }
                cells[slot] = new[row]
            }
            edit.remove(0)
            cells[0] = .missing
            edit.replace(SegmentRows.countMax, with: batch, column: 1, row: 0)
            edit.replace(0, with: batch, column: 1, row: new.count)
            let bytes = try #require(edit.finish(&dictionary)?.bytes)
            let changed = try ColumnSegment(bytes)
            #expect(changed.rowCount == cells.count)
            for slot in cells.indices {
                #expect(
                    Cell(changed, slot, dictionary) == cells[slot],
                    "\(shape), seed \(seed), row \(slot)")
            }
        }
    }

    @Test("a segment of nothing, and one made of changed rows only")
    func fromNothing() throws {
        var dictionary: KeyDictionary?
        #expect(SegmentEdit(.number, firstRow: 70_000).finish(&dictionary) == nil)
        let batch = ColumnBatch([ColumnDefinition(.number)])
        batch.beginRow()
        batch.number(0, 5)
        batch.endRow()
        let edit = SegmentEdit(.number, firstRow: 70_000)
        edit.replace(2, with: batch, column: 0, row: 0)
        let bytes = try #require(edit.finish(&dictionary)?.bytes)
        let segment = try ColumnSegment(bytes)
        #expect(segment.firstRow == 65_536)
        #expect(segment.rowCount == 3)
        #expect(Array(segment.states.present) == [2])
    }
}
