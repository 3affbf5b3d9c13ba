import Foundation
import TestSupport
import Testing

/// `metadex export`: what goes out can come in again.
@Suite struct ExportCommandTests {
    /// A store of made-up items in two folders.
    private func workspace() throws -> Workspace {
        let workspace = try Workspace(examples: true)
        for command in [
            ["schema", "import", "schema.yaml"],
            ["generate", "--items", "300", "--seed", "5", "-o", "a.json"],
            ["generate", "--items", "80", "--seed", "6", "--format", "jsonl", "-o", "b.jsonl"],
            ["import", "a.json", "--folder", "rides"],
            ["import", "b.jsonl", "--folder", "../odd: name/é"],
        ] {
            let run = try workspace.run(command)
            #expect(run.status == 0, "\(run)")
        }
        return workspace
    }

    @Test(
        "a store that is made of an export exports the same bytes", arguments: ["encord", "jsonl"])
    func roundTrip(format: String) throws {
        let workspace = try workspace()
        let ending = format == "jsonl" ? "jsonl" : "json"
        let run = try workspace.run("export", "--format", format, "--into", "out/new")
        #expect(run.status == 0 && run.output.isEmpty, "\(run)")
        #expect(run.talk.contains("380 items in 2 files"), "\(run)")
        let names = workspace.names(in: "out/new")
        #expect(names == ["_.._odd_ name_é.\(ending)", "rides.\(ending)"], "\(names)")
        let valid = try workspace.run("validate", "out/new", "--schema", "schema.yaml")
        #expect(valid.status == 0, "\(valid)")
        _ = try workspace.run("schema", "import", "schema.yaml", "--store", "new.db")
        for (name, folder) in zip(names, ["../odd: name/é", "rides"]) {
            let run = try workspace.run(
                "import", "out/new/\(name)", "--folder", folder, "--store", "new.db")
            #expect(run.status == 0, "\(run)")
        }
        let again = try workspace.run(
            "export", "--format", format, "--into", "again", "--store", "new.db")
        #expect(again.status == 0, "\(again)")
        for name in names {
            #expect(
                try workspace.bytes(of: "out/new/\(name)") == workspace.bytes(of: "again/\(name)"))
        }
        let doctor = try workspace.run("doctor", "--store", "new.db")
        #expect(doctor.status == 0 && doctor.talk.contains("sound"), "\(doctor)")
    }

    @Test("what is there is replaced only with --force, and nothing is left of a refusal")
    func existing() throws {
        let workspace = try workspace()
        try workspace.write("mine", to: "rides.json")
        try workspace.write("mine", to: "parts/rides.json")
        for command in [
            ["export", "-o", "rides.json"], ["export", "--into", "parts"],
            ["backup", "rides.json"], ["generate", "--items", "3", "-o", "rides.json"],
            ["export", "--format", "csv", "-o", "rides.json"],
        ] {
            let before = workspace.names() + workspace.names(in: "parts")
            let run = try workspace.run(command)
            #expect(run.status == 3 && run.talk.contains("is there already"), "\(run)")
            #expect(try workspace.text(of: "rides.json") == "mine")
            #expect(try workspace.text(of: "parts/rides.json") == "mine")
            #expect(workspace.names() + workspace.names(in: "parts") == before)
            let forced = try workspace.run(command + ["--force"])
            #expect(forced.status == 0, "\(forced)")
            try workspace.write("mine", to: "rides.json")
            try workspace.write("mine", to: "parts/rides.json")
        }
        // Nothing that the command reads is written over, whatever is forced.
        for command in [["export", "-o", "metadex.db"], ["backup", "metadex.db"]] {
            let run = try workspace.run(command + ["--force"])
            #expect(run.status == 2 && run.talk.contains("is the store"), "\(run)")
        }
    }

    @Test("folders, filters and columns")
    func choice() throws {
        let workspace = try workspace()
        let lines = try workspace.run("export", "--format", "jsonl", "--folder", "rides")
        #expect(lines.status == 0 && lines.jsonLines.count == 300, "\(lines)")
        let all = try workspace.run("export")
        #expect(all.talk.contains("2 folders are in one file"), "\(all)")
        let groups = try #require(all.json as? [String: [[String: Any]]])
        #expect(Set(groups.keys) == ["images", "videos", "image_groups"])
        #expect(groups.values.reduce(0) { $0 + $1.count } == 380)
        let count = try workspace.run("query", "is_night AND @folder = 'rides'", "--count")
        let table = try workspace.run(
            "export", "--format", "csv", "--where", "is_night", "--folder", "rides", "--select",
            "@title,is_night")
        #expect(table.status == 0 && table.lines.first == "@title,is_night", "\(table)")
        #expect("\(table.lines.count - 1)\n" == count.text, "\(table)")
        #expect(table.lines.dropFirst().allSatisfy { $0.hasSuffix(",true") }, "\(table)")
        let wide = try workspace.run("export", "--format", "csv")
        #expect(wide.lines.first?.hasPrefix("@folder,@url,@title,@kind,") == true, "\(wide)")
        let wrong = try workspace.run("export", "--where", "is_nigth")
        #expect(wrong.status == 2 && wrong.talk.contains("is_night"), "\(wrong)")
        #expect(wrong.output.isEmpty, "\(wrong)")
        let nowhere = try workspace.run("export", "--folder", "ride")
        #expect(nowhere.status == 1 && nowhere.talk.contains("no folder"), "\(nowhere)")
    }

    @Test("uuids are kept where that is asked for")
    func keptIDs() throws {
        let workspace = try workspace()
        _ = try workspace.run(
            "export", "--keep-ids", "--where", "@kind = 'image'", "-o", "ids.json")
        _ = try workspace.run("schema", "import", "schema.yaml", "--store", "new.db")
        _ = try workspace.run("import", "ids.json", "--folder", "f", "--store", "new.db")
        let filter = ["query", "@kind = 'image'", "--select", "@uuid", "--format", "csv"]
        let old = try workspace.run(filter)
        let new = try workspace.run(filter + ["--store", "new.db"])
        #expect(old.lines.count > 200 && old.lines == new.lines, "\(new)")
    }
}
