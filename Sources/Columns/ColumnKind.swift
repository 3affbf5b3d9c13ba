/// What the values of a column are.
public enum ColumnKind: UInt8, Hashable, Sendable, CaseIterable {
    /// True or false.
    case boolean = 1
    /// A 64-bit float, and the exact decimal where the float does not say it all.
    case number = 2
    /// Seconds since 1970 and nanoseconds.
    case instant = 3
    /// Text. A segment holds it as codes of the key's dictionary, or as it is.
    case text = 4
    /// 16 bytes.
    case uuid = 5
    /// A latitude and a longitude in degrees.
    case place = 6
    /// Nothing but whether there is a value.
    case presence = 7
}

/// What is in the place of a value. Two bits a row.
public enum CellState: UInt8, Hashable, Sendable, CaseIterable {
    /// The document has no such value.
    case missing = 0
    /// There is a value of the column's kind.
    case present = 1
    /// The value is null.
    case null = 2
    /// The value is of another kind.
    case other = 3
}
