import Foundation

/// A pattern of paths: `*`, `?` and `[…]` within a name, `{a,b}` for either, `**` for folders at any
/// depth, none included.
struct PathPattern {
    /// The names between the slashes; an absolute pattern begins with an empty one.
    private let names: [String]

    /// The patterns that a text stands for, one for each way to choose from its braces.
    static func patterns(_ text: String) -> [PathPattern] {
        alternatives(text).map(PathPattern.init)
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

    // MARK: Braces

    /// 1,000 ways to choose: more is a slip, and would be tried one by one.
    private static let alternativesMax = 1_000

    /// The texts that a text with braces stands for; braces without a comma stand for themselves.
    private static func alternatives(_ text: String) -> [String] {
        guard let (open, close, commas) = braces(in: text) else { return [text] }
        let head = text[..<open]
        let tails = alternatives(String(text[text.index(after: close)...]))
        var result: [String] = []
        var start = text.index(after: open)
        for end in commas + [close] {
            for middle in alternatives(String(text[start..<end])) {
                for tail in tails where result.count < alternativesMax {
                    result.append(head + middle + tail)
                }
            }
            start = text.index(after: end)
        }
        return result
    }

    /// The first pair of braces with a comma between them, and its commas.
    private static func braces(
        in text: String
    ) -> (open: String.Index, close: String.Index, commas: [String.Index])? {
        var from = text.startIndex
        while let open = text[from...].firstIndex(of: "{") {
            var depth = 0
            var commas: [String.Index] = []
            for index in text[open...].indices {
                switch text[index] {
                case "{": depth += 1
                case "}":
                    depth -= 1
                    if depth == 0, !commas.isEmpty { return (open, index, commas) }
                case "," where depth == 1: commas.append(index)
                default: break
                }
                if depth == 0 { break }
            }
            from = text.index(after: open)
        }
        return nil
    }
}
