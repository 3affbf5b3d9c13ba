import Testing

@testable import MetadexCLI

/// Names of one character, which a path may end in anywhere.
@Suite struct ShortNameTests {
    @Test(
        "the parts of a path",
        arguments: [
            ("c", "", "c"), ("/c", "/", "c"), ("a/c", "a", "c"), ("a/b/c", "a/b", "c"),
            ("a//c//", "a", "c"), ("/", "/", ""), ("//", "/", ""), ("", "", ""), ("./c", ".", "c"),
            ("é/e\u{301}", "é", "e\u{301}"),
        ])
    func parts(path: String, folder: String, name: String) {
        let parts = PathParts(path)
        #expect(
            parts.folder.utf8.elementsEqual(folder.utf8) && parts.name.utf8.elementsEqual(name.utf8)
        )
    }

    @Test("a folder and a name", arguments: [("", "c"), ("a", "a/c"), ("a/", "a/c"), ("/", "/c")])
    func joined(folder: String, path: String) {
        #expect(PathParts.joined(folder, "c") == path)
    }

    @Test("every file that a command takes may have a name of one character")
    func commands() throws {
        let workspace = try Workspace(examples: true)
        for line in [
            "schema import schema.yaml --store d", "import rides.json --folder x --store d",
            "validate rides.json --store d --output json=r --output sarif=s",
            "validate rides.json --schema schema.yaml --write-baseline b",
            "fix rides.json --schema schema.yaml -o f",
            "split rides.json --schema schema.yaml --into p",
            "query --count --store d", "validate f --schema schema.yaml --baseline b",
            "validate p --schema schema.yaml", "schema infer f", "folders --store d",
        ] {
            let run = try workspace.run(line.split(separator: " ").map(String.init))
            #expect(run.status == 0, "\(run)")
        }
        try workspace.write("", to: "t")
        #expect(try workspace.run("rules", "--config", "t").status == 0)
    }
}
