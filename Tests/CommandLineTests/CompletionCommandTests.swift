import Foundation
import Testing

/// `metadex completion` prints scripts that the shells take.
@Suite struct CompletionCommandTests {
    @Test(arguments: ["bash", "zsh", "fish"])
    func script(shell: String) throws {
        let workspace = try Workspace()
        let run = try workspace.run("completion", shell)
        #expect(run.status == 0 && run.talk.isEmpty, "\(run)")
        for word in ["metadex", "validate", "infer", "schema"] { #expect(run.text.contains(word)) }
        try workspace.write(run.output, to: "script")
        // The shell itself says whether it is a script, where the shell is there.
        let check = try workspace.shell("! command -v \(shell) > /dev/null || \(shell) -n script")
        #expect(check.status == 0, "\(check)")
    }
}
