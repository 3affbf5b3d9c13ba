import Values

/// A value that fits its key's type.
public enum TypedValue: Sendable, Equatable {
    case boolean(Bool)
    /// The nearest 64-bit float, always finite.
    case number(Double)
    case datetime(Instant)
    case uuid(UUIDValue)
    /// A varchar, a text or a user.
    case string(String)
    /// The position of the option in the key's list.
    case option(Int)
    /// As many numbers as the key says; those beyond the range of a 32-bit float are its largest.
    case embedding([Float])
    /// In degrees.
    case geospatial(latitude: Double, longitude: Double)
}

/// A value and the key that it stands under.
public struct KeyedValue: Sendable, Equatable {
    /// The key's position in ``CompiledSchema/keys``.
    public let key: Int
    /// The value.
    public let value: TypedValue

    init(key: Int, value: TypedValue) {
        self.key = key
        self.value = value
    }
}

/// The metadata of an item that was checked and had no error. Only a ``Validator`` can make one.
public struct ValidatedMetadata: Sendable, Equatable {
    /// The document in canonical form, UTF-8.
    public let canonical: [UInt8]
    /// The values of the schema's active keys that fit their type, in the order of the document;
    /// frames are not among them. Empty without a schema.
    public let values: [KeyedValue]

    init(canonical: [UInt8], values: [KeyedValue]) {
        self.canonical = canonical
        self.values = values
    }
}
