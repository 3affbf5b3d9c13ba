// Replaced by the noun of Validation as it lands.

public struct ValidatedMetadata: Sendable {
    public var canonical: [UInt8]
    public init(canonical: [UInt8]) { self.canonical = canonical }
}
