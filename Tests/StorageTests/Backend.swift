import Foundation
import Items
import MemoryStorage
import SQLiteStorage
import Storage
import Testing
import Synchronization
import TestSupport

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

extension SQLiteStore {
    static func make(
        at url: URL, mode: OpenMode = .createIfMissing,
        environment: StoreEnvironment = .repeatable()
    ) throws -> SQLiteStore {
        try open(url.path, mode: mode, program: "test", environment: environment)
    }
}

func withTemporaryFolder<Result>(_ body: (URL) throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory
        .appendingPathComponent("metadex-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder)
}

extension StoreEnvironment {
    /// A clock that goes on by a second whenever it is asked, and the same random words every time.
    static func repeatable(seed: UInt64 = 1) -> StoreEnvironment {
        let ticks = Ticks(seed: seed)
        return StoreEnvironment(now: ticks.now, random: ticks.random)
    }
}

private final class Ticks: Sendable {
    private let time = Mutex<Int64>(1_700_000_000_000_000)
    private let generator: Mutex<SeededGenerator>

    init(seed: UInt64) {
        generator = Mutex(SeededGenerator(seed: seed))
    }

    func now() -> StoreTime {
        time.withLock {
            $0 += 1_000_000
            return StoreTime(microseconds: $0)
        }
    }

    func random() -> (UInt64, UInt64) {
        generator.withLock { ($0.next(), $0.next()) }
    }
}
