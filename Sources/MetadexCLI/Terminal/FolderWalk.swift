import Foundation

/// The upload files below a folder.
///
/// Left out is what nobody means by "the uploads in this folder": hidden files and folders, folders
/// that other programs fill, JSON Schemas that were exported for editors, and the failures that
/// `split` and `import` write beside parts and inputs. Links are followed; no folder is walked twice.
final class FolderWalk {
    /// The endings that are looked for.
    static let endings: Set<String> = ["json", "jsonl", "ndjson", "csv"]
    private static let foldersLeftOut: Set<String> = ["node_modules", "venv", "__pycache__"]

    /// What was found, in the order of the paths' bytes.
    private(set) var files: [String] = []
    /// Folders that cannot be read.
    private(set) var failures: [Failure] = []

    private let isLeftOut: (String) -> Bool
    private var walked: Set<FileIdentity> = []
    /// Links to folders: they come last, so that a folder is known by its own name where it has one.
    private var links: [String] = []

    /// Walks through a folder, which may be hidden, or a link, itself.
    ///
    /// - Parameter isLeftOut: which files and folders are no inputs.
    init(_ folder: String, leavingOut isLeftOut: @escaping (String) -> Bool = { _ in false }) {
        self.isLeftOut = isLeftOut
        walk(folder)
        var next = 0
        while next < links.count {
            walk(links[next])
            next += 1
        }
        files.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// Whether a folder that is met is walked through.
    static func isMeant(folder name: String) -> Bool {
        !name.hasPrefix(".") && !foldersLeftOut.contains(name)
    }

    /// Whether a file that is met is an upload.
    ///
    /// - Parameter neighbours: the names in its folder.
    static func isMeant(file name: String, among neighbours: [String]) -> Bool {
        if name.hasPrefix(".") { return false }
        let lower = name.lowercased()
        guard endings.contains(where: { lower.hasSuffix(".\($0)") }) else { return false }
        if lower.hasSuffix(".schema.json") { return false }
        if name.hasSuffix(FailureList.ending) {
            let input = String(name.dropLast(FailureList.ending.count))
            if neighbours.contains(where: { $0.utf8.elementsEqual(input.utf8) }) { return false }
        }
        return name != "failures.csv"
            || !neighbours.contains { $0.hasPrefix("accepted") || $0.hasPrefix("rejected.") }
    }

    private func walk(_ folder: String) {
        var pending = [folder]
        var next = 0
        while next < pending.count {
            let folder = pending[next]
            next += 1
            guard let identity = FileIdentity(folder: folder), walked.insert(identity).inserted
            else { continue }
            let names: [String]
            do throws(Failure) {
                names = try FolderWalk.names(in: folder)
            } catch {
                failures.append(error)
                continue
            }
            // Of several links to one folder the first by name counts.
            for name in names.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
                let path = PathParts.joined(folder, name)
                switch FileKind(path) {
                case .folder:
                    guard FolderWalk.isMeant(folder: name), !isLeftOut(path) else { continue }
                    if FileKind.isLink(path) { links.append(path) } else { pending.append(path) }
                case .file, .missing:
                    // A link to nothing is told when it is opened.
                    guard FolderWalk.isMeant(file: name, among: names), !isLeftOut(path) else {
                        continue
                    }
                    files.append(path)
                case .other: break
                }
            }
        }
    }

    /// The names in a folder.
    ///
    /// - Throws: a `Failure` with status 3 when it cannot be read.
    static func names(in folder: String) throws(Failure) -> [String] {
        guard let stream = opendir(folder) else {
            throw .unreachable(
                "cannot read the folder \(folder): \(String(cString: strerror(errno)))",
                hint: "what is in it was not read")
        }
        defer { closedir(stream) }
        var names: [String] = []
        while true {
            errno = 0
            guard let entry = readdir(stream) else {
                if errno == 0 { return names }
                throw .unreachable(
                    "cannot read the folder \(folder): \(String(cString: strerror(errno)))")
            }
            let name = withUnsafeBytes(of: entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != ".", name != ".." { names.append(name) }
        }
    }
}
