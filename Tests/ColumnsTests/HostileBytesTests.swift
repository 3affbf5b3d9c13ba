import TestSupport
import Testing
import Text

@testable import Columns

/// Bytes that nobody has written well: decoding ends with a segment or a fault, and a segment that
/// was decoded can be asked everything.
@Suite("Segments: hostile bytes")
struct HostileBytesTests {
    /// Changes bytes: flips bits, sets words, cuts, and puts in parts of another segment.
    private static func mutate(
        _ bytes: [UInt8], _ other: [UInt8], using random: inout SeededGenerator
    ) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...3, using: &random) where bytes.count > 16 {
            // Half of the changes hit the header.
            let end =
                Bool.random(using: &random)
                ? min(SegmentHeader.byteCount, bytes.count) : bytes.count
            let place = Int.random(in: 0..<end, using: &random)
            switch Int.random(in: 0..<6, using: &random) {
            case 0: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            case 1:
                bytes[place] = [0, 1, 2, 3, 0x7F, 0x80, 0xFF].randomElement(using: &random) ?? 0
            case 2:
                for index in place..<min(place + 8, bytes.count) { bytes[index] = 0xFF }
            case 3: bytes.removeLast(Int.random(in: 1...min(bytes.count - 8, 64), using: &random))
            case 4: bytes.append(contentsOf: other.prefix(Int.random(in: 1...64, using: &random)))
            default:
                let count = min(64, other.count, bytes.count - place)
                let from = Int.random(in: 0...(other.count - count), using: &random)
                bytes.replaceSubrange(place..<(place + count), with: other[from..<(from + count)])
            }
        }
        return bytes
    }

    /// The same bytes with a checksum that fits, so that the checks behind it are reached.
    private static func signed(_ bytes: [UInt8]) -> [UInt8] {
        guard bytes.count >= 8 else { return bytes }
        let checksum = XXHash64.hash(Array(bytes.dropLast(8)))
        return bytes.dropLast(8) + (0..<8).map { UInt8(truncatingIfNeeded: checksum >> (8 * $0)) }
    }

    @Test(arguments: RandomCells.all)
    func mutations(kind: ColumnKind, shape: String) throws {
        var (faults, survivors) = (0, 0)
        for seed in UInt64(0)..<150 {
            var random = SeededGenerator(seed: seed)
            let count = Int.random(in: 1...130, using: &random)
            let column = try CellColumn(
                kind, shape, RandomCells.make(kind, shape, count, using: &random))
            let otherKind = ColumnKind.allCases.randomElement(using: &random) ?? kind
            let otherShape = RandomCells.shapes(of: otherKind).randomElement(using: &random) ?? ""
            let other = try CellColumn(
                otherKind, RandomCells.make(otherKind, otherShape, 100, using: &random))
            let bytes = Self.mutate(
                column.segment.bytes.array, other.segment.bytes.array, using: &random)
            guard bytes != column.segment.bytes.array else { continue }
            // With the old checksum nothing passes.
            if bytes.suffix(8) == column.segment.bytes.array.suffix(8) {
                #expect(throws: ColumnFault.self, "seed \(seed)") {
                    try ColumnSegment(SegmentBytes(copying: bytes))
                }
            }
            do {
                let segment = try ColumnSegment(SegmentBytes(copying: Self.signed(bytes)))
                survivors += 1
                Self.askEverything(segment, column.dictionary)
            } catch {
                faults += 1
                #expect(error.offset >= 0 && error.offset <= bytes.count, "seed \(seed)")
            }
        }
        // It would prove nothing otherwise.
        #expect(faults > 25)
        // Few changes of bits alone leave a segment: its counts are checked as well.
        if [.number, .instant, .uuid, .place].contains(kind) { #expect(survivors > 1) }
    }

    /// Runs every kernel; the answers are worth nothing, the end is.
    private static func askEverything(_ segment: ColumnSegment, _ dictionary: KeyDictionary?) {
        let all = RowSet.all(of: segment.rowCount)
        var (tally, top) = (ValueTally(), TopRows(limit: 5))
        for slot in 0...segment.rowCount { _ = Cell(segment, slot, dictionary) }
        switch segment.values {
        case .boolean(let values): _ = values.rows(true, among: all).count
        case .number(let values):
            for comparison in ValueComparison.allCases {
                _ = values.rows(comparison, 3, among: all).count
                _ =
                    values.rows(
                        comparison,
                        exactly: ExactDecimal(Array("9007199254740993".utf8), nearest: 0x1p53),
                        among: all
                    ).count
            }
            values.addCounts(to: &tally, among: all)
            var histogram = Histogram(edges: [-1, 0, 1e9])
            values.addCounts(to: &histogram, among: all)
            var statistics = NumberStatistics()
            values.addNumbers(to: &statistics, among: all)
            _ = statistics.sum.value
            top.offer(values, firstRow: segment.firstRow, among: all)
        case .instant(let values):
            for comparison in ValueComparison.allCases {
                _ = values.rows(comparison, ColumnInstant(seconds: 5, nanoseconds: 1), among: all)
            }
            values.addCounts(to: &tally, among: all)
            top.offer(values, firstRow: segment.firstRow, among: all)
        case .code(let values):
            _ = values.rows(in: CodeSet([0, 2, 4, 6, 8, 10, 12, 14, 16]), among: all).count
            var counts: [Int] = []
            values.addCounts(to: &counts, among: all)
            let ranks = dictionary?.ranks() ?? []
            top.offer(values, ranks: ranks, firstRow: segment.firstRow, among: all)
        case .text(let values): _ = values.rows(.less, [0x6D], among: all).count
        case .uuid(let values):
            _ = values.rows(.less, ColumnUUID(high: 1, low: 1), among: all).count
            top.offer(values, firstRow: segment.firstRow, among: all)
        case .place(let values):
            _ = values.rows(south: -1, west: 3, north: 50, east: 1, among: all).count
        case .presence: _ = segment.states.rows(.missing).count
        }
        _ = top.rows
        _ = try? SegmentEdit(segment, dictionary)
    }

    @Test("bytes of every length, and none")
    func lengths() throws {
        let column = try CellColumn(.number, [.number(1, exact: nil), .number(9, exact: nil)])
        let bytes = column.segment.bytes.array
        for count in 0..<bytes.count {
            #expect(throws: ColumnFault.self) {
                try ColumnSegment(SegmentBytes(copying: Array(bytes[..<count])))
            }
            #expect(throws: ColumnFault.self) {
                try ColumnSegment(SegmentBytes(copying: Self.signed(Array(bytes[..<count]))))
            }
        }
    }

    @Test("chunks of dictionaries")
    func chunks() {
        var dictionary = KeyDictionary()
        for text in ["clear", "", "fog", "rain"] { _ = dictionary.add(Array(text.utf8)) }
        let chunk = dictionary.chunk(from: 0)
        var faults = 0
        for seed in UInt64(0)..<2_000 {
            var random = SeededGenerator(seed: seed)
            let bytes = Self.mutate(chunk, chunk, using: &random)
            var known = KeyDictionary()
            do {
                try known.append(chunk: Self.signed(bytes))
            } catch {
                faults += 1
                #expect(known.count == 0, "seed \(seed): a fault adds nothing")
            }
        }
        #expect(faults > 500)
    }
}
