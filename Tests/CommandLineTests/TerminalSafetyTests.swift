import Foundation
import TestSupport
import Testing

/// Nothing from a file, a store, a name or the command line steers a terminal, or begins a line that
/// a build service would obey, in any command.
@Suite(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/script")))
struct TerminalSafetyTests {
    struct Case: Decodable, CustomTestStringConvertible {
        /// What stands behind `metadex`; `$H` is ``hostile``, `$F` and `$K` what may be the name of a
        /// folder or a key.
        var command: String
        /// Whether standard output is data, which only a terminal gets with escapes.
        var isData: Bool?
        var environment: [String: String]?

        var testDescription: String { command }
    }

    private static let cases = CaseFiles.load("terminal-safety.json", as: Case.self)

    /// Sets the title, clears the screen, changes colours (also as one character of two bytes), turns
    /// the direction of text, and begins a line that looks like a command to a build service.
    private static let hostile =
        "\u{1B}]0;x\u{7}\u{1B}[2J\u{9B}31m\u{7F}\u{202E}\u{2066}\u{61C}\u{2028}\r\n::forged::x"
    /// What no name of a folder refuses.
    private static let folder = "f\u{202E}\u{2066}\u{200F}d"
    private static let key = "k\u{7F}\u{9B}2J\u{202E}"

    private static func workspace() throws -> Workspace {
        let workspace = try Workspace(examples: true)
        let item: [String: Any] = [
            "objectUrl": "https://a.example/1.jpg", "title": hostile,
            "clientMetadata": [
                "weather": "rain", key: hostile, "place": "\u{1B}[2J\u{9B}", "note": hostile,
            ],
        ]
        let faulty: [String: Any] = [
            "objectUrl": "https://a.example/\(hostile)", hostile: 1,
            "clientMetadata": ["weather": hostile, "speed": hostile, "is_night": "\(hostile)1"],
        ]
        let fixable: [String: Any] = [
            "objectUrl": "https://a.example/2.jpg", "title": key,
            "clientMetadata": ["weather": " Rain ", "note": key],
        ]
        try write(["images": [item]], to: "good.json", workspace)
        try write(
            ["images": [item, faulty, fixable, fixable], hostile: [1]], to: "\(hostile).json",
            workspace)
        try write(
            [
                "keys": [
                    "weather": [
                        "type": "enum", "options": [hostile, folder, "rain"],
                        "description": hostile,
                    ],
                    "clip": ["type": "embedding", "size": 3, "api": ["name": hostile]],
                    "place": ["type": "varchar", "description": key],
                ]
            ], to: "\(hostile)-schema.json", workspace)
        try workspace.write("{\"images\": [\(hostile)", to: "\(hostile).txt")
        try workspace.write(
            "ObjectUrl,\(hostile)\nhttps://a.example/1,\(hostile)\n", to: "\(hostile).csv")
        try workspace.write(
            "schema = \"\(key)\"\n[\"\(key)\"]\n\(hostile) = 1\n", to: "\(hostile).toml")
        try workspace.write(
            "\(hostile)\n\"\(key)\"\n\(key)\n[1, \(key)]\n\"\\u009b\\u202e\"\n!\(folder)\n",
            to: "lines.txt")
        try workspace.write(
            """
            {"id": "\(key)", "limit": 1}
            {"filter": "\(key)"}
            {"\(key)": 1}
            {"facet": "weather", "filter": "weather = '\(folder)'"}
            \(key)

            """, to: "requests.jsonl")
        try FileManager.default.createDirectory(
            at: workspace.url("\(hostile).d"), withIntermediateDirectories: true)
        for command in [
            ["schema", "import", "\(hostile)-schema.json", "--note", hostile],
            ["import", "good.json", "--folder", folder, "--ignore", "key-forbidden-character"],
        ] {
            let run = try workspace.run(command, environment: ["METADEX_AUTHOR": hostile])
            #expect(run.status == 0, "\(run)")
        }
        return workspace
    }

    private static func write(_ object: Any, to name: String, _ workspace: Workspace) throws {
        let bytes = try JSONSerialization.data(
            withJSONObject: object, options: [.sortedKeys, .withoutEscapingSlashes])
        try workspace.write([UInt8](bytes), to: name)
    }

    private static let environment = ["H": hostile, "F": folder, "K": key, "NO_COLOR": "1"]

    /// What a terminal would obey in a text, or a build service at the start of a line.
    private static func danger(in text: String, isData: Bool = false) -> String? {
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x09, 0x0A: continue
            case 0..<0x20, 0x7F..<0xA0, 0x61C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069:
                return "U+" + String(scalar.value, radix: 16)
            default: continue
            }
        }
        let isForged =
            !isData
            && text.unicodeScalars.split(separator: "\n").contains {
                String($0).hasPrefix("::forged")
            }
        return isForged ? "a forged line" : nil
    }

    @Test("every command is tried")
    func complete() {
        for command in Program.commands {
            let words = command.joined(separator: " ")
            #expect(Self.cases.contains { $0.command.hasPrefix(words) }, "\(words)")
        }
    }

    @Test("what a terminal gets")
    func terminal() throws {
        let workspace = try Self.workspace()
        for example in Self.cases {
            try workspace.write("metadex \(example.command)\n", to: "line.sh")
            let run = try workspace.shell(
                "script -qec 'sh line.sh' /dev/null < /dev/null",
                environment: Self.environment.merging(example.environment ?? [:]) { $1 })
            // The terminal puts a carriage return before each line end; CSV has its own.
            // What takes long shows its progress, and takes it away again.
            let text = run.text.replacingOccurrences(of: "\r\r\n", with: "\n")
                .replacingOccurrences(of: "\r\n", with: "\n")
                .replacingOccurrences(
                    of: "\r[^\r\n\u{1B}]*\u{1B}\\[K", with: "", options: .regularExpression)
            let danger = Self.danger(in: text, isData: example.isData == true)
            #expect(danger == nil, "\(example.command): \(run)")
            #expect((0...3).contains(run.status), "\(example.command): \(run)")
        }
    }

    @Test("what pipes and files get")
    func pipes() throws {
        let workspace = try Self.workspace()
        for example in Self.cases {
            let run = try workspace.shell(
                "metadex \(example.command)",
                environment: Self.environment.merging(example.environment ?? [:]) { $1 })
            #expect(Self.danger(in: run.talk) == nil, "\(example.command): \(run)")
            if example.isData != true {
                #expect(Self.danger(in: run.text) == nil, "\(example.command): \(run)")
            }
        }
    }

    @Test("in JSON an escape is the character that it stands for")
    func sameData() throws {
        let workspace = try Self.workspace()
        let run = try workspace.run("query", "--format", "jsonl")
        #expect(run.jsonLines.first?["title"] as? String == Self.hostile, "\(run)")
        let metadata = try workspace.run("get", "--metadata", "https://a.example/1.jpg")
        #expect((metadata.json as? [String: Any])?["note"] as? String == Self.hostile)
        // The canonical form is the same everywhere, byte by byte.
        #expect(metadata.text.contains("\u{9B}"))
        for format in ["json", "yaml", "encord"] {
            let shown = try workspace.run("schema", "show", "--format", format)
            try workspace.write(shown.output, to: "again")
            let again = try workspace.run("schema", "import", "again")
            #expect(again.status == 0 && again.talk.contains("Nothing to change"), "\(again)")
        }
    }

    @Test("colours stay on a terminal")
    func colours() throws {
        let workspace = try Self.workspace()
        for command in [
            "validate \"$H.json\"", "fix \"$H.json\" --schema schema.yaml --dry-run --unsafe",
        ] {
            try workspace.write("metadex \(command)\n", to: "line.sh")
            let run = try workspace.shell(
                "script -qec 'sh line.sh' /dev/null < /dev/null",
                environment: ["H": Self.hostile, "TERM": "xterm"])
            #expect(run.text.contains("\u{1B}[3") && !run.text.contains("\\u001b[3"), "\(run)")
            #expect(!run.text.contains("\u{1B}[2J") && !run.text.contains("\u{9B}"), "\(run)")
        }
    }
}
