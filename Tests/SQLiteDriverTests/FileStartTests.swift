import Foundation
import SQLiteDriver
import Testing

@Suite("The start of a file")
struct FileStartTests {
    @Test("bytes are read without touching the file")
    func bytes() throws {
        try withPath { path in
            let url = URL(fileURLWithPath: path)
            try Data((0..<200).map { UInt8($0) }).write(to: url)
            #expect(try FileStart.read(path, count: 100) == (0..<100).map { UInt8($0) })
            #expect(try FileStart.read(path, count: 0) == [])
            try FileManager.default.createSymbolicLink(
                atPath: path + ".link", withDestinationPath: path)
            #expect(try FileStart.read(path + ".link", count: 2) == [0, 1])
            let short = #expect(throws: SQLiteFailure.self) { try FileStart.read(path, count: 201) }
            #expect(short?.code == .ioErrShortRead)
            #expect(try openDescriptors(of: path) == 0)
            #expect(try Data(contentsOf: url).count == 200)
            let missing = #expect(throws: SQLiteFailure.self) {
                try FileStart.read(path + ".none", count: 1)
            }
            #expect(missing?.code.primary == .cantOpen)
            #expect(!FileManager.default.fileExists(atPath: path + ".none"))
        }
    }

    @Test("a file that is open keeps its descriptor until its connection closes it")
    func open() throws {
        try withPath { path in
            let connection = try Connection(path, ConnectionOptions(access: .creating))
            try connection.execute("CREATE TABLE t (x); BEGIN EXCLUSIVE")
            let start = try FileStart.read(path, count: 16)
            #expect(start == Array("SQLite format 3\0".utf8))
            // The lock still keeps others out.
            let other = try Connection(
                path, ConnectionOptions(access: .writing, busyTimeout: .zero))
            let error = #expect(throws: SQLiteFailure.self) {
                try other.execute("INSERT INTO t VALUES (1)")
            }
            #expect(error?.code.primary == .busy)
            try connection.execute("COMMIT")
            try connection.close()
            try other.close()
            #expect(try openDescriptors(of: path) == 0)
        }
    }
}
