import Foundation

/// A test of random cases: its seeds, and how many cases it makes of each.
///
/// `make test` makes few cases of each; with `METADEX_TESTS=long` in the environment the tests make as many
/// as fit into a night.
public struct SeededRun: Sendable {
    /// What is looked at, in words.
    public let name: String
    /// Every seed gives cases of its own.
    public let seeds: [UInt64]
    /// Cases of a seed in `make test`.
    public let smoke: Int
    /// Cases of a seed in a long run.
    public let long: Int

    init(_ name: String, seeds: [UInt64], smoke: Int, long: Int) {
        self.name = name
        self.seeds = seeds
        self.smoke = smoke
        self.long = long
    }

    /// Cases of a seed now.
    public var count: Int { SeededRun.isLong ? long : smoke }

    /// Whether the environment asks for long runs.
    public static let isLong = ProcessInfo.processInfo.environment["METADEX_TESTS"] == "long"
}
