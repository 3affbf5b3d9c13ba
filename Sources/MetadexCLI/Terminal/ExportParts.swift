import Foundation
import Text
import Workflows

/// The files of an export, one or more a folder of the store: they appear together when all of them
/// are complete.
final class ExportParts {
    private let folder: String
    private let ending: String
    private let replaces: Bool
    private let used: CommandFiles
    private let terminal: Terminal
    private let isNewFolder: Bool
    private var isFinished = false
    private var files: [(name: String, copy: FileCopy)] = []
    private var current: ExportItems.Part?
    /// Names that are taken, as file systems compare them that do not tell cases apart.
    private var taken: Set<ExactText> = []

    /// The names of the files.
    var names: [String] { files.map(\.name) }

    /// - Parameters:
    ///   - folder: made when there is none.
    ///   - ending: `json` or `jsonl`.
    ///   - replaces: whether files that are there may be replaced.
    ///   - used: the files that the command reads.
    init(
        folder: String, ending: String, replaces: Bool, used: CommandFiles, _ terminal: Terminal
    ) throws {
        self.folder = folder
        self.ending = ending
        self.replaces = replaces
        self.used = used
        self.terminal = terminal
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

    /// Writes into a part; the one before is complete.
    func write(_ part: ExportItems.Part, _ bytes: [UInt8]) throws {
        if current != part {
            try files.last?.copy.complete()
            let name = name(of: part)
            let path = PathParts.joined(folder, name)
            try used.writes(path, as: "a part")
            files.append((name, try NewFile.begin(path, replaces: replaces, terminal)))
            current = part
        }
        try files.last?.copy.write(bytes)
    }

    /// Makes the files appear.
    func finish() throws {
        for file in files { try file.copy.complete() }
        for file in files { try file.copy.finish() }
        isFinished = true
    }

    /// A name that no other part has.
    private func name(of part: ExportItems.Part) -> String {
        var stem = ExportParts.safeName(part.folder ?? "items")
        if part.number > 0 {
            // Of up to 9,999 files the names sort by their numbers.
            stem += "-" + String(part.number + 1).zeroPadded(to: 4)
        }
        var name = stem
        var number = 2
        while !taken.insert(ExactText(name.lowercased())).inserted {
            name = "\(stem) (\(number))"
            number += 1
        }
        return "\(name).\(ending)"
    }

    /// 200 bytes of UTF-8: file systems take 255, and a number and an ending come behind.
    static let nameBytesMax = 200

    /// The name of a folder of the store as the name of a file: in one folder, not hidden, and without
    /// what a terminal or another system would take for something else.
    static func safeName(_ folder: String) -> String {
        var name = String.UnicodeScalarView()
        var bytes = 0
        for scalar in folder.unicodeScalars {
            let isBad =
                scalar.value < 0x20 || "/\\:*?\"<>|".unicodeScalars.contains(scalar)
                || TerminalText.escaped(String(scalar)).utf8.count != String(scalar).utf8.count
            let kept: Unicode.Scalar = isBad ? "_" : scalar
            bytes += String(kept).utf8.count
            if bytes > nameBytesMax { break }
            name.append(kept)
        }
        while name.last == "." || name.last == " " { name.removeLast() }
        let text = String(name)
        if text.isEmpty { return "_" }
        return text.hasPrefix(".") || text.hasPrefix("-") ? "_" + text : text
    }
}
