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

    /// What inner loops, files and the system's calls need; everything else works on safe values.
    static let filesWithPointers: [String: Set<String>] = [
        "CanonicalJSON": [
            "ByteBlock", "CanonicalMember", "CanonicalMemory", "CanonicalOrder", "CanonicalOutput",
            "DecimalParts", "JSONScanner", "JSONScanner+Number", "JSONScanner+String",
            "JSONSpanFinder", "JSONTape", "ScratchBuffer", "StringEscapes", "TapeView",
        ],
        "Columns": [
            "CellColumns", "CodeKernels", "ColumnBatch", "ColumnCells", "GroupScan", "Histogram",
            "SegmentBytes", "SegmentComparison", "SegmentDraft", "TextKernels",
        ],
        "MetadexCLI": [
            "Interruption"
        ],
        "SQLiteDriver": [
            "Blob", "Connection", "FileStart", "Statement",
        ],
        "SQLiteStorage": [
            "ItemWriter"
        ],
        "Text": [
            "ByteTable"
        ],
        "Threads": [
            "Turnstile"
        ],
        "UploadFormats": [
            "NameTable"
        ],
        "UploadReading": [
            "InputFile", "InputLines", "SpooledInput", "UploadHead", "UploadWindow",
        ],
        "Values": [
            "CompiledSchema", "TypeCheck",
        ],
        "Validation": [
            "DuplicateKeys", "KeyRegister", "MetadataProfile", "Validator",
            "ValueReader",
        ],
    ]

    @Test("unsafe pointers stay in the few files that need them")
    func unsafePointersAreRare() throws {
        var found: [String: Set<String>] = [:]
        for file in Repository.swiftFiles(in: "Sources") {
            let text = try String(contentsOf: file, encoding: .utf8)
            guard text.contains("UnsafeMutable") || text.contains("UnsafePointer") else { continue }
            let target = file.path.split(separator: "/").drop { $0 != "Sources" }.dropFirst().first
            found[String(target ?? ""), default: []].insert(
                file.deletingPathExtension().lastPathComponent)
        }
        for target in Set(found.keys).union(Self.filesWithPointers.keys) {
            #expect(found[target] == Self.filesWithPointers[target], "\(target)")
        }
    }
}
