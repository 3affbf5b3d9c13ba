import CanonicalJSON
import Findings
import Text

/// Watches for undeclared keys that look alike.
struct KeySpellings {
    private struct Spelling {
        var name: String
        var count: Int
        var first: Finding
    }

    private var spellings: [Spelling] = []
    /// Positions in `spellings` by the number that the validator's register gave to a key; -1 for
    /// none.
    private var positions: [Int] = []

    /// - Parameters:
    ///   - number: the number of the key among the undeclared ones.
    ///   - key: the key's token.
    /// - Returns: whether a place was remembered.
    mutating func note(
        _ number: Int, _ document: TapeView, _ key: Int, _ findings: inout FindingBuffer
    ) -> Bool {
        if number < positions.count, positions[number] >= 0 {
            spellings[positions[number]].count &+= 1
            return false
        }
        let name = document.tape.string(at: key)
        let first = findings.make(.keyCaseVariants, at: key, of: document.tape, key: name)
        guard let first else { return false }
        while positions.count <= number { positions.append(-1) }
        positions[number] = spellings.count
        spellings.append(Spelling(name: name, count: 1, first: first))
        return true
    }

    mutating func forEachPlace(_ body: (inout SourcePosition) -> Void) {
        for position in spellings.indices { spellings[position].first.withPlace(body) }
    }

    mutating func merge(_ other: KeySpellings) {
        var known: [[UInt8]: Int] = [:]
        for (position, spelling) in spellings.enumerated() {
            known[Array(spelling.name.utf8)] = position
        }
        for spelling in other.spellings {
            if let position = known[Array(spelling.name.utf8)] {
                spellings[position].count += spelling.count
                if spelling.first.offset < spellings[position].first.offset {
                    spellings[position].first = spelling.first
                }
            } else {
                spellings.append(spelling)
            }
        }
    }

    /// - Returns: a finding at the first place of each spelling but the most frequent one.
    func suspicions() -> [Finding] {
        let groups = Dictionary(grouping: spellings) { Likeness($0.name) }
        var found: [Finding] = []
        for group in groups.values where group.count > 1 {
            let usual = group.max { a, b in
                a.count != b.count ? a.count < b.count : a.first.offset > b.first.offset
            }
            for spelling in group where spelling.first != usual?.first {
                var finding = spelling.first
                finding.suggestion = usual?.name
                finding.expected = Likeness.difference(of: spelling.name, from: usual?.name ?? "")
                found.append(finding)
            }
        }
        return found
    }
}
