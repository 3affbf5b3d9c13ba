import Foundation

/// A file that a command makes and that never takes the place of another one unasked; standard output
/// for `-`.
enum NewFile {
    /// Begins the file.
    ///
    /// - Parameters:
    ///   - path: where it appears when it is complete.
    ///   - replaces: whether it may take the place of a file that is there.
    /// - Throws: a `Failure` of status 3 for what is there and may not be replaced.
    static func begin(_ path: String, replaces: Bool, _ terminal: Terminal) throws -> FileCopy {
        try check(path, replaces: replaces)
        return try FileCopy(path: path, terminal)
    }

    /// Refuses a path at which something lies that may not be replaced.
    static func check(_ path: String, replaces: Bool) throws {
        if path == "-" { return }
        switch FileKind(path) {
        case .missing, .other: return
        case .folder: throw Failure.cannotWrite(path, reason: "it is a folder")
        case .file:
            if replaces { return }
            throw Failure.unreachable(
                "\(path) is there already", hint: "name another file, or replace it with --force")
        }
    }
}
