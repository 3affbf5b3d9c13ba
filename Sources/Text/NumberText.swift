/// A number with commas between groups of three digits, in every locale.
public func grouped(_ number: Int) -> String { number.grouped }

/// A number and its noun: `1 item`, `11,842 items`.
public func counted(_ number: Int, _ noun: String) -> String {
    "\(number.grouped) \(noun)\(number == 1 ? "" : "s")"
}
