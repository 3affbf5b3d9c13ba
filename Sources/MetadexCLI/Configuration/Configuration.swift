import Findings
import Foundation
import TOMLKit
import Text

/// What a project's `metadex.toml` says. Flags win over it.
struct Configuration {
    /// Path of the file.
    let path: String
    /// Path of the schema, relative to the file's folder.
    var schema: String?
    var target: String?
    var failOn: String?
    /// Rules by code or name.
    var errors: [String] = []
    var warnings: [String] = []
    var ignored: [String] = []

    static let fileName = "metadex.toml"

    /// 1 MiB: settings of every rule are some kilobytes.
    private static let fileBytesMax = 1 << 20

    /// The nearest `metadex.toml` in a folder or the folders above it.
    static func find(from folder: URL) -> URL? {
        var folder = folder.standardizedFileURL
        while true {
            let candidate = folder.appendingPathComponent(fileName)
            if FileManager.default.fileExists(atPath: candidate.path) { return candidate }
            let parent = folder.deletingLastPathComponent()
            if parent.path == folder.path { return nil }
            folder = parent
        }
    }

    /// Reads a configuration file.
    ///
    /// - Throws: a `Failure`: status 3 when it cannot be read, 2 with the place when it is wrong.
    init(contentsOf file: URL) throws {
        path = file.path
        // Read once, from front to back: it may be a pipe.
        let input = try openInput(file.path)
        let bytes = try reading(input) { try $0.readAll(limit: Configuration.fileBytesMax) }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Failure.usage("\(file.path) is not UTF-8 text")
        }
        let table: TOMLTable
        do {
            table = try TOMLTable(string: text)
        } catch let error as TOMLParseError {
            let place = "\(file.path):\(error.source.begin.line):\(error.source.begin.column)"
            throw Failure.usage("\(place): \(error.description)")
        }
        let keys = ["schema", "target", "fail-on", "rules"]
        try Configuration.check(table.keys, against: keys, in: file, table: nil)
        schema = try Configuration.text(table["schema"], "schema", file).map {
            URL(fileURLWithPath: $0, relativeTo: file.deletingLastPathComponent()).path
        }
        target = try Configuration.text(table["target"], "target", file)
        failOn = try Configuration.text(table["fail-on"], "fail-on", file)
        guard let rules = table["rules"] else { return }
        guard let rules = rules.table else {
            throw Failure.usage("\(file.path): \"rules\" must be a table: [rules]")
        }
        try Configuration.check(
            rules.keys, against: ["error", "warn", "ignore"], in: file, table: "rules")
        errors = try Configuration.list(rules["error"], "rules.error", file)
        warnings = try Configuration.list(rules["warn"], "rules.warn", file)
        ignored = try Configuration.list(rules["ignore"], "rules.ignore", file)
    }

    private static func check(
        _ found: [String], against known: [String], in file: URL, table: String?
    ) throws {
        guard let unknown = found.sorted().first(where: { !known.contains($0) }) else { return }
        let nearest = NearestMatch.match(for: unknown, in: known)
        let name = table.map { "\($0).\(unknown)" } ?? unknown
        throw Failure.usage(
            "\(file.path): there is no setting \"\(name)\"",
            hint: nearest.map { "did you mean \"\($0)\"?" }
                ?? "known: \(known.joined(separator: ", "))")
    }

    private static func text(
        _ value: (any TOMLValueConvertible)?, _ name: String, _ file: URL
    ) throws -> String? {
        guard let value else { return nil }
        guard let text = value.string else {
            throw Failure.usage("\(file.path): \"\(name)\" must be a string")
        }
        return text
    }

    private static func list(
        _ value: (any TOMLValueConvertible)?, _ name: String, _ file: URL
    ) throws -> [String] {
        guard let value else { return [] }
        guard let array = value.array else {
            throw Failure.usage("\(file.path): \"\(name)\" must be a list of rules, [\"MX405\"]")
        }
        return try array.map { element in
            guard let text = element.string else {
                throw Failure.usage("\(file.path): \"\(name)\" must hold strings only")
            }
            return text
        }
    }
}
