import CanonicalJSON
import SchemaModel
import Text
import Values

/// What was seen of one key over all items.
public struct KeyStatistics: Sendable {
    /// One of the values that occur most often.
    public struct TopValue: Sendable, Equatable {
        /// The value as JSON; long ones are left out of the count of top values.
        public var json: [UInt8]
        /// In how many items it stands.
        public var count: Int
    }

    /// Items that have the key, with `null` or a value.
    public private(set) var present = 0
    /// Of these, the ones with `null`.
    public private(set) var nulls = 0
    /// Values that do not have the type of the key.
    public private(set) var misfits = 0
    /// Bytes of the values.
    public private(set) var bytes = 0
    private var numbers: ClosedRange<Double>?
    private var instants: ClosedRange<Instant>?
    private var lengths: ClosedRange<Int>?
    private var counts: [UInt64: Entry] = [:]
    private var isCountFull = false
    private var distinctCount = DistinctCount()

    private struct Entry {
        var json: [UInt8]
        var count: Int
    }

    /// 10,000 different values of a key are counted exactly, in about a megabyte.
    static let exactMax = 10_000
    /// 200 bytes: a value that is longer is told apart by its hash and never shown.
    static let shownBytesMax = 200

    init() {}

    /// Counts one value.
    ///
    /// - Parameters:
    ///   - tape: the document.
    ///   - index: the value's token.
    ///   - type: what the schema says; nil for a key that it does not have.
    mutating func add(_ tape: JSONTape, at index: Int, type: KeyType?) {
        present += 1
        let source = tape.source(of: index)
        bytes += source.count
        let hash: UInt64
        switch tape[index].kind {
        case .null:
            nulls += 1
            return
        case .number:
            let value = tape.double(at: index)
            if type != nil, type != .number { misfits += 1 }
            numbers = KeyStatistics.joined(numbers, value)
            hash = XXHash64.hash(
                Array(withUnsafeBytes(of: value.bitPattern) { Array($0) }), seed: 1)
        case .string:
            var text: [UInt8] = []
            tape.appendText(of: index, to: &text)
            addText(text, type)
            hash = XXHash64.hash(text)
        default:
            if let type, !KeyStatistics.mayBe(type, tape[index].kind) { misfits += 1 }
            hash = XXHash64.hash(source, seed: 2)
        }
        distinctCount.add(hash)
        if counts[hash] != nil {
            counts[hash]?.count += 1
        } else if counts.count < KeyStatistics.exactMax {
            let isShort = source.count <= KeyStatistics.shownBytesMax
            counts[hash] = Entry(json: isShort ? Array(source) : [], count: 1)
        } else {
            isCountFull = true
        }
    }

    private mutating func addText(_ text: [UInt8], _ type: KeyType?) {
        switch type {
        case .datetime:
            let instant = text.withUnsafeBytes { try? DatetimeValue.parse($0) }
            guard let instant = instant?.instant else {
                misfits += 1
                return
            }
            instants = KeyStatistics.joined(instants, instant)
        case .number, .boolean, .embedding, .geospatial: misfits += 1
        case .enumeration(let options):
            if !options.contains(where: { $0.utf8.elementsEqual(text) }) { misfits += 1 }
        case .uuid: if text.withUnsafeBytes({ UUIDValue.parse($0) }) == nil { misfits += 1 }
        case .varchar, .text, .user, nil:
            lengths = KeyStatistics.joined(lengths, text.count { $0 & 0xC0 != 0x80 })
        }
    }

    private static func mayBe(_ type: KeyType, _ kind: JSONToken.Kind) -> Bool {
        switch (type, kind) {
        case (.boolean, .true), (.boolean, .false), (.embedding, .array), (.geospatial, .object):
            true
        default: false
        }
    }

    private static func joined<Value: Comparable>(
        _ range: ClosedRange<Value>?, _ value: Value
    ) -> ClosedRange<Value>? {
        guard let range else { return value...value }
        return min(range.lowerBound, value)...max(range.upperBound, value)
    }

    /// Adds what another thread has seen of the key.
    mutating func merge(_ other: KeyStatistics) {
        present += other.present
        nulls += other.nulls
        misfits += other.misfits
        bytes += other.bytes
        for range in [other.numbers].compactMap({ $0 }) {
            numbers = KeyStatistics.joined(numbers, range.lowerBound)
            numbers = KeyStatistics.joined(numbers, range.upperBound)
        }
        for range in [other.instants].compactMap({ $0 }) {
            instants = KeyStatistics.joined(instants, range.lowerBound)
            instants = KeyStatistics.joined(instants, range.upperBound)
        }
        for range in [other.lengths].compactMap({ $0 }) {
            lengths = KeyStatistics.joined(lengths, range.lowerBound)
            lengths = KeyStatistics.joined(lengths, range.upperBound)
        }
        distinctCount.merge(other.distinctCount)
        isCountFull = isCountFull || other.isCountFull
        for (hash, entry) in other.counts {
            if counts[hash] != nil {
                counts[hash]?.count += entry.count
            } else if counts.count < KeyStatistics.exactMax {
                counts[hash] = entry
            } else {
                isCountFull = true
            }
        }
    }

    // MARK: Answers

    /// Number of different values, null aside; ``isDistinctExact`` says whether it is an estimate.
    public var distinct: Int { isCountFull ? distinctCount.estimate : counts.count }

    /// Whether ``distinct`` was counted and not estimated.
    public var isDistinctExact: Bool { !isCountFull }

    /// From where to where the values go, as people read it: numbers, moments, or the lengths of texts;
    /// nil where there is nothing of that kind.
    public var range: String? {
        if let numbers, instants == nil, lengths == nil {
            return "\(KeyStatistics.text(numbers.lowerBound)) to "
                + KeyStatistics.text(numbers.upperBound)
        }
        if let instants { return "\(instants.lowerBound) to \(instants.upperBound)" }
        guard let lengths else { return nil }
        let (least, most) = (lengths.lowerBound, lengths.upperBound)
        return least == most
            ? counted(least, "character") : "\(least) to \(counted(most, "character"))"
    }

    private static func text(_ value: Double) -> String {
        let text = "\(value)"
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }

    /// The values that occur most often and more than once, the most frequent first; none where there
    /// are too many different ones to know.
    public func top(_ count: Int) -> [TopValue] {
        if isCountFull { return [] }
        let shown = counts.values.filter { !$0.json.isEmpty && $0.count > 1 }
        let sorted = shown.sorted { a, b in
            a.count != b.count ? a.count > b.count : a.json.lexicographicallyPrecedes(b.json)
        }
        return sorted.prefix(count).map { TopValue(json: $0.json, count: $0.count) }
    }
}
