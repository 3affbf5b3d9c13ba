import Foundation

/// The files that a command's arguments mean.
enum InputPaths {
    /// Expands folders and patterns.
    ///
    /// - Parameters:
    ///   - arguments: files; `-` for standard input; folders, which stand for the upload files in
    ///     them at any depth; patterns, for shells that leave them alone.
    ///   - isLeftOut: which files and folders that are met, not named, are no inputs.
    ///   - home: what `~` stands for in a pattern.
    ///   - note: gets a word about what is no fault.
    ///   - report: gets a `Failure` for each pattern or folder without a file, and for each folder
    ///     that cannot be read.
    /// - Returns: each file once, folders and patterns sorted by name.
    /// - Throws: what `report` throws; a `Failure` for a pattern that is none.
    static func expand(
        _ arguments: [String], leavingOut isLeftOut: @escaping (String) -> Bool = { _ in false },
        home: String? = nil, note: (String) -> Void = { _ in },
        report: (Failure) throws -> Void
    ) throws -> [String] {
        var paths: [String] = []
        var seen: Set<[UInt8]> = []
        var seenFiles: Set<FileIdentity> = []
        func add(_ path: String) -> Bool {
            let isNew =
                FileIdentity(path).map { seenFiles.insert($0).inserted }
                ?? seen.insert(Array(path.utf8)).inserted
            if isNew { paths.append(path) }
            return isNew
        }
        for argument in arguments {
            let found: [String]
            let failures: [Failure]
            switch FileKind(argument) {
            case .folder where argument != "-":
                let walk = FolderWalk(argument, leavingOut: isLeftOut)
                (found, failures) = (walk.files, walk.failures)
                if found.isEmpty, failures.isEmpty { try report(emptyFolder(argument)) }
            case .missing where argument != "-" && PathPattern.isPattern(argument):
                (found, failures) = try files(matching: argument, home, isLeftOut)
                if found.isEmpty, failures.isEmpty {
                    try report(.unreachable("no file matches \(argument)"))
                }
            default:
                if !add(argument) { note("\(inputName(argument)) is named twice and read once") }
                continue
            }
            for failure in failures { try report(failure) }
            for path in found { _ = add(path) }
        }
        return paths
    }

    private static func files(
        matching text: String, _ home: String?, _ isLeftOut: @escaping (String) -> Bool
    ) throws(Failure) -> ([String], [Failure]) {
        var files: [String] = []
        var failures: [Failure] = []
        for pattern in try PathPattern.patterns(text) {
            let found = pattern.files(home: home, leavingOut: isLeftOut)
            files += found.files
            failures += found.failures
        }
        return (files.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }, failures)
    }

    private static func emptyFolder(_ folder: String) -> Failure {
        let looked = FolderWalk.endings.sorted().joined(separator: ", ")
        return .unreachable(
            "there is no upload file in \(folder)",
            hint: "files that end in \(looked) are looked for; hidden ones have to be named")
    }
}
