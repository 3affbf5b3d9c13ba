import Foundation
import TestSupport
import Testing

@testable import UploadReading
@testable import Workflows

@Suite struct InputFileTests {
    @Test func aMissingFileIsNamed() {
        let error = #expect(throws: InputError.self) { try InputFile(path: "/no/such/file.json") }
        #expect(error?.message == "cannot read /no/such/file.json: there is no such file")
    }

    @Test func aFolderIsNoFile() {
        let path = FileManager.default.temporaryDirectory.path
        let error = #expect(throws: InputError.self) { try InputFile(path: path) }
        #expect(error?.reason == "this is a folder, a file was expected")
    }

    @Test func sizeAndBytesReadAreTold() throws {
        try withInput(Array("hello".utf8), name: "greeting") { input in
            #expect(input.size == 5)
            #expect(input.name == "greeting")
            let bytes = try input.readAll(limit: 5)
            #expect(bytes == Array("hello".utf8))
            #expect(input.bytesRead == 5)
            let more = try input.readAll(limit: 5)
            #expect(more == [])
        }
    }

    @Test(arguments: [0, 1, 65_535, 65_536, 65_537, 200_000])
    func everythingIsReadUpToTheLimit(_ count: Int) throws {
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0) }
        let read = try withInput(bytes) { try $0.readAll(limit: count) }
        #expect(read == bytes)
        guard count > 0 else { return }
        try withInput(bytes, name: "big") { input in
            let error = #expect(throws: InputError.self) { try input.readAll(limit: count - 1) }
            #expect(error?.message == "cannot read big: it is larger than \(count - 1) bytes")
        }
    }

    @Test func aStreamIsCopiedToAFileThatCanBeReadAgain() throws {
        let bytes = [UInt8](repeating: 0x41, count: 300_000) + [0x42]
        var ends: [Int32] = [0, 0]
        #expect(pipe(&ends) == 0)
        let (reading, writing) = (ends[0], ends[1])
        let writer = Thread {
            _ = bytes.withUnsafeBytes { write(writing, $0.baseAddress, $0.count) }
            close(writing)
        }
        writer.start()
        let stream = try InputFile(descriptor: reading, closes: true, name: "stream")
        #expect(stream.size == nil)
        let copy = try stream.rereadable(temporaryFolder: NSTemporaryDirectory())
        #expect(copy.size == bytes.count && copy.name == "stream")
        for _ in 0..<2 {
            #expect(try copy.readAll(limit: bytes.count) == bytes)
            try copy.rewind()
            #expect(copy.bytesRead == 0)
        }
    }

    /// Another file may have taken the name meanwhile.
    @Test func aFileIsReadAgainFromWhereTheReadingBegan() throws {
        let path = NSTemporaryDirectory() + "/metadex-\(UUID().uuidString)"
        defer { unlink(path) }
        try Data("old".utf8).write(to: URL(fileURLWithPath: path))
        let input = try InputFile(path: path)
        #expect(try input.rereadable(temporaryFolder: "/no") === input)
        #expect(try input.readAll(limit: 10) == Array("old".utf8))
        try Data("newer".utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
        try input.rewind()
        #expect(try input.readAll(limit: 10) == Array("old".utf8))
        let descriptor = open(path, O_RDONLY)
        lseek(descriptor, 2, SEEK_SET)
        let rest = try InputFile(descriptor: descriptor, closes: true, name: "rest")
        for _ in 0..<2 {
            #expect(rest.size == 3)
            #expect(try rest.readAll(limit: 10) == Array("wer".utf8))
            try rest.rewind()
        }
    }

    @Test func aCopyThatCannotBeWrittenNamesTheFolder() throws {
        let input = try InputFile(path: "/dev/null")
        let error = #expect(throws: InputError.self) {
            try input.rereadable(temporaryFolder: "/no/such")
        }
        #expect(
            error?.message
                == "cannot write a temporary file in /no/such: No such file or directory")
        #expect(error?.hint?.contains("TMPDIR") == true)
    }

    // MARK: Lines

    private func lines(_ bytes: [UInt8]) throws -> [[UInt8]] {
        try withInput(bytes) { input in
            var result: [[UInt8]] = []
            let lines = InputLines(input)
            while try lines.next({ result.append(Array($0)) }) {}
            return result
        }
    }

    @Test(arguments: [
        ("", []), ("\n", [""]), ("a", ["a"]), ("a\n", ["a"]), ("a\nb", ["a", "b"]),
        ("\n\na\r\n", ["", "", "a\r"]), ("a\rb\u{2028}c\n", ["a\rb\u{2028}c"]),
    ]) func onlyLineFeedsEndLines(_ text: String, _ expected: [String]) throws {
        let found = try lines(Array(text.utf8)).map { String(decoding: $0, as: UTF8.self) }
        #expect(found == expected)
    }

    @Test func linesMayCrossTheBordersOfReads() throws {
        var random = SeededGenerator(seed: 1)
        for length in [65_534, 65_535, 65_536, 65_537, 131_072, 300_000] {
            let long = [UInt8](repeating: 0x61, count: length)
            #expect(try lines(long + [0x0A] + long) == [long, long])
            #expect(try lines(long + [0x0A]) == [long])
        }
        for _ in 0..<5 {
            let text = (0..<150_000).map { _ in random.chance(0.01) ? UInt8(0x0A) : 0x62 }
            var expected = text.split(separator: 0x0A, omittingEmptySubsequences: false)
            if expected.last?.isEmpty == true { expected.removeLast() }
            #expect(try lines(text) == expected.map(Array.init))
        }
    }

    /// What was answered is flushed before a read that may wait.
    @Test func readsAreAnnounced() throws {
        try withInput(Array("a\nb\n".utf8)) { input in
            var reads = 0
            let lines = InputLines(input) { reads += 1 }
            var count = 0
            while try lines.next({ _ in count += 1 }), count < 2 {}
            #expect(count == 2)
            #expect(reads == 1)
            let hasMore = try lines.next { _ in count += 1 }
            #expect(!hasMore)
            #expect(reads == 2)
        }
    }
}
