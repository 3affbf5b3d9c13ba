/// A 64-bit hash of some texts that is the same in every run and on every machine (FNV-1a).
///
/// Among a million different findings two share a fingerprint with a probability of 1 in
/// 37 million.
public struct Fingerprint: Sendable, Hashable {
    /// The hash so far.
    public private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

    /// The hash of nothing.
    public init() {}

    /// The fingerprint of a finding: its rule, item, key and value, but not its place, so that it
    /// survives edits before it in the file.
    public init(of finding: Finding) {
        add(finding.rule.name)
        add(Fingerprint.itemName(of: finding))
        add(finding.key ?? "")
        add(finding.value ?? "")
    }

    /// Adds a text; the end of each text counts, so `a`, `bc` differs from `ab`, `c`.
    public mutating func add(_ text: String) {
        var hash = value
        for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        // 0xFF stands in no UTF-8 text.
        value = (hash ^ 0xFF) &* 0x100_0000_01B3
    }

    /// The 16 hexadecimal digits of the hash.
    public var text: String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    /// What an item is called across runs: its URL, else `#` and its number in the file; empty for a
    /// finding about the file.
    static func itemName(of finding: Finding) -> String {
        guard let item = finding.item else { return "" }
        return item.url ?? "#\(item.index)"
    }
}
