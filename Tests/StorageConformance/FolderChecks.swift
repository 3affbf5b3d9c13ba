import Items
import Storage
import Testing

extension ConformanceCheck {
    /// Folders are named, made, counted and ordered.
    static let folderChecks = [
        folders, folderNames,
    ]

    private static let folders = ConformanceCheck(
        "folders are made, counted and ordered by the bytes of their names"
    ) { backend in
        try backend.withStore { store in
            let made = try store.createFolder(named: "b")
            #expect(made.itemCount == 0)
            #expect(throws: StoreError(.folderExists("b"), place: backend.path(of: store))) {
                try store.createFolder(named: "b")
            }
            try store.load([Upload("u:1"), Upload("u:2")], into: "é")
            try store.load([Upload("u:1")], into: "Z")
            try store.load([Upload("u:3")], into: "b")
            // The same character written in another way is another name.
            try store.createFolder(named: "e\u{301}")
            let folders = try store.read { try $0.folders() }
            #expect(
                folders.map { Array($0.name.utf8) }
                    == ["Z", "b", "e\u{301}", "é"].map { Array($0.utf8) })
            #expect(folders.map(\.itemCount) == [1, 1, 0, 2])
            #expect(folders[1].created == made.created)
            #expect(try store.allItems(inFolder: "é").map(\.url) == ["u:1", "u:2"])
            #expect(try store.allItems(inFolder: "none").isEmpty)
        }
    }

    private static let folderNames = ConformanceCheck("bad names of folders are refused") {
        backend in
        try backend.withStore { store in
            for name in ["", "a\u{0}b", "a\nb", String(repeating: "x", count: 301)] {
                #expect(throws: StoreError(.invalidFolderName(name))) {
                    try store.createFolder(named: name)
                }
                #expect(throws: StoreError(.invalidFolderName(name))) {
                    try store.load([Upload("u:1")], into: name)
                }
            }
            try store.createFolder(named: String(repeating: "é", count: 300))
        }
    }
}
