/// The parts of a path, byte by byte. Foundation's functions for them end the program at a name of
/// one character.
struct PathParts {
    /// What stands before the last name: `a/b` of `a/b/c`, `/` of `/c`, nothing of `c`.
    let folder: String
    /// The last name, without a slash behind it.
    let name: String

    init(_ path: String) {
        var bytes = Substring(path).utf8
        let slash = UInt8(ascii: "/")
        while bytes.last == slash { bytes.removeLast() }
        guard let end = bytes.lastIndex(of: slash) else {
            folder = bytes.isEmpty && !path.isEmpty ? "/" : ""
            name = String(Substring(bytes))
            return
        }
        name = String(Substring(bytes[bytes.index(after: end)...]))
        var before = bytes[..<end]
        while before.last == slash { before.removeLast() }
        folder = before.isEmpty ? "/" : String(Substring(before))
    }

    /// A name in a folder; an empty folder is the current one.
    static func joined(_ folder: String, _ name: String) -> String {
        folder.isEmpty || folder.utf8.last == UInt8(ascii: "/")
            ? folder + name : "\(folder)/\(name)"
    }
}
