import Text

/// A 64-bit hash of some texts that is the same in every run and on every machine.
///
/// Among a million different findings two share a fingerprint with a probability of 1 in
/// 37 million.
public struct Fingerprint: Sendable, Hashable {
    private var hash = StableHash()

    /// The hash so far.
    public var value: UInt64 { hash.value }

    /// The hash of nothing.
    public init() {}

    /// The fingerprint of a finding: its rule, item, key and value, but not its place, so that it
    /// survives edits before it in the file.
    public init(of finding: Finding) {
        add(finding.rule.name)
        add(Fingerprint.itemName(of: finding))
        add(finding.key ?? "")
        add(Fingerprint.valueText(of: finding))
    }

    /// The fingerprint of a text that is not JSON.
    public init(ofText bytes: UnsafeRawBufferPointer) {
        add(bytes)
        end()
    }

    /// Adds a text; the end of each text counts, so `a`, `bc` differs from `ab`, `c`.
    public mutating func add(_ text: String) {
        var text = text
        text.withUTF8 { add(UnsafeRawBufferPointer($0)) }
        end()
    }

    /// Adds a part of a text.
    mutating func add(_ bytes: some Sequence<UInt8>) {
        hash.combine(bytes)
    }

    /// Adds the end of a text: 0xFF stands in no UTF-8 text.
    mutating func end() { hash.combine(0xFF) }

    /// The 16 hexadecimal digits of the hash.
    public var text: String { Fingerprint.digits(of: value) }

    /// What an item is called across runs: its URL, else its title, else `#` and the hash of its
    /// content; empty for a finding about the file. Its number changes when others move.
    static func itemName(of finding: Finding) -> String {
        guard let item = finding.item else { return "" }
        return item.url ?? item.title ?? "#" + (item.contentHash.map(digits) ?? "")
    }

    /// The hash of what was found, as text; of the words where there is no JSON value.
    static func valueText(of finding: Finding) -> String {
        if let hash = finding.valueHash { return digits(of: hash) }
        var fingerprint = Fingerprint()
        fingerprint.add(finding.value ?? "")
        return fingerprint.text
    }

    private static func digits(of hash: UInt64) -> String {
        String(hash, radix: 16).zeroPadded(to: 16)
    }
}
