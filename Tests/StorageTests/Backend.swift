import MemoryStorage
import SQLiteStorage
import Storage
import StorageConformance
import Testing

/// The stores that the conformance tests run on.
enum Backend: String, CaseIterable, CustomTestStringConvertible {
    case memory, sqlite

    var testDescription: String { rawValue }

    /// Makes an empty store and hands it over; its file is gone afterwards.
    func withStore(_ body: (any MetadataStore) throws -> Void) throws {
        switch self {
        case .memory: try body(InMemoryStore(environment: .repeatable()))
        case .sqlite:
            try withTemporaryFolder { folder in
                let store = try SQLiteStore.make(at: folder.appendingPathComponent("a.db"))
                try body(store)
                try store.close()
            }
        }
    }
}
