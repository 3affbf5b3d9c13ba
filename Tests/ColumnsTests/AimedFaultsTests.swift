import TestSupport
import Testing
import Text

@testable import Columns

/// Bytes with one thing wrong and a checksum that fits: each check of decoding has its own.
@Suite("Segments: faults one by one")
struct AimedFaultsTests {
    /// Changes bytes of a segment, signs it anew and says how reading it ends.
    private static func fault(
        _ segment: ColumnSegment, _ change: (inout [UInt8], SegmentLayout) -> Void
    ) throws -> ColumnFault? {
        var bytes = segment.bytes.array
        let header = try bytes.withUnsafeBytes { (raw) throws(ColumnFault) in
            try SegmentHeader(raw)
        }
        change(&bytes, SegmentLayout(header))
        let checksum = XXHash64.hash(Array(bytes.dropLast(8)))
        let end = bytes.count - 8
        for index in 0..<8 {
            bytes[end + index] = UInt8(truncatingIfNeeded: checksum >> (8 * index))
        }
        do {
            _ = try ColumnSegment(SegmentBytes(copying: bytes))
            return nil
        } catch {
            return error
        }
    }

    static let numbers: [Cell] = [
        .number(3, exact: nil), .missing, .number(0x1p53, exact: "9007199254740993"),
        .number(0x1p53, exact: "9007199254740992.5"), .null,
    ]

    @Test("the header says how many rows are in each state")
    func counts() throws {
        let segment = try CellColumn(.number, Self.numbers).segment
        #expect(
            try Self.fault(segment) { bytes, _ in
                bytes[24] += 1
                bytes[32] -= 1
            } == ColumnFault(.counts, at: 24))
        #expect(
            try Self.fault(segment) { bytes, _ in bytes[24] += 1 } == ColumnFault(.counts, at: 24))
    }

    @Test("nothing stands behind the end")
    func size() throws {
        let segment = try CellColumn(.number, Self.numbers).segment
        let count = segment.bytes.count
        #expect(
            try Self.fault(segment) { bytes, _ in
                bytes.append(contentsOf: [UInt8](repeating: 0, count: 8))
            }
                == ColumnFault(.size, at: count + 8))
    }

    @Test("exact texts lie one behind the other, in the rows with a number")
    func exactTexts() throws {
        let segment = try CellColumn(.number, Self.numbers).segment
        for (index, value) in [(0, UInt8(1)), (4, 0), (8, 250)] {
            let fault = try Self.fault(segment) { bytes, layout in
                bytes[layout.exactOffsets.lowerBound + index] = value
            }
            #expect(fault?.kind == .value, "offset \(index)")
        }
        // The last text ends before the area does.
        let short = try Self.fault(segment) { bytes, layout in
            bytes[layout.exactOffsets.lowerBound + 8] -= 1
        }
        #expect(short == ColumnFault(.size, at: 96))
        for (index, slot) in [(0, UInt8(3)), (0, 1), (2, 2), (2, 200)] {
            let fault = try Self.fault(segment) { bytes, layout in
                bytes[layout.exactSlots.lowerBound + index] = slot
            }
            #expect(fault?.kind == .value, "slot \(slot) at \(index)")
        }
    }

    @Test("no number is farther from zero than narrow numbers go")
    func numberBase() throws {
        let segment = try CellColumn(
            .number, [.number(3, exact: nil), .number(4, exact: nil)]
        ).segment
        #expect(
            try Self.fault(segment) { bytes, _ in bytes[79] = 0x7F } == ColumnFault(.value, at: 72))
        #expect(
            try Self.fault(segment) { bytes, _ in bytes[80] = 1 } == ColumnFault(.value, at: 72))
        #expect(
            try Self.fault(segment) { bytes, _ in bytes[21] = 23 } == ColumnFault(.value, at: 21))
    }

    @Test("every moment lies in the years 1 to 9999, with the nanoseconds of two seconds at most")
    func instants() throws {
        func column(_ seconds: [Int64]) throws -> ColumnSegment {
            try CellColumn(
                .instant, seconds.map { .instant(ColumnInstant(seconds: $0, nanoseconds: 1)) }
            ).segment
        }
        let near = try column([ColumnInstant.secondsMax - 5, ColumnInstant.secondsMax])
        let beyond = try Self.fault(near) { bytes, layout in bytes[layout.values.lowerBound] = 9 }
        #expect(beyond?.kind == .value)
        let nanoseconds = try Self.fault(near) { bytes, layout in
            bytes[layout.second.lowerBound + 3] = 0x78
        }
        #expect(nanoseconds?.kind == .value)
        let far = try column([ColumnInstant.secondsMin, ColumnInstant.secondsMax])
        let plain = try Self.fault(far) { bytes, layout in
            bytes[layout.values.lowerBound + 7] = 0x7F
        }
        #expect(plain?.kind == .value)
        let constant = try column([7, 7])
        #expect(
            try Self.fault(constant) { bytes, _ in bytes[79] = 0x7F } == ColumnFault(.value, at: 72)
        )
    }

    @Test("no code is beyond what the header says, and none beyond what a dictionary holds")
    func codes() throws {
        let segment = try CellColumn(.text, [.text("a"), .text("b"), .text("a")]).segment
        let beyond = try Self.fault(segment) { bytes, layout in bytes[layout.values.lowerBound] = 2
        }
        #expect(beyond?.kind == .value)
        #expect(
            try Self.fault(segment) { bytes, _ in bytes[50] = 1 } == ColumnFault(.value, at: 48))
        let constant = try CellColumn(.text, [.text("a"), .text("a")]).segment
        #expect(
            try Self.fault(constant) { bytes, _ in bytes[72] = 1 } == ColumnFault(.value, at: 72))
    }

    @Test("texts lie one behind the other")
    func texts() throws {
        let segment = try CellColumn(.text, "unique", [.text("abc"), .text("de"), .null]).segment
        for (index, value) in [(0, UInt8(1)), (4, 9), (8, 2), (12, 4), (12, 0)] {
            let fault = try Self.fault(segment) { bytes, layout in
                bytes[layout.values.lowerBound + index] = value
            }
            #expect(fault != nil, "offset \(index)")
        }
    }

    @Test("only rows with a boolean are true, as many as the header says")
    func booleans() throws {
        let segment = try CellColumn(.boolean, [.boolean(true), .null, .boolean(false)]).segment
        let stray = try Self.fault(segment) { bytes, layout in bytes[layout.values.lowerBound] = 3 }
        #expect(stray?.kind == .value)
        let count = try Self.fault(segment) { bytes, layout in bytes[layout.values.lowerBound] = 5 }
        #expect(count == ColumnFault(.counts, at: 40))
    }

    @Test("no bit stands for a row that there is not")
    func strayBits() throws {
        let segment = try CellColumn(.number, Self.numbers).segment
        let fault = try Self.fault(segment) { bytes, layout in
            bytes[layout.planes[0].lowerBound + 5] = 1
        }
        #expect(fault?.kind == .value)
    }

    @Test(
        "headers that no version 1 has",
        arguments: [
            (0, 0, ColumnFault.Kind.mark), (4, 2, .version), (6, 0, .encoding), (6, 9, .encoding),
            (7, 9, .encoding), (7, 5, .encoding), (8, 1, .rows), (15, 0x80, .rows),
            (17, 1, .counts),
            (19, 1, .rows), (20, 3, .encoding), (22, 1, .value), (22, 2, .value), (23, 2, .value),
            (92, 1, .value), (104, 1, .value), (127, 1, .value),
        ] as [(Int, UInt8, ColumnFault.Kind)])
    func headers(offset: Int, value: UInt8, kind: ColumnFault.Kind) throws {
        let segment = try CellColumn(.number, Self.numbers).segment
        let fault = try Self.fault(segment) { bytes, _ in bytes[offset] = value }
        #expect(fault?.kind == kind, "\(offset) is \(value)")
    }
}
