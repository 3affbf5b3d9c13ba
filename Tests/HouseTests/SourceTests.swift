import Foundation
import TestSupport
import Testing

/// What every source file has to keep.
@Suite("The house: sources")
struct SourceTests {
    /// 400 lines: a longer type is two types.
    static let linesMax = 400

    @Test("no source file is longer than 400 lines")
    func filesAreShort() throws {
        for file in Repository.swiftFiles(in: "Sources") {
            let lines = try String(contentsOf: file, encoding: .utf8).split(
                separator: "\n", omittingEmptySubsequences: false)
            #expect(
                lines.count <= Self.linesMax + 1, "\(file.lastPathComponent): \(lines.count) lines")
        }
    }

    @Test("nothing is left for later, and nothing traps on purpose")
    func nothingIsLeftBehind() throws {
        let words = ["TO" + "DO", "FIX" + "ME", "fatal" + "Error(", "try" + "!", "as" + "! "]
        for file in Repository.swiftFiles(in: "Sources") {
            let text = try String(contentsOf: file, encoding: .utf8)
            for word in words {
                #expect(!text.contains(word), "\(file.lastPathComponent) holds \(word)")
            }
        }
    }

    @Test("unsafe pointers stay in the few files that need them")
    func unsafePointersAreRare() throws {
        let needed: Set<String> = [
            "CanonicalJSON", "UploadFormats", "Validation", "Workflows", "SQLiteStorage",
        ]
        for file in Repository.swiftFiles(in: "Sources") {
            let text = try String(contentsOf: file, encoding: .utf8)
            guard text.contains("UnsafeMutable") || text.contains("UnsafePointer") else { continue }
            // A signal handler can use nothing else than a pointer.
            if file.lastPathComponent == "Interruption.swift" { continue }
            let target = file.path.split(separator: "/").drop { $0 != "Sources" }.dropFirst().first
            #expect(
                needed.contains(String(target ?? "")),
                "\(file.lastPathComponent) uses unsafe pointers")
        }
    }
}
