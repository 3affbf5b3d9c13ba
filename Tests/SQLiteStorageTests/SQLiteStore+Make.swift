import Foundation
import SQLiteStorage
import Storage
import StorageConformance

extension SQLiteStore {
    static func make(
        at url: URL, mode: OpenMode = .createIfMissing,
        environment: StoreEnvironment = .repeatable()
    ) throws -> SQLiteStore {
        try open(url.path, mode: mode, program: "test", environment: environment)
    }
}
