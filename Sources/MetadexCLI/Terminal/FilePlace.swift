import Foundation

/// Where a file is or would be: links and other spellings of its folder do not hide it.
struct FilePlace: Hashable {
    /// The path without links, `.` and `..`, byte by byte.
    private let bytes: [UInt8]

    /// 40 links: what Linux follows in one path.
    private static let linksMax = 40

    /// Nil where not even the folder is there.
    init?(_ path: String) {
        guard let resolved = FilePlace.resolved(path) else { return nil }
        bytes = Array(resolved.utf8)
    }

    /// The path of a file without links, whether it is there or would be made.
    ///
    /// A link to a file that does not exist yet stands for that file.
    static func resolved(_ path: String) -> String? {
        var path = path
        for _ in 0..<linksMax {
            if let found = realpath(path, nil) {
                defer { free(found) }
                return String(cString: found)
            }
            guard
                let target = try? FileManager.default.destinationOfSymbolicLink(atPath: path)
            else { break }
            path =
                target.hasPrefix("/")
                ? target : PathParts.joined(PathParts(path).folder, target)
        }
        let parts = PathParts(path)
        guard let found = realpath(parts.folder.isEmpty ? "." : parts.folder, nil) else {
            return nil
        }
        defer { free(found) }
        return PathParts.joined(String(cString: found), parts.name)
    }
}
