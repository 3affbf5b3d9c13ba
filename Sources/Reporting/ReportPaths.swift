/// Where the files of a report lie in their repository: what reads reports on a server knows files by
/// their paths from its root.
public struct ReportPaths: Sendable, Equatable {
    /// The absolute path of the root, without a slash at its end.
    public let root: String
    private let workingFolder: String

    /// - Parameters:
    ///   - root: the absolute path of the repository's root.
    ///   - workingFolder: the absolute path that relative ones start from.
    public init(root: String, workingFolder: String) {
        self.root = "/" + ReportPaths.segments(of: root).joined(separator: "/")
        self.workingFolder = workingFolder
    }

    /// The path of a file from the root, with `.` and `..` resolved; nil for one that is not below
    /// it.
    public func fromRoot(_ path: String) -> String? {
        let absolute = path.hasPrefix("/") ? path : workingFolder + "/" + path
        let segments = ReportPaths.segments(of: absolute)
        let root = ReportPaths.segments(of: self.root)
        guard segments.count > root.count,
            zip(root, segments).allSatisfy({ $0.utf8.elementsEqual($1.utf8) })
        else { return nil }
        return segments.dropFirst(root.count).joined(separator: "/")
    }

    /// The path from the root of the folder that relative paths start from; nil for the root itself
    /// and for one that is not below it.
    var subfolder: String? { fromRoot(workingFolder) }

    private static func segments(of path: String) -> [Substring] {
        var segments: [Substring] = []
        for segment in path.split(separator: "/") {
            switch segment {
            case ".": continue
            case "..": _ = segments.popLast()
            default: segments.append(segment)
            }
        }
        return segments
    }
}

extension ReportRun {
    /// The path of a file for those who know the repository: from its root where it lies below it,
    /// else as the user named it.
    func path(of file: String) -> String {
        if ReportRun.isStream(file) { return file }
        if let path = paths?.fromRoot(file) { return path }
        var path = file[...]
        while path.utf8.starts(with: "./".utf8), path.utf8.count > 2 { path = path.dropFirst(2) }
        return String(path)
    }

    /// Whether a name stands for standard input.
    static func isStream(_ name: String) -> Bool { name == "-" || name == "<stdin>" }
}
