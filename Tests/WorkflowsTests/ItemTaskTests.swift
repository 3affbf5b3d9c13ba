import Items
import MemoryStorage
import Storage
import Testing

@testable import Workflows

/// Selections, deleting, restoring and moving.
@Suite struct ItemTaskTests {
    @Test func deletedItemsComeBackToTheirPlaces() throws {
        let store = try InMemoryStore.withDrives()
        let before = try store.allItems()
        let id = before[1].id.description
        let deleted = try DeleteItems(store).run(.named("0.png", id))
        #expect(deleted.ending == .done && deleted.changed == 2)
        #expect(try store.deletedURLs() == ["0.png", "1.png"])
        #expect(throws: ItemSelectionError.notStored(["0.png"])) {
            try DeleteItems(store).run(.named("0.png", "2.png"))
        }
        let restored = try RestoreItems(store).run(.named("0.png", id, "2.png"))
        #expect(restored.changed == 2 && restored.unchanged == 1)
        #expect(try store.allItems() == before)
    }

    @Test func aURLStandsForTheDeletedItemFirst() throws {
        let store = try InMemoryStore.withDrives()
        let before = try store.allItems()
        try DeleteItems(store).run(.named("3.png", folder: "g"))
        #expect(try store.allItems().count == 4)
        let restored = try RestoreItems(store).run(.named("3.png"))
        #expect(restored.changed == 1)
        #expect(try store.allItems() == before)
    }

    @Test func purgedItemsAreGoneDeletedOnesToo() throws {
        let store = try InMemoryStore.withDrives()
        try DeleteItems(store).run(.named("0.png"))
        let purge = DeleteItems(store, purges: true)
        #expect(try purge.run(.named("0.png", "1.png")).changed == 2)
        #expect(try store.deletedURLs() == [])
        #expect(throws: ItemSelectionError.notStored(["0.png", "1.png"])) {
            try RestoreItems(store).run(.named("0.png", "2.png", "1.png"))
        }
    }

    @Test func severalItemsOfAURLAreNamed() throws {
        let store = try InMemoryStore.withDrives()
        let before = try store.allItems()
        let both = [before[3], before[4]]
        #expect(throws: ItemSelectionError.severalItems(url: "3.png", items: both, count: 2)) {
            try DeleteItems(store).run(.named("0.png", "3.png"))
        }
        #expect(try store.allItems() == before)
        #expect(try DeleteItems(store).run(.named("3.png", folder: "f")).changed == 1)
        #expect(try store.allItems().map(\.folder) == ["f", "f", "f", "g"])
        try RestoreItems(store).run(.named("3.png"))
        // An item that is named twice is one.
        let all = try DeleteItems(store).run(
            .named("3.png", both[0].id.description, "3.png", all: true))
        #expect(all.changed == 2)
        #expect(try store.allItems() == Array(before[..<3]))
    }

    @Test func foldersNarrowFiltersAndHaveToBeThere() throws {
        let store = try InMemoryStore.withDrives()
        let everything = "x = 1 OR x IS MISSING"
        let dryRun = DeleteItems(store, isDryRun: true)
        #expect(try dryRun.run(.filtered(everything)).changed == 5)
        #expect(try dryRun.run(.filtered(everything, folder: "g")).changed == 1)
        #expect(try dryRun.run(.filtered("speed > 100")).selected == 0)
        for selection in [
            ItemSelection.named("0.png", folder: "ff"), .filtered("x = 1", folder: "ff"),
        ] {
            #expect(throws: ItemSelectionError.noSuchFolder("ff", nearest: nil)) {
                try dryRun.run(selection)
            }
        }
    }

    @Test func itemsMoveAllOrNone() throws {
        let store = try InMemoryStore.withDrives()
        let before = try store.allItems()
        #expect(throws: ItemSelectionError.self) {
            try MoveItems(store).run(.named("0.png", "none.png"), to: "g")
        }
        #expect(throws: StoreError(.invalidFolderName(""))) {
            try MoveItems(store).run(.named("0.png"), to: "")
        }
        #expect(try store.allItems() == before)
        let dryRun = try MoveItems(store, isDryRun: true).run(.filtered("x = 1"), to: "new")
        #expect(dryRun.ending == .dryRun && dryRun.changed == 4)
        #expect(try store.allItems() == before)
        #expect(try store.read { try $0.catalog().folderNames } == ["f", "g"])
        let moved = try MoveItems(store).run(.named("3.png", "0.png", all: true), to: "g")
        #expect(moved.changed == 2 && moved.unchanged == 1)
        #expect(try store.allItems().map(\.folder) == ["g", "f", "f", "g", "g"])
    }
}
