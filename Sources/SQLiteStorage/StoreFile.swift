import Foundation
import Storage

/// What lies at a path before SQLite opens it. Looking changes nothing.
struct StoreFile {
    var path: String

    /// Whether there is anything at the path.
    var exists: Bool { FileManager.default.fileExists(atPath: path) }

    /// Whether the file may be written, as far as permissions tell.
    var isWritable: Bool { FileManager.default.isWritableFile(atPath: path) }

    /// Makes sure that the path holds a store.
    ///
    /// - Throws: ``StoreError`` of kind `noStore`, `isDirectory`, `emptyFile`, `cannotOpen` or
    ///   `notAStore`.
    func check() throws {
        var isDirectory: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
            throw StoreError(.noStore, path: path)
        }
        if isDirectory.boolValue { throw StoreError(.isDirectory, path: path) }
        guard let file = FileHandle(forReadingAtPath: path) else {
            throw StoreError(.cannotOpen(reason: String(cString: strerror(errno))), path: path)
        }
        defer { try? file.close() }
        let header: Data
        do {
            header = try file.read(upToCount: StoreFile.headerLength) ?? Data()
        } catch {
            throw StoreError(.cannotOpen(reason: "it cannot be read"), path: path)
        }
        if header.isEmpty { throw StoreError(.emptyFile, path: path) }
        guard header.count == StoreFile.headerLength, header.starts(with: StoreFile.magic),
            header[StoreFile.applicationIDOffset...].prefix(4).elementsEqual(
                withUnsafeBytes(of: SQLiteMigrator.applicationID.bigEndian) { Array($0) })
        else { throw StoreError(.notAStore, path: path) }
    }

    // The header of an SQLite file: "Database File Format", section 1.3.
    private static let headerLength = 100
    private static let magic = Array("SQLite format 3\0".utf8)
    private static let applicationIDOffset = 68
}
