import Foundation
import TestSupport

/// A PostgreSQL server of our own for one test run: a private data folder, no network, no socket.
/// It runs in single-user mode, which executes the statements of its standard input.
struct PostgreSQLServer {
    /// The folder with `initdb` and `postgres`; nil where PostgreSQL 15 is not installed.
    static let programs: URL? = {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
        let folders = path.split(separator: ":").map(String.init) + ["/usr/lib/postgresql/15/bin"]
        return folders.map { URL(fileURLWithPath: $0) }.first { folder in
            ["initdb", "postgres"].allSatisfy {
                FileManager.default.isExecutableFile(atPath: folder.appendingPathComponent($0).path)
            } && isVersion15(folder)
        }
    }()

    /// Other versions differ in details of `numeric`.
    private static func isVersion15(_ folder: URL) -> Bool {
        let result = try? run(
            [folder.appendingPathComponent("postgres").path, "--version"], input: "")
        return result?.output.contains(" 15.") == true
    }

    /// A server that cannot be started or does not answer as it should.
    struct Failure: Error, CustomStringConvertible {
        var description: String
    }

    private let programs: URL
    private let folder: URL
    private let user: String?

    /// Makes a fresh database.
    init(programs: URL) throws {
        self.programs = programs
        let name = "canonical-json-\(ProcessInfo.processInfo.processIdentifier)"
        folder = FileManager.default.temporaryDirectory.appendingPathComponent(name)
        try? FileManager.default.removeItem(at: folder)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        // The server refuses to run as root.
        user = getuid() == 0 ? (getpwnam("postgres") == nil ? "nobody" : "postgres") : nil
        if let user, let entry = getpwnam(user) {
            chown(folder.path, entry.pointee.pw_uid, entry.pointee.pw_gid)
        }
        try execute(
            "initdb",
            ["--auth=trust", "--username=postgres", "--no-sync", "--encoding=UTF8", "--locale=C"],
            input: "")
    }

    /// Deletes the database.
    func remove() {
        try? FileManager.default.removeItem(at: folder)
    }

    /// What the server prints for `document::jsonb::text`; nil for each document that it refuses.
    func canonicalTexts(of documents: [[UInt8]]) throws -> [[UInt8]?] {
        let input = folder.appendingPathComponent("documents")
        let output = folder.appendingPathComponent("answers")
        let rows = documents.enumerated().map { "\($0)\t\\\\x\(hexadecimal($1))\n" }
        try Data(rows.joined().utf8).write(to: input)
        chmod(input.path, 0o644)
        // One statement a line. A refused document must not end the others.
        let statements = """
            CREATE TABLE documents (number int, bytes bytea)
            CREATE FUNCTION canonical(bytes bytea) RETURNS text LANGUAGE plpgsql AS $$ BEGIN \
            RETURN encode(convert_to(convert_from(bytes, 'UTF8')::jsonb::text, 'UTF8'), 'hex'); \
            EXCEPTION WHEN OTHERS THEN RETURN '!'; END $$
            COPY documents FROM '\(input.path)'
            COPY (SELECT canonical(bytes) FROM documents ORDER BY number) TO '\(output.path)'
            DROP FUNCTION canonical
            DROP TABLE documents

            """
        let log = try execute("postgres", ["-F", "postgres"], first: "--single", input: statements)
        guard let answers = try? String(contentsOf: output, encoding: .utf8) else {
            throw Failure(description: log)
        }
        let lines = answers.split(separator: "\n")
        guard lines.count == documents.count else { throw Failure(description: log) }
        return lines.map { $0 == "!" ? nil : CaseFiles.bytes(hexadecimal: String($0)) }
    }

    private func hexadecimal(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(
            decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    @discardableResult
    private func execute(
        _ program: String, _ arguments: [String], first: String? = nil, input: String
    ) throws -> String {
        let data = folder.appendingPathComponent("data").path
        let switchUser = user.map { ["runuser", "-u", $0, "--"] } ?? []
        let command = [programs.appendingPathComponent(program).path] + (first.map { [$0] } ?? [])
        let result = try PostgreSQLServer.run(
            switchUser + command + ["-D", data] + arguments, input: input)
        guard result.status == 0 else { throw Failure(description: "\(program): \(result.output)") }
        return result.output
    }

    private static func run(
        _ command: [String], input: String
    ) throws -> (status: Int32, output: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = command
        process.currentDirectoryURL = URL(fileURLWithPath: "/")
        let standardInput = Pipe()
        let standardOutput = Pipe()
        process.standardInput = standardInput
        process.standardOutput = standardOutput
        process.standardError = standardOutput
        try process.run()
        try standardInput.fileHandleForWriting.write(contentsOf: Data(input.utf8))
        try standardInput.fileHandleForWriting.close()
        let output = standardOutput.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: output, as: UTF8.self))
    }
}
