/// The metadata of an item that was checked and had no error. Only a ``Validator`` can make one.
public struct ValidatedMetadata: Sendable, Equatable {
    /// The document in canonical form, UTF-8.
    public let canonical: [UInt8]
    /// The names of its keys that the schema does not have.
    public let undeclaredNames: [String]

    init(canonical: [UInt8], undeclaredNames: [String]) {
        self.canonical = canonical
        self.undeclaredNames = undeclaredNames
    }
}
