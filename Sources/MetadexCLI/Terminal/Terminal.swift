import CanonicalJSON
import Findings
import Foundation

/// What is known about the terminal, and the three standard streams.
struct Terminal {
    let standardOutput = Output(descriptor: STDOUT_FILENO, name: "standard output")
    let standardError = Output(descriptor: STDERR_FILENO, name: "standard error")
    let environment: [String: String]
    let settings = SettingsFiles()

    init(environment: [String: String] = ProcessInfo.processInfo.environment) {
        self.environment = environment
    }

    var outputIsTerminal: Bool { isatty(STDOUT_FILENO) == 1 }
    var errorIsTerminal: Bool { isatty(STDERR_FILENO) == 1 }

    /// Columns of the terminal behind standard output; 80 where there is none.
    var width: Int {
        var size = winsize()
        if ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 {
            return Int(size.ws_col)
        }
        return environment["COLUMNS"].flatMap { Int($0) } ?? 80
    }

    /// The columns that a table has to fit: those of the terminal, or of `COLUMNS` where it is set;
    /// nil for a pipe or a file, which have no width.
    var tableWidth: Int? {
        outputIsTerminal ? width : environment["COLUMNS"].flatMap { Int($0) }.map { max($0, 1) }
    }

    /// Where temporary files go.
    var temporaryFolder: String {
        let folder = environment["TMPDIR"] ?? ""
        return folder.isEmpty ? "/tmp" : folder
    }

    /// Whether to colour a stream: `NO_COLOR` and `CLICOLOR_FORCE` decide when the user did not.
    func usesColor(_ choice: ColorChoice, isTerminal: Bool) -> Bool {
        switch choice {
        case .always: return true
        case .never: return false
        case .auto:
            if let value = environment["NO_COLOR"], !value.isEmpty { return false }
            if let value = environment["CLICOLOR_FORCE"] ?? environment["FORCE_COLOR"],
                !value.isEmpty, value != "0"
            {
                return true
            }
            return isTerminal && environment["TERM"] != "dumb"
        }
    }

    private static func line(_ value: some Encodable) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(value)
    }

    /// Says a value as one line of JSON, on standard error.
    func sayJSON(_ value: some Encodable) throws {
        say(String(decoding: try Terminal.line(value), as: UTF8.self))
    }

    /// Writes a value as one line of JSON to standard output.
    func writeLine(_ value: some Encodable) throws {
        try standardOutput.write(Terminal.line(value))
        try standardOutput.writeLine()
        try standardOutput.flush()
    }

    /// Says a finding in one line, on standard error.
    func say(_ finding: Finding) {
        let place = finding.location
        say(
            "\(place.file):\(place.position.line):\(place.position.column): "
                + "\(finding.severity.rawValue)[\(finding.rule.name)] \(finding.message)")
    }

    /// Says one line to the person, on standard error.
    func say(_ line: String) {
        // A closed standard error must not hide the result on standard output.
        try? standardError.writeLine(line)
        try? standardError.flush()
    }

    /// Says what takes several lines.
    func say(lines: some Sequence<some StringProtocol>) {
        for line in lines { say(String(line)) }
    }
}
