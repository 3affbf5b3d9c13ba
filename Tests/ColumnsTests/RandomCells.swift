import TestSupport

@testable import Columns

/// Random columns of every kind and of the shapes that are stored in different ways.
enum RandomCells {
    /// The shapes of a kind, by name.
    static func shapes(of kind: ColumnKind) -> [String] {
        switch kind {
        case .boolean: ["mixed", "constant"]
        case .number:
            ["bytes", "halves", "words", "decimals", "floats", "constant", "extreme", "exact"]
        case .instant: ["bytes", "halves", "words", "far", "fractions", "constant", "leap"]
        case .text: ["few", "many", "unique", "constant", "empty"]
        case .uuid, .place: ["random", "constant", "close"]
        case .presence: ["mixed"]
        }
    }

    static let all = ColumnKind.allCases.flatMap { kind in shapes(of: kind).map { (kind, $0) } }

    /// Cells of one shape, some of them without a value.
    static func make(
        _ kind: ColumnKind, _ shape: String, _ count: Int, using random: inout SeededGenerator
    ) -> [Cell] {
        let absent = [0, 3, 50, 97, 100].randomElement(using: &random) ?? 0
        let origin = Int64.random(in: -1_000_000...1_000_000, using: &random)
        return (0..<count).map { _ in
            if Int.random(in: 0..<100, using: &random) < absent {
                return [
                    Cell.missing, .missing, .null, .other(isEmpty: false), .other(isEmpty: true),
                ].randomElement(using: &random) ?? .missing
            }
            return value(kind, shape, origin, using: &random)
        }
    }

    private static func value(
        _ kind: ColumnKind, _ shape: String, _ origin: Int64, using random: inout SeededGenerator
    ) -> Cell {
        switch kind {
        case .boolean: return .boolean(shape == "constant" || Bool.random(using: &random))
        case .number: return number(shape, origin, using: &random)
        case .instant: return instant(shape, origin, using: &random)
        case .text: return text(shape, using: &random)
        case .uuid:
            if shape == "constant" { return .uuid(ColumnUUID(high: 5, low: 7)) }
            let word = UInt64.random(in: 0...(shape == "close" ? 3 : .max), using: &random)
            return .uuid(ColumnUUID(high: word, low: random.next() % (word & 1 == 0 ? 3 : .max)))
        case .place:
            if shape == "constant" { return .place(51.5, -0.12) }
            if shape == "close" {
                return .place(
                    Double(Int.random(in: -2...2, using: &random)),
                    Double(Int.random(in: -180 ... -178, using: &random)))
            }
            return .place(
                Double.random(in: -90...90, using: &random),
                Double.random(in: -180...180, using: &random))
        case .presence: return .present(isEmpty: Int.random(in: 0..<9, using: &random) == 0)
        }
    }

    private static func number(
        _ shape: String, _ origin: Int64, using random: inout SeededGenerator
    ) -> Cell {
        func near(_ span: Int64) -> Double {
            Double(origin + Int64.random(in: 0...span, using: &random))
        }
        switch shape {
        case "bytes": return .number(near(255), exact: nil)
        case "halves": return .number(near(65_535), exact: nil)
        case "words": return .number(near(4_294_967_295), exact: nil)
        case "decimals":
            let powers: [Double] = [1, 10, 100, 1_000_000]
            let places = powers.randomElement(using: &random) ?? 1
            return .number(near(5_000) / places, exact: nil)
        case "floats":
            let float = Double.random(in: -1...1, using: &random)
            return .number(float * Double(origin), exact: nil)
        case "constant": return .number(Double(origin) / 7, exact: nil)
        case "exact":
            let texts = [
                "9007199254740993", "0.1000000000000000055511151231257827", "-1e400", "1e400",
                "0.30000000000000004441", "-9007199254740993.5", "1e-400",
            ]
            if Bool.random(using: &random) { return .number(near(3), exact: nil) }
            let text = texts.randomElement(using: &random) ?? "0"
            return .number(Double(text) ?? 0, exact: text)
        default:
            let extremes: [Double] = [
                0, .infinity, -.infinity, .greatestFiniteMagnitude, -.greatestFiniteMagnitude,
                .leastNonzeroMagnitude, -.leastNormalMagnitude, 0x1p53, 0x1p49, 0x1p49 + 1, 1e22,
                1e23, 0.1, 5e-7, -0.3,
            ]
            return .number(extremes.randomElement(using: &random) ?? 0, exact: nil)
        }
    }

    private static func instant(
        _ shape: String, _ origin: Int64, using random: inout SeededGenerator
    ) -> Cell {
        func near(_ span: Int64) -> Int64 { origin + Int64.random(in: 0...span, using: &random) }
        switch shape {
        case "bytes": return .instant(ColumnInstant(seconds: near(255)))
        case "halves": return .instant(ColumnInstant(seconds: near(65_535)))
        case "words": return .instant(ColumnInstant(seconds: near(4_294_967_295)))
        case "far":
            return .instant(
                ColumnInstant(
                    seconds: Int64.random(
                        in: ColumnInstant.secondsMin...ColumnInstant.secondsMax, using: &random)))
        case "fractions":
            return .instant(
                ColumnInstant(
                    seconds: near(9), nanoseconds: Int32.random(in: 0...2, using: &random) * 499))
        case "leap":
            return .instant(
                ColumnInstant(
                    seconds: [1_483_228_799, -62_135_596_800, 253_402_300_799]
                        .randomElement(using: &random) ?? 0,
                    nanoseconds: [0, 1, 999_999_999, 1_000_000_000, 1_999_999_999]
                        .randomElement(using: &random) ?? 0))
        default: return .instant(ColumnInstant(seconds: origin))
        }
    }

    private static func text(_ shape: String, using random: inout SeededGenerator) -> Cell {
        switch shape {
        case "few":
            return .text(
                ["clear", "fog", "rain", "ré", "re\u{301}"].randomElement(using: &random) ?? "")
        case "many": return .text("site-\(Int.random(in: 0..<1_000, using: &random))")
        case "unique":
            return .text("\(random.next() % 5)-\(random.next())-\(random.next() % 1_000)")
        case "empty": return .text(Bool.random(using: &random) ? "" : "x")
        default: return .text("always the same")
        }
    }
}
