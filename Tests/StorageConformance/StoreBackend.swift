package import Storage

/// A kind of store that the checks run on.
package protocol StoreBackend: Sendable {
    /// Makes an empty store and hands it over. What it left behind is looked through and gone
    /// afterwards.
    func withStore(
        environment: StoreEnvironment, _ body: (any MetadataStore) throws -> Void) throws

    /// Closes a store and hands over what it keeps, opened anew. The closed one is of no use
    /// afterwards. A store that lives no longer than its object hands over itself.
    func withReopened(
        _ store: any MetadataStore, _ body: (any MetadataStore) throws -> Void) throws

    /// Where a store says in its errors that it is; nil for a store without a file.
    func path(of store: any MetadataStore) -> String?
}

extension StoreBackend {
    /// Makes an empty store with a repeatable clock and repeatable random words.
    package func withStore(_ body: (any MetadataStore) throws -> Void) throws {
        try withStore(environment: .repeatable(), body)
    }
}
