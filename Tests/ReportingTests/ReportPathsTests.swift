import Testing

@testable import Reporting

@Suite struct ReportPathsTests {
    @Test(arguments: [
        ("up.json", "data/up.json"), ("./a/../up.json", "data/up.json"), ("../x.json", "x.json"),
        ("/repo/y/z.json", "y/z.json"), ("../../other.json", nil), ("/repository/a.json", nil),
        ("/tmp/a.json", nil), ("/repo", nil), ("..", nil), ("a b/é.json", "data/a b/é.json"),
    ])
    func pathsStartAtTheRoot(_ path: String, _ expected: String?) {
        for root in ["/repo", "/repo/", "/x/../repo"] {
            let paths = ReportPaths(root: root, workingFolder: "/repo/data")
            #expect(paths.fromRoot(path) == expected)
        }
    }

    @Test func standardInputIsNoFile() {
        var run = ReportRun(toolVersion: "1")
        run.paths = ReportPaths(root: "/repo", workingFolder: "/repo/data")
        #expect(run.path(of: "<stdin>") == "<stdin>")
        #expect(run.path(of: "/tmp/a.json") == "/tmp/a.json")
        #expect(run.paths?.subfolder == "data")
        #expect(ReportPaths(root: "/repo", workingFolder: "/repo/").subfolder == nil)
        run.paths = nil
        #expect(run.path(of: "././a.json") == "a.json" && run.path(of: "./") == "./")
    }
}
