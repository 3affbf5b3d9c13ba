import Foundation
import Text

/// The files that a command reads and writes. None that is read is written over, and none is written
/// twice, however they are spelled or linked.
///
/// A command tells all of them before it opens the first.
final class CommandFiles {
    private struct Use {
        var path: String
        /// What the file is for the command: `an input`, `the report`.
        var role: String
        var isWritten: Bool
    }

    private var excluded: ExcludedPaths?
    private var files: [FileIdentity: Use] = [:]
    private var places: [FilePlace: Use] = [:]

    /// Tells a file that is read.
    ///
    /// - Parameters:
    ///   - path: `-` is standard input.
    ///   - role: what it is, as in `the schema`.
    /// - Throws: a `Failure` with status 2 when it is written as well.
    func reads(_ path: String, as role: String) throws {
        let path = path == "-" ? "/dev/stdin" : path
        try add(Use(path: path, role: role, isWritten: false), FilePlace(path))
    }

    /// Tells a store, with the files that SQLite keeps beside it.
    func readsStore(_ path: String) throws {
        for ending in ["", "-wal", "-shm", "-journal"] {
            let role = ending.isEmpty ? "the store" : "a part of the store"
            try reads(path + ending, as: role)
        }
    }

    /// Tells a file that is written.
    ///
    /// - Parameters:
    ///   - path: `-` is standard output.
    ///   - role: what it is, as in `the report`.
    /// - Throws: a `Failure` with status 2 when it is read as well, or written twice.
    func writes(_ path: String, as role: String) throws {
        if path == "-" { return try writesStandardOutput() }
        try add(Use(path: path, role: role, isWritten: true), FilePlace(path))
    }

    /// Tells that standard output is written, which may be a file.
    func writesStandardOutput() throws {
        // Its place is that of a file only where it is one.
        guard FileIdentity("/dev/stdout") != nil else { return }
        try add(
            Use(path: "standard output", role: "a result", isWritten: true),
            FilePlace("/dev/stdout"), identity: FileIdentity("/dev/stdout"))
    }

    /// Whether what a walk through a folder meets is no input: a file that was told, or one that
    /// the settings exclude.
    func contains(_ path: String) -> Bool {
        if excluded?.contains(path) == true { return true }
        if let file = FileIdentity(path) { return files[file] != nil }
        return FilePlace(path).map { places[$0] != nil } ?? false
    }

    private func add(_ use: Use, _ place: FilePlace?) throws {
        try add(use, place, identity: FileIdentity(use.path))
    }

    private func add(_ use: Use, _ place: FilePlace?, identity: FileIdentity?) throws {
        // Devices and pipes may be named as often as one likes.
        if identity == nil, access(use.path, F_OK) == 0 { return }
        let other = identity.flatMap { files[$0] } ?? place.flatMap { places[$0] }
        if let other, use.isWritten || other.isWritten {
            throw CommandFiles.conflict(use, other)
        }
        if other != nil { return }
        if let identity { files[identity] = use }
        if let place { places[place] = use }
    }

    private static func conflict(_ first: Use, _ second: Use) -> Failure {
        if first.isWritten, second.isWritten {
            let names =
                ExactText.isSame(first.path, second.path)
                ? first.path : "\(first.path) and \(second.path)"
            return .usage(
                "\(names): two results would be written into one file",
                hint: "name a file of its own for each")
        }
        let (written, read) = first.isWritten ? (first, second) : (second, first)
        let spelling =
            written.path.utf8.elementsEqual(read.path.utf8) ? "" : " (\(read.path))"
        return .usage(
            "\(written.path) is \(read.role)\(spelling); \(written.role) would be written over it",
            hint: "name another file")
    }
}

extension CommandFiles {
    /// The files that commands have in common.
    ///
    /// - Parameters:
    ///   - schema: the schema file, where there is one.
    ///   - store: the store, whether it is used or not: nothing else is ever meant to lie there.
    convenience init(
        schema: String?, _ configuration: Configuration?, _ store: StoreOptions?,
        _ terminal: Terminal
    ) throws {
        self.init()
        if let schema { try reads(schema, as: "the schema") }
        if let configuration {
            try reads(configuration.path, as: "the settings file")
            excluded = try ExcludedPaths(configuration)
        }
        if let store { try readsStore(store.path(terminal)) }
    }

    /// Tells the files that the settings name, whether the command uses them or not: nothing else is
    /// ever meant to lie there.
    ///
    /// - Parameter newBaseline: where a new baseline goes, which may be the place of the old one.
    func readsNamed(in configuration: Configuration?, newBaseline: String? = nil) throws {
        if let path = configuration?.schema?.value { try reads(path, as: "the schema") }
        guard let path = configuration?.baseline?.value else { return }
        if let newBaseline, FilePlace(newBaseline) == FilePlace(path) { return }
        try reads(path, as: "the baseline")
    }
}
