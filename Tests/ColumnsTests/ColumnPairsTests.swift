import TestSupport
import Testing

@testable import Columns

@Suite("Kernels: two columns row by row")
struct ColumnPairsTests {
    @Test("numbers, against each row alone")
    func numbers() throws {
        for seed in UInt64(0)..<60 {
            var random = SeededGenerator(seed: seed)
            func make(_ count: Int) throws -> (CellColumn, NumberSegment) {
                let shape = RandomCells.shapes(of: .number).randomElement(using: &random) ?? ""
                let cells = RandomCells.make(.number, shape, count, using: &random)
                let column = try CellColumn(.number, cells)
                guard case .number(let numbers) = column.segment.values else {
                    throw ColumnFault(.encoding, at: 6)
                }
                return (column, numbers)
            }
            // One column may end before the other.
            let ((a, first), (b, second)) = (try make(200), try make(130))
            let (among, plain) = RowSetTests.make(200, using: &random)
            for comparison in ValueComparison.allCases {
                let expected = (0..<130).filter { slot in
                    guard plain.contains(slot), let x = a.cells[slot].number,
                        let y = b.cells[slot].number
                    else { return false }
                    return comparison.holds(x, y)
                }
                #expect(
                    Array(first.rows(comparison, second, among: among)) == expected, "seed \(seed)")
            }
            let odd = a.slots { ($0.number ?? 0) > 0 }.filter(plain.contains)
            #expect(Array(first.rows(among: among) { $0 > 0 }) == odd, "seed \(seed)")
        }
    }

    @Test("instants, against each row alone")
    func instants() throws {
        for seed in UInt64(0)..<60 {
            var random = SeededGenerator(seed: seed)
            func make() throws -> (CellColumn, InstantSegment) {
                let shape = RandomCells.shapes(of: .instant).randomElement(using: &random) ?? ""
                let cells = RandomCells.make(.instant, shape, 150, using: &random)
                let column = try CellColumn(.instant, cells)
                guard case .instant(let instants) = column.segment.values else {
                    throw ColumnFault(.encoding, at: 6)
                }
                return (column, instants)
            }
            let ((a, first), (b, second)) = (try make(), try make())
            let (among, plain) = RowSetTests.make(150, using: &random)
            for comparison in ValueComparison.allCases {
                let expected = (0..<150).filter { slot in
                    guard plain.contains(slot), let x = a.cells[slot].instant,
                        let y = b.cells[slot].instant
                    else { return false }
                    return comparison.holds(x, y)
                }
                #expect(
                    Array(first.rows(comparison, second, among: among)) == expected, "seed \(seed)")
            }
            let late = a.slots { ($0.instant?.seconds ?? -1) > 0 }.filter(plain.contains)
            #expect(Array(first.rows(among: among) { $0.seconds > 0 }) == late, "seed \(seed)")
        }
    }

    @Test("rows beyond a segment are missing")
    func beyond() throws {
        let cells: [Cell] = [.number(1, exact: nil), .null, .missing, .other(isEmpty: true)]
        let segment = try CellColumn(.number, cells).segment
        let among = RowSet([0, 1, 2, 3, 5, 70], of: 100)
        #expect(Array(segment.rows(.missing, among: among)) == [2, 5, 70])
        #expect(Array(segment.rows(.null, among: among)) == [1])
        #expect(Array(segment.rows(.other, among: among)) == [3])
        #expect(Array(segment.rows(.present, among: among)) == [0])
        var tally = StateTally()
        tally.add(segment, among: among)
        #expect(tally.missing == 3 && tally.null == 1 && tally.other == 1 && tally.present == 1)
    }
}
