import Foundation
import Storage

/// What the rest of the program gets passed in: the clock, random ids, the person's name.
enum Surroundings {
    /// The name that schema revisions are signed with.
    static func author(_ terminal: Terminal) -> String {
        let name = terminal.environment["METADEX_AUTHOR"] ?? terminal.environment["USER"] ?? ""
        return name.isEmpty ? "unknown" : name
    }
}

extension Surroundings {
    /// The system's clock and random numbers, for a store.
    static let storeEnvironment = StoreEnvironment(
        now: { StoreTime(microseconds: Int64(Date().timeIntervalSince1970 * 1_000_000)) },
        random: {
            var generator = SystemRandomNumberGenerator()
            return (generator.next(), generator.next())
        })
}
