import Foundation
import Items
import Reporting
import Storage

/// What the rest of the program gets passed in: the clock, random ids, the person's name.
enum Surroundings {
    /// The name that schema revisions are signed with.
    static func author(_ terminal: Terminal) -> String {
        let names = ["METADEX_AUTHOR", "USER", "LOGNAME"].compactMap { terminal.environment[$0] }
        return names.first { !$0.isEmpty } ?? "unknown"
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

extension Surroundings {
    /// The time of a run for reports, in UTC: that of `SOURCE_DATE_EPOCH`, so that equal inputs make
    /// equal reports; nil without it.
    static func startTime(_ environment: [String: String]) -> String? {
        guard let seconds = environment["SOURCE_DATE_EPOCH"].flatMap(Int64.init),
            (0...253_402_300_799).contains(seconds)
        else { return nil }
        let time = Date(timeIntervalSince1970: Double(seconds)).formatted(.iso8601)
        return String(time.prefix { $0 != "Z" })
    }

    /// Where files lie in their repository: its root is what a CI service names, else the nearest
    /// folder with `.git`; nil outside of any.
    static func reportPaths(_ environment: [String: String]) -> ReportPaths? {
        let folder = FileManager.default.currentDirectoryPath
        for name in ["GITHUB_WORKSPACE", "CI_PROJECT_DIR"] {
            guard let root = environment[name], root.hasPrefix("/") else { continue }
            let paths = ReportPaths(root: root, workingFolder: folder)
            if folder == root || paths.fromRoot(folder) != nil { return paths }
        }
        var root = URL(fileURLWithPath: folder)
        while true {
            if FileManager.default.fileExists(atPath: root.appendingPathComponent(".git").path) {
                return ReportPaths(root: root.path, workingFolder: folder)
            }
            let parent = root.deletingLastPathComponent()
            if parent.path == root.path { return nil }
            root = parent
        }
    }
}
