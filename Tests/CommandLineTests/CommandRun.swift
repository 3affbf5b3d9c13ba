import Foundation

/// What one run of the program printed, and how it ended.
struct CommandRun: CustomStringConvertible {
    let command: String
    let output: [UInt8]
    /// What it said on standard error.
    let talk: String
    let status: Int32

    /// Standard output as text.
    var text: String { String(decoding: output, as: UTF8.self) }

    /// The lines of standard output.
    var lines: [String] { text.split(whereSeparator: \.isNewline).map(String.init) }

    /// Standard output as one JSON value; nil when it is none.
    var json: Any? {
        try? JSONSerialization.jsonObject(with: Data(output), options: .fragmentsAllowed)
    }

    /// The lines of standard output, each as one JSON object.
    var jsonLines: [[String: Any]] {
        lines.compactMap {
            try? JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
        }
    }

    /// Everything that helps to understand a failed test.
    var description: String {
        """
        $ \(command)
        \(text.prefix(4_000))--- standard error
        \(talk.prefix(4_000))--- status \(status)
        """
    }
}

/// The program that is tested.
enum Program {
    /// `METADEX_BINARY`, else the executable that was built beside the tests.
    static let path: String = {
        // A child may end before it has read all of its input.
        signal(SIGPIPE, SIG_IGN)
        if let path = ProcessInfo.processInfo.environment["METADEX_BINARY"] { return path }
        return URL(fileURLWithPath: CommandLine.arguments[0])
            .deletingLastPathComponent().appendingPathComponent("metadex").path
    }()

    /// Every command, the ones below `schema` with it.
    static let commands: [[String]] = [
        ["validate"], ["fix"], ["split"], ["import"], ["query"], ["get"], ["update"],
        ["move"], ["delete"], ["restore"], ["deleted"], ["folders"], ["rules"],
        ["explain"], ["canon"], ["value"], ["config", "show"], ["completion"], ["schema", "check"],
        ["schema", "import"], ["schema", "show"], ["schema", "export"], ["schema", "add"],
        ["schema", "set"], ["schema", "options"], ["schema", "delete"], ["schema", "restore"],
        ["schema", "log"], ["schema", "infer"], ["export"], ["stats"], ["backup"], ["compact"],
        ["doctor"], ["reindex"], ["generate"],
    ]
}
