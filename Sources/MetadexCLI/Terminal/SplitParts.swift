import Foundation
import Text
import UploadFormats
import Workflows

/// The files that a split writes into its folder: they appear together when all of them are complete.
///
/// Parts of an earlier split are never mixed with new ones: who uploads all that is there would send
/// items twice.
final class SplitParts {
    private let folder: String
    private let ending: String
    private let isChunked: Bool
    private let terminal: Terminal
    /// Parts of an earlier split, which go when the new ones are complete.
    private let older: [String]
    /// Whether the folder was made for these parts.
    private let isNewFolder: Bool
    private var files: [(name: String, copy: FileCopy)] = []
    private var places: [SplitUpload.Part: Int] = [:]
    private var isFinished = false

    /// The files of the parts, in the order of their names.
    var names: [String] { files.map(\.name).sorted() }

    /// - Parameters:
    ///   - folder: made when there is none.
    ///   - isChunked: whether the accepted items go to numbered files.
    ///   - used: the files that the command reads.
    ///   - isForced: whether parts of an earlier split are removed.
    /// - Throws: a `Failure`: status 2 when a part would take the place of what the command reads, 3
    ///   when there are parts already and for a folder that cannot be made.
    init(
        folder: String, format: UploadFormat, isChunked: Bool, used: CommandFiles, isForced: Bool,
        _ terminal: Terminal
    ) throws {
        self.folder = folder
        self.isChunked = isChunked
        self.terminal = terminal
        ending = SplitParts.ending(of: format)
        older = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
            .filter(SplitParts.isPart).sorted()
        for name in older {
            try used.writes(PathParts.joined(folder, name), as: "a part")
        }
        if let first = older.first, !isForced {
            let more = older.count == 1 ? "" : " and \((older.count - 1).grouped) more"
            throw Failure.unreachable(
                "\(folder) holds parts of an earlier split, \(first)\(more)",
                hint: "name another folder, or remove exactly these with --force")
        }
        isNewFolder = FileKind(folder) == .missing
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw Failure.cannotWrite(folder, reason: "the folder cannot be made")
        }
    }

    deinit {
        files = []
        // Only a folder in which nothing lies goes.
        if isNewFolder, !isFinished { rmdir(folder) }
    }

    private static func ending(of format: UploadFormat) -> String {
        switch format {
        case .jsonLines: "jsonl"
        case .csv: "csv"
        case .object, .array: "json"
        }
    }

    /// Whether a split gives this name to a part.
    static func isPart(_ name: String) -> Bool {
        if name == "failures.csv" { return true }
        guard let dot = name.lastIndex(of: "."),
            ["json", "jsonl", "csv"].contains(name[name.index(after: dot)...])
        else { return false }
        let stem = name[..<dot]
        if stem == "accepted" || stem == "rejected" { return true }
        let number = stem.dropFirst("accepted-".count)
        return stem.hasPrefix("accepted-") && number.count >= SplitParts.digitsMin
            && number.utf8.allSatisfy { $0 &- 0x30 <= 9 }
    }

    /// Begins a file; a link of that name is not followed.
    func begin(_ name: String) throws -> FileCopy {
        let path = PathParts.joined(folder, name)
        // A folder would only be noticed when other parts have taken their places.
        if FileKind(path) == .folder { throw Failure.cannotWrite(path, reason: "it is a folder") }
        let copy = try FileCopy(path: path, terminal, followsLinks: false)
        files.append((name, copy))
        return copy
    }

    /// Writes into a part; a chunk is complete when the next one begins.
    func write(_ part: SplitUpload.Part, _ bytes: UnsafeRawBufferPointer) throws {
        if let place = places[part] { return try files[place].copy.write(bytes) }
        if case .accepted(let number) = part, number > 0,
            let last = places.removeValue(forKey: .accepted(number - 1))
        {
            try files[last].copy.complete()
        }
        places[part] = files.count
        try begin(name(of: part)).write(bytes)
    }

    /// Makes the parts appear, and removes those of an earlier split.
    ///
    /// - Returns: the names of what was removed.
    func finish() throws -> [String] {
        for file in files { try file.copy.complete() }
        for file in files { try file.copy.finish() }
        let new = Set(files.map { ExactText($0.name) })
        for name in older where !new.contains(ExactText(name)) {
            unlink(PathParts.joined(folder, name))
        }
        isFinished = true
        return older
    }

    /// 4 digits: chunks sort by name up to 9,999 of them.
    private static let digitsMin = 4

    private func name(of part: SplitUpload.Part) -> String {
        switch part {
        case .rejected: return "rejected.\(ending)"
        case .accepted(let number):
            // Without chunks there is more than one only where a CSV upload is too long for one file.
            if !isChunked, number == 0 { return "accepted.\(ending)" }
            return "accepted-" + String(number + 1).zeroPadded(to: SplitParts.digitsMin)
                + ".\(ending)"
        }
    }
}
