import TestSupport
import Testing

@testable import Columns

/// The bytes of version 1, as files have them: they never change.
@Suite("Segments: version 1 byte by byte")
struct GoldenSegmentTests {
    /// A segment: what is in its rows, as text, and its bytes in hexadecimal, without the zeros
    /// that fill up groups (`..N` stands for N zero bytes).
    struct Case: Decodable {
        var name: String
        var kind: String
        var cells: [String]
        var bytes: String
    }

    static let cases: [Case] = CaseFiles.load("segments.json")

    private static func kind(_ name: String) -> ColumnKind? {
        ColumnKind.allCases.first { "\($0)" == name }
    }

    /// Reads `missing`, `null`, `other`, `other-empty` and the values of a kind.
    private static func cell(_ text: String, _ kind: ColumnKind) -> Cell {
        switch text {
        case "missing": return .missing
        case "null": return .null
        case "other": return .other(isEmpty: false)
        case "other-empty": return .other(isEmpty: true)
        default: break
        }
        let parts = text.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        switch kind {
        case .boolean: return .boolean(text == "true")
        case .number:
            return .number(Double(parts[0]) ?? .nan, exact: parts.count > 1 ? parts[1] : nil)
        case .instant:
            return .instant(
                ColumnInstant(
                    seconds: Int64(parts[0]) ?? 0,
                    nanoseconds: parts.count > 1 ? Int32(parts[1]) ?? 0 : 0))
        case .text: return .text(text.replacing("'", with: ""))
        case .uuid:
            return .uuid(
                ColumnUUID(
                    high: UInt64(parts[0], radix: 16) ?? 0, low: UInt64(parts[1], radix: 16) ?? 0))
        case .place: return .place(Double(parts[0]) ?? 0, Double(parts[1]) ?? 0)
        case .presence: return .present(isEmpty: text == "empty")
        }
    }

    static func hexadecimal(_ bytes: [UInt8]) -> String {
        var text = ""
        var index = 0
        while index < bytes.count {
            let zeros = bytes[index...].prefix { $0 == 0 }.count
            if zeros > 4 {
                text += "..\(zeros) "
                index += zeros
            } else {
                let digits = String(bytes[index], radix: 16)
                text += (digits.count == 1 ? "0" : "") + digits + " "
                index += 1
            }
        }
        return String(text.dropLast())
    }

    static func bytes(_ text: String) -> [UInt8] {
        text.split(separator: " ").flatMap { part -> [UInt8] in
            part.hasPrefix("..")
                ? [UInt8](repeating: 0, count: Int(part.dropFirst(2)) ?? 0)
                : [UInt8(part, radix: 16) ?? 0]
        }
    }

    @Test(arguments: cases.map(\.name))
    func golden(name: String) throws {
        let own = try #require(Self.cases.first { $0.name == name })
        let kind = try #require(Self.kind(own.kind))
        let cells = own.cells.flatMap { text -> [Cell] in
            // `5 x missing` stands for five of them.
            let parts = text.split(separator: " x ", maxSplits: 1).map(String.init)
            guard parts.count == 2, let count = Int(parts[0]) else {
                return [Self.cell(text, kind)]
            }
            return [Cell](repeating: Self.cell(parts[1], kind), count: count)
        }
        let column = try CellColumn(kind, cells)
        #expect(Self.hexadecimal(column.segment.bytes.array) == own.bytes)
        let read = try ColumnSegment(SegmentBytes(copying: Self.bytes(own.bytes)))
        for slot in cells.indices { #expect(Cell(read, slot, column.dictionary) == cells[slot]) }
    }
}
