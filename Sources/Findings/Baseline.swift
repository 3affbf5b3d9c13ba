import CanonicalJSON

/// Findings that were accepted once and are not reported again.
///
/// An entry is known by rule, item (its URL, else its title, else the hash of its content), key and
/// value, not by its place, so it survives edits elsewhere in the file, and another indentation
/// where findings have a ``Finding/valueHash``. Values are kept as hashes: a baseline can be shared
/// without the data.
public struct Baseline: Sendable {
    /// The version of the file form that is written.
    public static let version = 2

    /// One accepted finding and how often it may occur.
    struct Entry: Sendable, Equatable {
        var rule: RuleID
        var item: String
        var key: String?
        var valueHash: String
        var count: Int

        init(_ finding: Finding) {
            rule = finding.rule
            item = Fingerprint.itemName(of: finding)
            key = finding.key
            valueHash = Fingerprint.valueText(of: finding)
            count = finding.count
        }

        init(rule: RuleID, item: String, key: String?, valueHash: String, count: Int) {
            self.rule = rule
            self.item = item
            self.key = key
            self.valueHash = valueHash
            self.count = count
        }

        /// What two entries for the same findings share.
        var fingerprint: Fingerprint {
            var fingerprint = Fingerprint()
            fingerprint.add(rule.name)
            fingerprint.add(item)
            fingerprint.add(key ?? "")
            fingerprint.add(valueHash)
            return fingerprint
        }
    }

    /// 1,000,000,000,000: what an entry of a file may count, so that sums cannot overflow.
    static let countMax = 1_000_000_000_000

    private(set) var entries: [Entry] = []
    private var places: [Fingerprint: Int] = [:]
    /// How many findings of each entry were accepted so far, by the entry's place.
    private var acceptedCounts: [Int] = []

    /// Accepts nothing.
    public init() {}

    /// The number of findings that the baseline accepts.
    public var count: Int { entries.reduce(0) { $0 + $1.count } }

    /// Adds a finding to those that are accepted.
    public mutating func record(_ finding: Finding) { add(Entry(finding)) }

    /// Whether a finding is accepted; each entry accepts as many findings as were recorded.
    public mutating func accepts(_ finding: Finding) -> Bool {
        guard let place = places[Entry(finding).fingerprint],
            acceptedCounts[place] + finding.count <= entries[place].count
        else { return false }
        acceptedCounts[place] += finding.count
        return true
    }

    mutating func add(_ entry: Entry) {
        let fingerprint = entry.fingerprint
        if let place = places[fingerprint] {
            entries[place].count = min(entries[place].count + entry.count, Baseline.countMax)
        } else {
            places[fingerprint] = entries.count
            entries.append(entry)
            acceptedCounts.append(0)
        }
    }
}
