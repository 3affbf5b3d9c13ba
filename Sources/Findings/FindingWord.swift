import Text

/// A word of a finding as data; ``text`` says how messages and reports write it.
///
/// Cases that would make every record longer are boxed.
public enum FindingWord: Sendable, Equatable {
    /// As it stands: the name of a key or member, a value as the file writes it, words of a rule.
    case text(String)
    /// A string, written with its quotes.
    case string(String)
    /// So many of something: `8,192 characters`, or `16384 bytes` where digits are not grouped.
    case amount(Int, Unit, isGrouped: Bool = true)
    /// So many bytes of a file: `12,000,000 bytes in the file`, and perhaps more when they are stored.
    case fileBytes(Int, growsWhenStored: Bool)
    /// So many of all: `3 of 1,000 items`.
    indirect case share(Int, of: Int, Unit)
    /// Some datetimes have an offset and some have none: `3 with, 5 without`.
    indirect case offsets(given: Int, missing: Int)
    /// A number of a range: `a latitude from -90 to 90`.
    indirect case range(ClosedRange<Int>, of: String)
    /// One of the options of a key: all of them when they are few, else how many there are.
    case option(of: [String])
    /// Another item by its number: `item 12`.
    case item(Int)

    /// What is counted.
    public enum Unit: UInt8, Sendable {
        case numbers, characters, bytes, levels, items, fields, rows, urls, tokens

        fileprivate func word(_ count: Int) -> String {
            switch self {
            case .numbers: count == 1 ? "number" : "numbers"
            case .characters: "characters"
            case .bytes: "bytes"
            case .levels: "levels"
            case .items: "items"
            case .fields: count == 1 ? "field" : "fields"
            case .rows: "rows"
            case .urls: "URLs"
            case .tokens: "values and keys"
            }
        }
    }

    /// 5 options: a list that still fits on a line.
    private static let listedOptionsMax = 5

    /// The word as messages and reports write it.
    public var text: String {
        switch self {
        case .text(let text): text
        case .string(let text): Finding.literal(text)
        case .amount(let count, let unit, let isGrouped):
            "\(isGrouped ? count.grouped : String(count)) \(unit.word(count))"
        case .fileBytes(let count, let growsWhenStored):
            "\(count.grouped) bytes in the file"
                + (growsWhenStored
                    ? ", and its numbers are stored without exponents, digit by digit" : "")
        case .share(let count, let all, let unit):
            "\(count.grouped) of \(all.grouped) \(unit.word(all))"
        case .offsets(let given, let missing):
            "\(given.grouped) with, \(missing.grouped) without"
        case .range(let range, let name):
            "a \(name) from \(range.lowerBound) to \(range.upperBound)"
        case .option(let options):
            options.count <= FindingWord.listedOptionsMax
                ? options.map(Finding.literal).joined(separator: ", ")
                : "one of \(options.count) options"
        case .item(let number): "item \(number)"
        }
    }
}

extension FindingWord: ExpressibleByStringInterpolation {
    /// A text as it stands.
    public init(_ text: String) { self = .text(text) }

    /// A text as it stands; nil for none.
    public init?(_ text: String?) {
        guard let text else { return nil }
        self = .text(text)
    }

    /// Words of a rule.
    public init(stringLiteral value: String) { self = .text(value) }
}
