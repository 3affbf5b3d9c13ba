import CanonicalJSON
import Findings

/// Watches for values of a varchar key that differ only by case or white space.
struct ValueSpellings {
    /// 512 different values: a key with more is free text or an identifier, and is not watched.
    static let valuesMax = 512
    /// 128 bytes: longer values are not spellings of a word.
    static let lengthMax = 128

    private struct Spelling {
        var count: Int
        var first: Finding
    }

    /// nil once there are too many different values, or when the rule is switched off.
    private var table: ByteTable? = ByteTable()
    /// By number in the table.
    private var spellings: [Spelling] = []

    /// - Returns: whether a place was remembered.
    mutating func note(
        _ text: UnsafeRawBufferPointer, _ value: CheckedValue, _ findings: inout FindingBuffer
    ) -> Bool {
        guard let table, text.count <= ValueSpellings.lengthMax else { return false }
        let number = table.find(text)
        if number >= 0 {
            spellings[number].count &+= 1
            return false
        }
        let first = findings.remembered(
            .varcharNearDuplicates, at: value.index, of: value.document.tape, key: value.key)
        guard let first else {
            giveUp()
            return false
        }
        add(text, Spelling(count: 1, first: first), to: table)
        return true
    }

    private mutating func add(
        _ text: UnsafeRawBufferPointer, _ spelling: Spelling, to table: ByteTable
    ) {
        if table.count == ValueSpellings.valuesMax { return giveUp() }
        _ = table.insert(text)
        spellings.append(spelling)
    }

    private mutating func giveUp() {
        table = nil
        spellings = []
    }

    mutating func forEachPlace(_ body: (inout SourcePosition) -> Void) {
        for number in spellings.indices { spellings[number].first.withPlace(body) }
    }

    mutating func merge(_ other: ValueSpellings) {
        guard let otherTable = other.table else { return giveUp() }
        for number in other.spellings.indices {
            guard let table else { return }
            let known = table.find(otherTable[number])
            if known < 0 {
                add(otherTable[number], other.spellings[number], to: table)
            } else {
                spellings[known].count += other.spellings[number].count
                if other.spellings[number].first.offset < spellings[known].first.offset {
                    spellings[known].first = other.spellings[number].first
                }
            }
        }
    }

    /// - Returns: a finding at the first place of each spelling but the most frequent one.
    func suspicions() -> [Finding] {
        guard let table else { return [] }
        var groups: [String: [Int]] = [:]
        for number in spellings.indices {
            groups[ValueSpellings.folded(table[number]), default: []].append(number)
        }
        var found: [Finding] = []
        for group in groups.values where group.count > 1 {
            let usual = group.max { isLessUsual($0, $1) }
            for number in group where number != usual {
                var finding = spellings[number].first
                finding.suggestion = usual.map { String(decoding: table[$0], as: UTF8.self) }
                found.append(finding)
            }
        }
        return found
    }

    private func isLessUsual(_ a: Int, _ b: Int) -> Bool {
        let (a, b) = (spellings[a], spellings[b])
        return a.count != b.count ? a.count < b.count : a.first.offset > b.first.offset
    }

    /// The text in lower case without white space.
    private static func folded(_ text: UnsafeRawBufferPointer) -> String {
        let text = String(decoding: text, as: UTF8.self)
        let dense = text.unicodeScalars.filter { !$0.properties.isWhitespace }
        return String(String.UnicodeScalarView(dense)).lowercased()
    }
}
