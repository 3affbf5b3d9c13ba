import SQLiteStorage

/// The program's version.
enum Version {
    static let text = "0.1.0"

    /// What `--version` says: also what a report of a fault needs.
    static var full: String {
        "metadex \(text) (SQLite \(SQLiteStore.engineVersion), \(platform))"
    }

    private static var platform: String {
        #if os(Linux)
            let system = "Linux"
        #elseif os(macOS)
            let system = "macOS"
        #else
            let system = "unknown system"
        #endif
        #if arch(x86_64)
            return "\(system) x86_64"
        #elseif arch(arm64)
            return "\(system) arm64"
        #else
            return system
        #endif
    }
}
