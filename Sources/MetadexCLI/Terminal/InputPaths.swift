import Foundation

/// The files that a command's arguments mean.
enum InputPaths {
    /// The endings that are looked for in a folder.
    static let endings: Set<String> = ["json", "jsonl", "ndjson", "csv"]

    /// Expands folders and patterns.
    ///
    /// - Parameters:
    ///   - arguments: files; `-` for standard input; folders, which stand for the upload files in
    ///     them at any depth; patterns with `*`, `?` or `[`, for shells that leave them alone.
    ///   - report: gets a `Failure` for each pattern or folder without a file.
    /// - Returns: each file once, folders and patterns sorted by name.
    /// - Throws: what `report` throws.
    static func expand(
        _ arguments: [String], report: (Failure) throws -> Void
    ) rethrows -> [String] {
        var paths: [String] = []
        for argument in arguments {
            if argument == "-" {
                paths.append(argument)
            } else if isFolder(argument) {
                let files = filesBelow(argument)
                if files.isEmpty {
                    let looked = endings.sorted().joined(separator: ", ")
                    try report(
                        .unreachable(
                            "there is no upload file in \(argument)",
                            hint: "files that end in \(looked) are looked for"))
                }
                paths += files
            } else if argument.contains(where: { "*?[".contains($0) }), !exists(argument) {
                let matches = match(argument)
                if matches.isEmpty { try report(.unreachable("no file matches \(argument)")) }
                paths += matches
            } else {
                paths.append(argument)
            }
        }
        var seen: Set<String> = []
        var seenFiles: Set<FileIdentity> = []
        return paths.filter { path in
            if let file = FileIdentity(path) { return seenFiles.insert(file).inserted }
            return seen.insert(path).inserted
        }
    }

    private static func exists(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: path)
    }

    private static func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
            && isFolder.boolValue
    }

    private static func filesBelow(_ folder: String) -> [String] {
        let paths =
            FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
        return
            paths
            .filter { endings.contains(($0 as NSString).pathExtension.lowercased()) }
            .map { (folder as NSString).appendingPathComponent($0) }
            .filter { !isFolder($0) }
            .sorted()
    }

    private static func match(_ pattern: String) -> [String] {
        var result = glob_t()
        defer { globfree(&result) }
        guard glob(pattern, GLOB_BRACE | GLOB_TILDE, nil, &result) == 0 else { return [] }
        return (0..<Int(result.gl_pathc)).compactMap { index in
            result.gl_pathv[index].map { String(cString: $0) }
        }.filter { !isFolder($0) }
    }
}
