import Foundation

/// A pattern of paths: `*`, `?` and `[…]` within a name, `{a,b}` for either, `**` for folders at any
/// depth, none included.
struct PathPattern {
    /// The names between the slashes; an absolute pattern begins with an empty one.
    private let names: [String]

    /// The patterns that a text stands for, one for each way to choose from its braces.
    ///
    /// - Parameter start: what each begins with.
    /// - Throws: a `Failure` of wrong usage when it is too long or stands for too many.
    static func patterns(_ text: String, behind start: String = "") throws(Failure) -> [PathPattern]
    {
        try BraceChoices.texts(of: text).map { PathPattern(start + $0) }
    }

    private init(_ text: String) {
        var names: [String] = []
        for (index, name) in text.split(separator: "/", omittingEmptySubsequences: false)
            .enumerated()
        {
            // `a//b` and `a/**/**/b` say nothing more than `a/b` and `a/**/b`.
            if name.isEmpty, index > 0 { continue }
            if name == "**", names.last == "**" { continue }
            names.append(String(name))
        }
        self.names = names
    }

    static func isPattern(_ text: String) -> Bool {
        text.utf8.contains {
            $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "[")
        }
    }

    /// Whether a path is one of those meant.
    func matches(_ path: String) -> Bool {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        // Which of the first names of the pattern match the parts so far: one bit a name.
        var reached = [Bool](repeating: false, count: names.count + 1)
        reached[0] = true
        skipAnyDepth(&reached)
        for part in parts {
            var next = [Bool](repeating: false, count: names.count + 1)
            for (index, name) in names.enumerated() where reached[index] {
                if name == "**" {
                    next[index] = true
                } else if PathPattern.matches(name, part) {
                    next[index + 1] = true
                }
            }
            skipAnyDepth(&next)
            reached = next
        }
        return reached[names.count]
    }

    /// `**` also stands for no folder at all.
    private func skipAnyDepth(_ reached: inout [Bool]) {
        for (index, name) in names.enumerated() where reached[index] && name == "**" {
            reached[index + 1] = true
        }
    }

    private static func matches(_ pattern: String, _ name: String) -> Bool {
        fnmatch(pattern, name, FNM_PERIOD) == 0
    }

    // MARK: Files

    /// The files that match, and folders that cannot be read.
    ///
    /// - Parameters:
    ///   - home: what `~` stands for.
    ///   - isLeftOut: which of the files and folders that `**` meets are left out.
    func files(
        home: String?, leavingOut isLeftOut: @escaping (String) -> Bool = { _ in false }
    ) -> (files: [String], failures: [Failure]) {
        var search = Search(isLeftOut: isLeftOut)
        var names = names[...]
        var start = ""
        if names.first == "" {
            start = "/"
            names = names.dropFirst()
        } else if names.first == "~", let home {
            start = home
            names = names.dropFirst()
        }
        search.run(in: start, for: names)
        return (search.files, search.failures)
    }

    /// One way through the folders.
    private struct Search {
        let isLeftOut: (String) -> Bool
        var files: [String] = []
        var failures: [Failure] = []
        /// Folders in which the same rest of the pattern was looked for: links may lead in circles.
        private var seen: [Int: Set<FileIdentity>] = [:]
        /// Links that `**` meets: they come last, so that a folder is known by its own name where it
        /// has one.
        private var links: [(path: String, names: ArraySlice<String>)] = []

        init(isLeftOut: @escaping (String) -> Bool) { self.isLeftOut = isLeftOut }

        mutating func run(in folder: String, for names: ArraySlice<String>) {
            look(in: folder, for: names)
            var next = 0
            while next < links.count {
                look(in: links[next].path, for: links[next].names)
                next += 1
            }
        }

        private mutating func look(in folder: String, for names: ArraySlice<String>) {
            guard let name = names.first else { return }
            let isLast = names.count == 1
            if !PathPattern.isPattern(name) {
                let path = Search.path(folder, name)
                switch FileKind(path) {
                case .folder where !isLast: look(in: path, for: names.dropFirst())
                case .file where isLast, .other where isLast: files.append(path)
                default: break
                }
                return
            }
            guard let identity = FileIdentity(folder: folder.isEmpty ? "." : folder),
                seen[names.count, default: []].insert(identity).inserted
            else { return }
            if name == "**", isLast {
                let walk = FolderWalk(folder.isEmpty ? "." : folder, leavingOut: isLeftOut)
                files += folder.isEmpty ? walk.files.map { String($0.dropFirst(2)) } : walk.files
                failures += walk.failures
                return
            }
            let found: [String]
            do throws(Failure) {
                found = try FolderWalk.names(in: folder.isEmpty ? "." : folder)
                    .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
            } catch {
                failures.append(error)
                return
            }
            if name == "**" { look(in: folder, for: names.dropFirst()) }
            for entry in found {
                let path = Search.path(folder, entry)
                let kind = FileKind(path)
                if name == "**" {
                    guard kind == .folder, FolderWalk.isMeant(folder: entry), !isLeftOut(path)
                    else { continue }
                    if FileKind.isLink(path) {
                        links.append((path, names))
                    } else {
                        look(in: path, for: names)
                    }
                } else if PathPattern.matches(name, entry) {
                    if isLast, kind != .folder, !isLeftOut(path) { files.append(path) }
                    if !isLast, kind == .folder { look(in: path, for: names.dropFirst()) }
                }
            }
        }

        private static func path(_ folder: String, _ name: String) -> String {
            folder.isEmpty ? name : folder == "/" ? "/" + name : folder + "/" + name
        }
    }
}
