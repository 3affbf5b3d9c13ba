public import Items

extension ItemField {
    /// The field that a word in any case names, without its `@`.
    init?(word: String) {
        guard let ascii = BareWord.ascii(word) else { return nil }
        self.init(rawValue: ascii.lowercased())
    }
}

/// One step into a value, written with `->`.
public enum PathStep: Sendable, Hashable {
    /// The member of an object: `-> lat` or `-> "a b"`.
    case member(String)
    /// The element of an array, from 0: `-> 0`. Not the member of an object: that is `-> "0"`.
    case element(Int)
}

/// What a condition looks at.
public enum Operand: Sendable, Hashable {
    /// `@title`.
    case field(ItemField)
    /// `weather`, or `gps -> lat` with steps behind the key.
    case key(String, steps: [PathStep] = [])
}

extension Operand {
    /// A key as a query writes it: bare where it can be, otherwise in double quotes.
    public static func text(ofKey name: String) -> String { BareWord.key(name) }
}

/// A constant in a query.
public enum Literal: Sendable, Hashable {
    /// `'rain'`.
    case string(String)
    /// `25` as a 64-bit float, always finite.
    case number(Double)
    case boolean(Bool)
    case null
}
