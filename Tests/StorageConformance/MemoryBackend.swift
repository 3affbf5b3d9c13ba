import MemoryStorage
package import Storage

/// The reference store, which other stores are compared with.
package struct MemoryBackend: StoreBackend {
    package init() {}

    package func withStore(
        environment: StoreEnvironment, _ body: (any MetadataStore) throws -> Void
    ) throws {
        try body(InMemoryStore(environment: environment))
    }

    package func withReopened(
        _ store: any MetadataStore, _ body: (any MetadataStore) throws -> Void
    ) throws {
        try body(store)
    }

    package func path(of store: any MetadataStore) -> String? { nil }
}
