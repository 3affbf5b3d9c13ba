public import Foundation

/// The checkout that the tests were built from.
public enum Repository {
    /// The folder that holds `Package.swift`.
    public static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// The Swift files of a folder, at any depth, sorted by path.
    public static func swiftFiles(in folder: String) -> [URL] {
        files(in: folder).filter { $0.pathExtension == "swift" }
    }

    /// All files of a folder, at any depth, sorted by path.
    public static func files(in folder: String) -> [URL] {
        let start = root.appendingPathComponent(folder)
        let walker = FileManager.default.enumerator(
            at: start, includingPropertiesForKeys: [.isRegularFileKey])
        return (walker?.compactMap { $0 as? URL } ?? [])
            .filter {
                (try? $0.resourceValues(forKeys: [.isRegularFileKey]))?.isRegularFile == true
            }
            .sorted { $0.path < $1.path }
    }
}
