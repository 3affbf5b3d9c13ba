import TestSupport
import Testing

@testable import Columns

@Suite("Batches become segments")
struct ColumnAppenderTests {
    static let definitions: [ColumnDefinition] = [
        ColumnDefinition(.boolean), ColumnDefinition(.number), ColumnDefinition(.instant),
        ColumnDefinition(.text), ColumnDefinition(.uuid), ColumnDefinition(.place),
        ColumnDefinition(.presence),
    ]

    /// Rows of all columns: cells by column, then by row.
    static func cells(_ count: Int, using random: inout SeededGenerator) -> [[Cell]] {
        definitions.map { definition in
            let shape = RandomCells.shapes(of: definition.kind).randomElement(using: &random) ?? ""
            return RandomCells.make(definition.kind, shape, count, using: &random)
        }
    }

    static func fill(_ batch: ColumnBatch, _ cells: [[Cell]], _ rows: Range<Int>) {
        for row in rows {
            batch.beginRow()
            for (key, column) in cells.enumerated() { column[row].put(into: batch, key) }
            batch.endRow()
        }
    }

    /// What the rows of a column are, read from its segments.
    static func read(
        _ segments: [ColumnAppender.Segment], _ column: Int, _ dictionary: KeyDictionary?
    ) throws -> [Int64: Cell] {
        var cells: [Int64: Cell] = [:]
        for segment in segments where segment.column == column {
            let decoded = try ColumnSegment(segment.bytes)
            #expect(decoded.firstRow == segment.firstRow)
            #expect(decoded.range == segment.range)
            for slot in 0..<decoded.rowCount {
                cells[segment.firstRow + Int64(slot)] = Cell(decoded, slot, dictionary)
            }
        }
        return cells
    }

    @Test(
        "batches of all sizes, gaps and borders of segments",
        arguments: [0, 1, 65_530, 65_536, 65_537, 131_000])
    func batches(nextRow: Int64) throws {
        var random = SeededGenerator(seed: UInt64(nextRow))
        let cells = Self.cells(2_000, using: &random)
        let appender = try ColumnAppender(Self.definitions, nextRow: nextRow)
        let batch = ColumnBatch(Self.definitions)
        var segments: [ColumnAppender.Segment] = []
        var expected: [Int64: Int] = [:]
        var (start, row) = (0, nextRow)
        while start < 2_000 {
            let count = min(Int.random(in: 1...400, using: &random), 2_000 - start)
            batch.removeAll()
            Self.fill(batch, cells, start..<(start + count))
            if Int.random(in: 0..<4, using: &random) == 0 {
                row += [1, 70, 65_536, 200_000].randomElement(using: &random) ?? 0
            }
            for index in 0..<count { expected[row + Int64(index)] = start + index }
            appender.append(batch, rows: 0..<count, firstRow: row) { segments.append($0) }
            row += Int64(count)
            start += count
            #expect(appender.nextRow == row)
        }
        appender.finish { segments.append($0) }
        for key in Self.definitions.indices {
            let read = try Self.read(segments, key, appender.dictionaries[key])
            for (row, cell) in read {
                #expect(cell == expected[row].map { cells[key][$0] } ?? .missing, "row \(row)")
            }
            for (row, _) in expected { #expect(read[row] != nil, "row \(row)") }
        }
    }

    @Test("an import goes on in the last segment of the one before it")
    func continuing() throws {
        for seed in UInt64(0)..<20 {
            var random = SeededGenerator(seed: seed)
            let cells = Self.cells(500, using: &random)
            let split = Int.random(in: 1..<500, using: &random)
            let batch = ColumnBatch(Self.definitions)
            Self.fill(batch, cells, 0..<split)
            let first = try ColumnAppender(Self.definitions, nextRow: 65_536)
            var segments: [ColumnAppender.Segment] = []
            first.append(batch, rows: 0..<split, firstRow: 65_536) { segments.append($0) }
            first.finish { segments.append($0) }
            batch.removeAll()
            Self.fill(batch, cells, split..<500)
            let second = try ColumnAppender(
                Self.definitions, nextRow: first.nextRow, dictionaries: first.dictionaries,
                continuing: try segments.map { try ColumnSegment($0.bytes) })
            var more: [ColumnAppender.Segment] = []
            second.append(batch, rows: 0..<batch.rowCount, firstRow: second.nextRow) {
                more.append($0)
            }
            second.finish { more.append($0) }
            // The same as both in one go.
            let whole = try ColumnAppender(
                Self.definitions, nextRow: 65_536, dictionaries: second.dictionaries)
            batch.removeAll()
            Self.fill(batch, cells, 0..<500)
            var expected: [ColumnAppender.Segment] = []
            whole.append(batch, rows: 0..<500, firstRow: 65_536) { expected.append($0) }
            whole.finish { expected.append($0) }
            for (a, b) in zip(more, expected) {
                #expect(a.bytes.array == b.bytes.array, "seed \(seed), column \(a.column)")
            }
            #expect(more.count == expected.count)
        }
    }

    @Test("rows may be taken from a batch in parts")
    func parts() throws {
        var random = SeededGenerator(seed: 3)
        let cells = Self.cells(100, using: &random)
        let batch = ColumnBatch(Self.definitions)
        Self.fill(batch, cells, 0..<100)
        let appender = try ColumnAppender(Self.definitions, nextRow: 10)
        var segments: [ColumnAppender.Segment] = []
        appender.append(batch, rows: 20..<30, firstRow: 10) { segments.append($0) }
        appender.append(batch, rows: 95..<200, firstRow: 20) { segments.append($0) }
        appender.finish { segments.append($0) }
        #expect(appender.nextRow == 25)
        for key in Self.definitions.indices {
            let read = try Self.read(segments, key, appender.dictionaries[key])
            for index in 0..<10 { #expect(read[Int64(10 + index)] == cells[key][20 + index]) }
            for index in 0..<5 { #expect(read[Int64(20 + index)] == cells[key][95 + index]) }
            for row in Int64(0)..<10 { #expect(read[row] == .missing) }
        }
    }

    @Test("the last word about a row counts, and a row that was given up leaves nothing")
    func words() throws {
        let options = ["clear", "rain"].map { Array($0.utf8) }
        let definitions = [ColumnDefinition(.number), ColumnDefinition(.text, options: options)]
        let batch = ColumnBatch(definitions)
        batch.beginRow()
        batch.number(0, 1)
        batch.number(0, 2)
        batch.option(1, 0)
        batch.option(1, 1)
        batch.endRow()
        batch.beginRow()
        batch.number(0, 3)
        batch.option(1, 1)
        batch.cancelRow()
        batch.number(0, 4)
        batch.endRow()
        batch.beginRow()
        batch.null(1)
        batch.option(1, 5)
        batch.endRow()
        batch.beginRow()
        batch.number(0, .nan)
        Array("2.0".utf8).withUnsafeBytes { batch.string(1, $0) }
        batch.other(1)
        batch.endRow()
        #expect(batch.rowCount == 3)
        let appender = try ColumnAppender(definitions, nextRow: 0)
        var segments: [ColumnAppender.Segment] = []
        appender.append(batch, rows: 0..<3, firstRow: 0) { segments.append($0) }
        appender.finish { segments.append($0) }
        let numbers = try Self.read(segments, 0, nil)
        let texts = try Self.read(segments, 1, appender.dictionaries[1])
        #expect(
            (0..<3).map { numbers[$0] } == [
                .number(2, exact: nil), .missing, .other(isEmpty: false),
            ])
        #expect((0..<3).map { texts[$0] } == [.text("rain"), .null, .other(isEmpty: false)])
    }

    @Test("a segment that reaches beyond the next row is refused")
    func wrongSegments() throws {
        let column = try CellColumn(.number, [.number(1, exact: nil), .number(2, exact: nil)])
        #expect(throws: ColumnFault(.rows, at: 16)) {
            _ = try ColumnAppender(
                [ColumnDefinition(.number)], nextRow: 1, continuing: [column.segment])
        }
        #expect(throws: ColumnFault(.encoding, at: 6)) {
            _ = try ColumnAppender(
                [ColumnDefinition(.text)], nextRow: 5, continuing: [column.segment])
        }
    }
}
