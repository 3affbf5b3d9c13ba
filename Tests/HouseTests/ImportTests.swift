import Foundation
import TestSupport
import Testing

/// Arrows point down only: which target may import what. `Package.swift` says how it is built, this
/// says how it is meant.
@Suite("The house: imports")
struct ImportTests {
    static let nouns: Set<String> = ["Text", "CanonicalJSON", "Findings"]
    static let rowsZeroToTwo = nouns.union([
        "SchemaModel", "Values", "Items", "UploadFormats", "SchemaFormats", "Validation",
        "QueryLanguage",
    ])
    static let storageAndBelow = rowsZeroToTwo.union(["Storage", "QueryEngine"])

    static let allowed: [String: Set<String>] = [
        "Text": [],
        "Threads": ["Glibc", "Synchronization"],
        "CSQLite": [],
        "SQLiteDriver": ["Text", "Threads", "CSQLite", "Glibc", "Synchronization"],
        "CanonicalJSON": [],
        "Columns": ["Text"],
        "Migrations": [],
        "Schemas": [],
        "Findings": ["Text", "CanonicalJSON"],
        "SchemaModel": nouns,
        "Values": ["Text", "CanonicalJSON", "SchemaModel"],
        "Items": ["Text", "Values"],
        "UploadFormats": nouns.union(["Values", "Items"]),
        "SchemaFormats": nouns.union(["SchemaModel", "Yams"]),
        "Validation": nouns.union(["SchemaModel", "Values"]),
        "QueryLanguage": nouns.union(["SchemaModel", "Values", "Items"]),
        "Inference": nouns.union(["SchemaModel", "Values"]),
        "Storage": rowsZeroToTwo.union(["Columns"]),
        "QueryEngine": rowsZeroToTwo.union(["Columns", "Storage"]),
        "MemoryStorage": storageAndBelow.union(["Threads", "Synchronization"]),
        "SQLiteStorage": storageAndBelow.union([
            "Columns", "SQLiteDriver", "Threads", "Migrations", "Glibc", "Synchronization",
        ]),
        "UploadReading": nouns.union(["Items", "UploadFormats", "Foundation", "CDispatch"]),
        "Workflows": storageAndBelow.union(["Inference", "UploadReading", "Foundation"]),
        "Reporting": nouns.union(["Items", "Values", "Storage", "QueryLanguage"]),
        "MetadexCLI": storageAndBelow.union([
            "Inference", "UploadReading", "Workflows", "Reporting", "SQLiteStorage", "Schemas",
            "ArgumentParser", "Foundation",
        ]),
        "Metadex": storageAndBelow.union([
            "Inference", "UploadReading", "Workflows", "MemoryStorage", "SQLiteStorage",
        ]),
        "embedfiles": ["Foundation"],
    ]

    static let targets = Set(
        Repository.files(in: "Sources").map {
            $0.path.dropFirst(Repository.root.appendingPathComponent("Sources").path.count + 1)
                .split(separator: "/").first.map(String.init) ?? ""
        })

    @Test("every target is in the table")
    func everyTargetIsListed() {
        #expect(Self.targets == Set(Self.allowed.keys))
    }

    @Test("a target imports only what its row may", arguments: allowed.keys.sorted())
    func importsAreAllowed(target: String) throws {
        let permitted = Self.allowed[target] ?? []
        for file in Repository.swiftFiles(in: "Sources/\(target)") {
            for module in try Self.imports(of: file) where module != target {
                #expect(
                    permitted.contains(module),
                    "\(target)/\(file.lastPathComponent) imports \(module)")
            }
        }
    }

    @Test("imports are read, also those with attributes and kinds")
    func importsAreRead() {
        let source = """
            import Alpha
            @_exported public import Beta
            package import Zeta
            @testable import struct Gamma.Delta
            // import Epsilon
            """
        #expect(Self.imports(in: source) == ["Alpha", "Beta", "Zeta", "Gamma"])
    }

    static func imports(of file: URL) throws -> [String] {
        imports(in: try String(contentsOf: file, encoding: .utf8))
    }

    static func imports(in source: String) -> [String] {
        let kinds: Set<Substring> = [
            "struct", "class", "enum", "protocol", "func", "var", "let", "typealias",
        ]
        return source.split(separator: "\n").compactMap { line in
            let access: Set<Substring> = ["public", "package", "internal"]
            let words = line.split(separator: " ").filter {
                !access.contains($0) && !$0.hasPrefix("@")
            }
            guard words.first == "import", words.count > 1 else { return nil }
            let name = kinds.contains(words[1]) && words.count > 2 ? words[2] : words[1]
            return name.split(separator: ".").first.map(String.init)
        }
    }
}
