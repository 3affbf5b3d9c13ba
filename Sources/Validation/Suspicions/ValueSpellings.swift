import CanonicalJSON
import Findings
import Text

/// Watches for values of a varchar key that look alike.
struct ValueSpellings {
    /// 512 different values: a key with more is free text or an identifier, and is not watched.
    static let valuesMax = 512
    /// 128 bytes: longer values are not spellings of a word.
    static let lengthMax = 128

    /// False once there are too many different values, or when the rule is switched off.
    private var isWatching = true
    private var table = ByteTable()
    /// How often a value stands, and its first place, by number in the table.
    private var counts: [Int] = []
    private var firsts: [Finding] = []

    /// - Returns: whether a place was remembered.
    mutating func note(
        _ text: UnsafeRawBufferPointer, _ value: CheckedValue, _ findings: inout FindingBuffer
    ) -> Bool {
        guard isWatching, text.count <= ValueSpellings.lengthMax else { return false }
        let number = table.find(text)
        if number >= 0 {
            counts[number] &+= 1
            return false
        }
        let first = findings.make(
            .varcharNearDuplicates, at: value.index, of: value.document.tape, key: value.key)
        guard let first else {
            giveUp()
            return false
        }
        add(text, count: 1, first: first)
        return true
    }

    private mutating func add(_ text: UnsafeRawBufferPointer, count: Int, first: Finding) {
        if table.count == ValueSpellings.valuesMax { return giveUp() }
        _ = table.insert(text)
        counts.append(count)
        firsts.append(first)
    }

    private mutating func giveUp() {
        isWatching = false
        table = ByteTable()
        counts = []
        firsts = []
    }

    mutating func forEachPlace(_ body: (inout SourcePosition) -> Void) {
        for number in firsts.indices { firsts[number].withPlace(body) }
    }

    mutating func merge(_ other: ValueSpellings) {
        if !other.isWatching { giveUp() }
        guard isWatching else { return }
        for number in other.counts.indices where isWatching {
            let known = table.find(other.table[number])
            if known < 0 {
                add(
                    other.table[number], count: other.counts[number], first: other.firsts[number])
            } else {
                counts[known] += other.counts[number]
                if other.firsts[number].offset < firsts[known].offset {
                    firsts[known] = other.firsts[number]
                }
            }
        }
    }

    /// - Returns: a finding at the first place of each spelling but the most frequent one.
    func suspicions() -> [Finding] {
        let texts = counts.indices.map { String(decoding: table[$0], as: UTF8.self) }
        let groups = Dictionary(grouping: counts.indices) { Likeness(texts[$0]) }
        var found: [Finding] = []
        for group in groups.values where group.count > 1 {
            let usual = group.max { isLessUsual($0, $1) }
            for number in group where number != usual {
                var finding = firsts[number]
                finding.suggestionWord = usual.map { .string(texts[$0]) }
                finding.expected = usual.flatMap {
                    Likeness.difference(of: texts[number], from: texts[$0])
                }
                found.append(finding)
            }
        }
        return found
    }

    private func isLessUsual(_ a: Int, _ b: Int) -> Bool {
        counts[a] != counts[b] ? counts[a] < counts[b] : firsts[a].offset > firsts[b].offset
    }
}
