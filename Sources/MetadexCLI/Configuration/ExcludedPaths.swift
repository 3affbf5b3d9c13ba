import Foundation

/// The files and folders that a walk leaves out because the settings say so.
///
/// A pattern without a slash is a name at any depth, `old` or `*.draft.json`; one with a slash is a
/// path that starts at the folder of the settings file. What is named on the command line is read.
struct ExcludedPaths {
    private let patterns: [PathPattern]
    /// The folder of the settings file, from the root.
    private let folder: String

    /// - Returns: nil where nothing is excluded.
    init?(_ configuration: Configuration) throws(Failure) {
        guard let exclude = configuration.exclude?.value, !exclude.isEmpty else { return nil }
        try self.init(exclude, in: configuration.folder)
    }

    /// - Parameter folder: the folder of the settings file, as the current one sees it.
    init(_ texts: [String], in folder: String) throws(Failure) {
        var patterns: [PathPattern] = []
        for text in texts {
            var text = text[...]
            while text.hasPrefix("./") { text = text.dropFirst(2) }
            // `old/` says that it is a folder; a file of that name is as well meant.
            while text.count > 1, text.hasSuffix("/") { text = text.dropLast() }
            patterns += try PathPattern.patterns(
                String(text), behind: text.contains("/") ? "" : "**/")
        }
        self.patterns = patterns
        self.folder = ExcludedPaths.absolute(folder)
    }

    /// Whether a path that was met is left out.
    func contains(_ path: String) -> Bool {
        let path = ExcludedPaths.absolute(path)
        let start = folder == "/" ? folder : folder + "/"
        let isInside = path.utf8.starts(with: start.utf8)
        let inside =
            isInside ? String(decoding: path.utf8.dropFirst(start.utf8.count), as: UTF8.self) : path
        return patterns.contains { $0.matches(inside) || (isInside && $0.matches(path)) }
    }

    /// A path from the root, without `.` and `..`; links stay as they are written.
    private static func absolute(_ path: String) -> String {
        var parts: [Substring] = []
        let whole =
            path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
        for part in whole.split(separator: "/") {
            switch part {
            case ".": break
            case "..": _ = parts.popLast()
            default: parts.append(part)
            }
        }
        return "/" + parts.joined(separator: "/")
    }
}
