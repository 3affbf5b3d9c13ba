import Foundation
import TestSupport

/// A new folder that the program runs in, gone with the test.
final class Workspace {
    let folder: URL

    /// 60 seconds: no single command of these tests takes more than a few; one that hangs is ended.
    private static let secondsMax = 60.0

    /// - Parameters:
    ///   - examples: whether to copy the files of `Examples/` into the folder.
    ///   - store: whether to have a store `metadex.db` with the example items in the folder `rides`.
    init(examples: Bool = false, store: Bool = false) throws {
        folder = URL(fileURLWithPath: NSTemporaryDirectory())
            .appendingPathComponent("metadex-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        if examples {
            let source = Repository.root.appendingPathComponent("Examples")
            for name in try FileManager.default.contentsOfDirectory(atPath: source.path) {
                try FileManager.default.copyItem(
                    at: source.appendingPathComponent(name), to: url(name))
            }
        }
        if store {
            for (name, bytes) in try Workspace.storeFiles.get() { try bytes.write(to: url(name)) }
        }
    }

    deinit {
        try? FileManager.default.removeItem(at: folder)
    }

    /// The files of a store that holds the example items.
    private static let storeFiles = Result<[String: Data], any Error> {
        let workspace = try Workspace(examples: true)
        _ = try workspace.run("schema", "import", "schema.yaml")
        _ = try workspace.run("import", "rides.json", "--folder", "rides")
        let names = workspace.names().filter { $0.hasPrefix("metadex.db") }
        return try Dictionary(
            uniqueKeysWithValues: names.map { ($0, try Data(contentsOf: workspace.url($0))) })
    }

    // MARK: Files

    func url(_ name: String) -> URL { folder.appendingPathComponent(name) }

    /// The names of the folder's files, sorted.
    func names(in subfolder: String = ".") -> [String] {
        let names = try? FileManager.default.contentsOfDirectory(atPath: url(subfolder).path)
        return (names ?? []).sorted()
    }

    @discardableResult
    func write(_ text: String, to name: String) throws -> String {
        try write(Array(text.utf8), to: name)
    }

    @discardableResult
    func write(_ bytes: [UInt8], to name: String) throws -> String {
        let file = url(name)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: file)
        return name
    }

    func text(of name: String) throws -> String {
        String(decoding: try Data(contentsOf: url(name)), as: UTF8.self)
    }

    func bytes(of name: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: url(name))) }

    func json(of name: String) throws -> Any {
        try JSONSerialization.jsonObject(with: Data(contentsOf: url(name)))
    }

    // MARK: Runs

    /// Runs the program in the folder.
    ///
    /// - Parameters:
    ///   - input: standard input, all of it.
    ///   - environment: added to one that holds only the search path and a home folder.
    func run(
        _ arguments: String..., input: String = "", environment: [String: String] = [:]
    ) throws -> CommandRun {
        try run(arguments, input: Array(input.utf8), environment: environment)
    }

    func run(
        _ arguments: [String], input: [UInt8] = [], environment: [String: String] = [:]
    ) throws -> CommandRun {
        try run(Program.path, arguments, input, environment)
    }

    /// Runs a line of a shell; `metadex` is the program.
    func shell(_ line: String, environment: [String: String] = [:]) throws -> CommandRun {
        let binary = url(".bin/metadex")
        if !FileManager.default.fileExists(atPath: binary.path) {
            try FileManager.default.createDirectory(
                at: binary.deletingLastPathComponent(), withIntermediateDirectories: true)
            try FileManager.default.createSymbolicLink(
                atPath: binary.path, withDestinationPath: Program.path)
        }
        return try run("/bin/sh", ["-c", line], [], environment)
    }

    private func run(
        _ executable: String, _ arguments: [String], _ input: [UInt8],
        _ environment: [String: String]
    ) throws -> CommandRun {
        // Files and not pipes: nothing can wait for anything, however much is printed.
        let streams = try Streams(input: input)
        let process = process(executable, arguments, environment)
        process.standardInput = streams.input
        process.standardOutput = streams.output
        process.standardError = streams.talk
        try Workspace.start(process, secondsMax: Workspace.secondsMax)
        process.waitUntilExit()
        return CommandRun(
            command: ([executable] + arguments).joined(separator: " "),
            output: try streams.outputBytes(),
            talk: String(decoding: try streams.talkBytes(), as: UTF8.self),
            status: process.terminationStatus)
    }

    /// A process in the folder with a clean environment, not yet started.
    func process(
        _ executable: String, _ arguments: [String], _ environment: [String: String] = [:]
    ) -> Process {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: executable)
        process.arguments = arguments
        process.currentDirectoryURL = folder
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        process.environment = [
            "PATH": url(".bin").path + ":" + path, "HOME": folder.path, "TMPDIR": folder.path,
            "COLUMNS": "1000",
        ].merging(environment) { $1 }
        return process
    }

    /// Starts a process that can be interrupted, and ends it when it hangs, so that its test fails
    /// and does not wait for ever.
    static func start(_ process: Process, secondsMax: Double) throws {
        // The threads of a thread pool block signals, and a child inherits that.
        var signals = sigset_t()
        var previous = sigset_t()
        sigemptyset(&signals)
        for number in [SIGINT, SIGTERM, SIGHUP] { sigaddset(&signals, number) }
        pthread_sigmask(SIG_UNBLOCK, &signals, &previous)
        defer { pthread_sigmask(SIG_SETMASK, &previous, nil) }
        try process.run()
        DispatchQueue.global().asyncAfter(deadline: .now() + secondsMax) {
            if process.isRunning { kill(process.processIdentifier, SIGKILL) }
        }
    }
}

/// The three standard streams of a run, as files.
private final class Streams {
    let input: FileHandle
    let output: FileHandle
    let talk: FileHandle
    private let folder: URL

    init(input bytes: [UInt8]) throws {
        folder = URL(fileURLWithPath: NSTemporaryDirectory())
            .appendingPathComponent("metadex-streams-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for name in ["output", "talk"] {
            try Data().write(to: folder.appendingPathComponent(name))
        }
        try Data(bytes).write(to: folder.appendingPathComponent("input"))
        input = try FileHandle(forReadingFrom: folder.appendingPathComponent("input"))
        output = try FileHandle(forWritingTo: folder.appendingPathComponent("output"))
        talk = try FileHandle(forWritingTo: folder.appendingPathComponent("talk"))
    }

    deinit {
        try? FileManager.default.removeItem(at: folder)
    }

    func outputBytes() throws -> [UInt8] {
        [UInt8](try Data(contentsOf: folder.appendingPathComponent("output")))
    }

    func talkBytes() throws -> [UInt8] {
        [UInt8](try Data(contentsOf: folder.appendingPathComponent("talk")))
    }
}
