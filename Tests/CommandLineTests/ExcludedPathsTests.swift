import Foundation
import Testing

@testable import MetadexCLI

/// `exclude` in the settings.
@Suite struct ExcludedPathsTests {
    @Test("patterns mean names, or paths from the folder of the settings")
    func patterns() throws {
        let examples: [(pattern: String, folder: String, path: String, isExcluded: Bool)] = [
            ("old", "", "old", true), ("old", "", "a/b/old", true), ("old", "", "./a/old", true),
            ("old", "", "older", false), ("old", "", "old/x.json", false),
            ("old/", "", "a/old", true), ("*.draft.json", "", "a/x.draft.json", true),
            ("*.draft.json", "", "a/x.json", false), ("x?.json", "", "x1.json", true),
            ("a/old", "", "a/old", true), ("a/old", "", "b/a/old", false),
            ("./a/old/", "", "a/old", true), ("a/**/*.json", "", "a/b/c/x.json", true),
            ("{a,b}/x.json", "", "b/x.json", true), ("[ab]/x.json", "", "c/x.json", false),
            ("a/old", "..", "../a/old", true), ("a/old", "..", "a/old", false),
            ("a/old", "../..", "../../c/../a/old", true), ("old", "..", "../../old", true),
            ("/etc/x.json", "", "/etc/x.json", true), ("/etc/x.json", "/etc", "/etc/x.json", true),
            ("etc/x.json", "/", "/etc/x.json", true),
            ("Zu\u{308}rich", "", "Zu\u{308}rich", true),
            ("Zu\u{308}rich", "", "Z\u{FC}rich", false),
        ]
        for example in examples {
            let paths = try ExcludedPaths([example.pattern], in: example.folder)
            #expect(paths.contains(example.path) == example.isExcluded, "\(example)")
        }
    }

    @Test("walks leave out what the settings exclude, whoever walks; what is named is read")
    func walks() throws {
        let workspace = try Workspace(examples: true)
        for name in ["up/a.json", "up/old/b.json", "up/c.draft.json", "up/deep/er/d.json"] {
            try workspace.write(workspace.bytes(of: "faults.json"), to: name)
        }
        try workspace.write(
            "exclude = [\"old\", \"*.draft.json\", \"up/deep/er\"]\n", to: "metadex.toml")
        let walks = [
            "metadex validate up --format concise", "metadex validate 'up/**' --format concise",
            "metadex validate 'up/**/*.json' --format concise",
            "cd up && metadex validate . --format concise",
            "cd up/deep && metadex validate .. --format concise",
        ]
        for walk in walks {
            let run = try workspace.shell(walk)
            #expect(run.status == 1 && run.text.contains("a.json:"), "\(run)")
            for name in ["b.json", "c.draft", "d.json"] {
                #expect(!run.text.contains(name), "\(run)")
            }
        }
        let named = try workspace.shell(
            "metadex validate up/old up/c.draft.json up/deep/er --format concise")
        for name in ["b.json:", "c.draft.json:", "d.json:"] {
            #expect(named.text.contains(name), "\(named)")
        }
        let all = try workspace.run("validate", "up", "--no-config", "--format", "concise")
        #expect(all.text.contains("d.json:"), "\(all)")
        _ = try workspace.run("schema", "import", "schema.yaml")
        let stored = try workspace.run("import", "up", "--folder", "f", "--ignore-errors")
        #expect(!stored.talk.contains("old/b.json"), "\(stored)")
        let proposed = try workspace.run("schema", "infer", "up")
        #expect(proposed.talk.contains("4 items"), "\(proposed)")
    }
}
