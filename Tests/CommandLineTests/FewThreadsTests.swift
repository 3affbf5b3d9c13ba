import Foundation
import Testing

/// Where the system gives no more threads, as in small containers, every command does its work.
@Suite struct FewThreadsTests {
    private static let commands = [
        "validate many.json --schema schema.yaml", "schema infer many.json",
        "fix many.json --schema schema.yaml -o fixed.json",
        "split many.json --schema schema.yaml --into parts",
        "schema import schema.yaml", "import many.json --folder a", "query --count",
        "query --facet weather", "folders", "get https://a.example/1.jpg",
    ]

    @Test("no threads at all")
    func none() throws {
        let workspace = try Workspace(examples: true)
        chmod(workspace.folder.path, 0o777)
        let items = (1...3_000).map {
            "{\"objectUrl\": \"https://a.example/\($0).jpg\", \"clientMetadata\": {\"speed\": \($0), "
                + "\"weather\": \"rain\", \"site\": \"the same site as that of all the others\"}}"
        }
        try workspace.write(
            "{\"images\": [\(items.joined(separator: ",\n"))]}", to: "many.json")
        for command in Self.commands {
            let run = try workspace.shell(
                "\(OrdinaryUser.prefix) bash -c 'ulimit -u 1; exec metadex \(command)'")
            #expect(run.status == 0, "\(run)")
        }
    }
}
