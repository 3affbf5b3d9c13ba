import Findings
import Foundation
import SchemaModel

/// What a project's `metadex.toml` says. Flags win over it.
struct Configuration {
    /// Path of the file, as messages name it.
    let path: String
    /// The paths below are relative to the file's folder in the file, and to the current one here.
    var schema: Setting<String>?
    var store: Setting<String>?
    var baseline: Setting<String>?
    var target: Setting<EmbeddingTarget>?
    var failOn: Setting<Severity>?
    /// Keys of the metadata that may stay undeclared.
    var undeclared: Setting<[String]>?
    /// Files and folders that are left out when folders are searched.
    var exclude: Setting<[String]>?
    /// Rules by code or name.
    var errors: Setting<[String]>?
    var warnings: Setting<[String]>?
    var ignored: Setting<[String]>?

    /// A value and the line that it stands in.
    struct Setting<Value> {
        let value: Value
        let line: Int
    }

    static let fileName = "metadex.toml"

    /// 1 MiB: a settings file has a few dozen lines.
    static let bytesMax = 1 << 20

    /// The nearest `metadex.toml` in the current folder or the folders above it.
    ///
    /// - Returns: its path, relative to the current folder; nil where there is none.
    static func find() -> String? {
        var folder = URL(fileURLWithPath: FileManager.default.currentDirectoryPath)
        var path = fileName
        while true {
            if FileManager.default.fileExists(atPath: path) { return path }
            let parent = folder.deletingLastPathComponent()
            if parent.path == folder.path { return nil }
            folder = parent
            path = "../" + path
        }
    }

    /// The folder that the file's paths are relative to; empty for the current one.
    ///
    /// A pipe, such as a shell makes for `--config <(…)`, has no folder of its own.
    var folder: String {
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return "" }
        return PathParts(path).folder
    }

    /// A path in the file as the current folder sees it.
    func resolved(_ path: String) -> String {
        path.hasPrefix("/") ? path : PathParts.joined(folder, path)
    }
}
