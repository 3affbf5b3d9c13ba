import Foundation
import Testing

@testable import Reporting

/// Reads reports with the libraries that other programs use, where they are installed
/// (`make test` fetches sarif-tools and junitparser into `.build/test-python`).
@Suite struct OtherReadersTests {
    private static func run(
        _ interpreter: String, _ arguments: [String]
    ) throws -> (status: Int32, output: String) {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [interpreter] + arguments
        let libraries = URL(filePath: #filePath).appending(path: "../../../.build/test-python")
        process.environment = ProcessInfo.processInfo.environment
            .merging(["PYTHONPATH": libraries.standardizedFileURL.path()]) { $1 }
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let output = String(
            decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return (process.terminationStatus, output)
    }

    /// The first Python that has the libraries.
    private static let python = ["python3", "/usr/bin/python3"].first { interpreter in
        (try? run(interpreter, ["-c", "import junitparser, sarif.loader"]).status == 0) ?? false
    }

    /// The official schema of SARIF 2.1.0, where the person who runs the tests has it:
    /// `METADEX_SARIF_SCHEMA=sarif-schema-2.1.0.json swift test`.
    private static let schema = ProcessInfo.processInfo.environment["METADEX_SARIF_SCHEMA"]

    @Test(.enabled(if: python != nil, "sarif-tools and junitparser are not there"))
    func sarifAndJUnitAreRead() throws {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "metadex-reports-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let script = URL(filePath: #filePath).deletingLastPathComponent().appending(
            path: "Cases/read-reports.py")
        var arguments = [script.path()]
        for format in [ReportFormat.sarif, .junit] {
            let file = folder.appending(path: "report.\(format.rawValue)")
            try Data(SampleRun.sample().text(format).utf8).write(to: file)
            arguments.append(file.path())
        }
        if let schema = Self.schema { arguments.append(schema) }
        let (status, output) = try Self.run(try #require(Self.python), arguments)
        #expect(status == 0, "\(output)")
        #expect(output == "110 4 10 6\n")
    }
}
