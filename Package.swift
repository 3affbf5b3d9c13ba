// swift-tools-version: 6.1
import PackageDescription

/// Every target is compiled in the Swift 6 language mode, with existentials spelled out.
let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

/// A layer of the house. Which layer may use which is decided here and proved by `HouseTests`.
func layer(
    _ name: String, _ dependencies: [Target.Dependency] = [], plugins: [Target.PluginUsage] = []
) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: settings, plugins: plugins)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .testTarget(
        name: name, dependencies: dependencies + ["TestSupport"],
        exclude: targetsWithCases.contains(name) ? ["Cases"] : [],
        swiftSettings: settings)
}

/// Test cases kept as data lie in `Tests/<Target>/Cases` and are read from the source folder.
let targetsWithCases: Set<String> = [
    "CanonicalJSONTests", "ColumnsTests", "SchemaModelTests", "SchemaFormatsTests", "ValuesTests",
    "ValidationTests",
    "QueryLanguageTests", "UploadFormatsTests", "CommandLineTests",
    "ReportingTests", "SQLiteStorageTests", "WorkflowsTests",
]

/// What the rows from the promise of a backend upwards may use.
let rowsZeroToTwo: [Target.Dependency] = [
    "Text", "CanonicalJSON", "Findings", "SchemaModel", "Values", "Items", "UploadFormats",
    "SchemaFormats", "Validation", "QueryLanguage",
]

let argumentParser: Target.Dependency = .product(
    name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
    name: "metadex",
    products: [
        .executable(name: "metadex", targets: ["MetadexCLI"]),
        .library(name: "Metadex", targets: ["Metadex"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.6.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.0.0"),
    ],
    targets: [
        // Row 0: no domain.
        layer("Text"),
        layer("Threads"),
        layer("CanonicalJSON"),
        layer("Columns", ["Text"]),
        .systemLibrary(
            name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
        layer("Migrations", plugins: ["EmbedFiles"]),
        layer("Schemas", plugins: ["EmbedFiles"]),
        // Row 1: the nouns.
        layer("Findings", ["Text", "CanonicalJSON"]),
        layer("SchemaModel", ["Text", "CanonicalJSON", "Findings"]),
        layer("Values", ["Text", "CanonicalJSON", "SchemaModel"]),
        layer("Items", ["Text", "Values"]),
        layer("UploadFormats", ["Text", "CanonicalJSON", "Findings", "Values", "Items"]),
        // Row 2: what reads, judges and proposes. These never import each other.
        layer(
            "SchemaFormats",
            [
                "Text", "CanonicalJSON", "Findings", "SchemaModel",
                .product(name: "Yams", package: "Yams"),
            ]),
        layer("Validation", ["Text", "CanonicalJSON", "Findings", "SchemaModel", "Values"]),
        layer(
            "QueryLanguage",
            ["Text", "CanonicalJSON", "Findings", "SchemaModel", "Values", "Items"]),
        layer("Inference", ["Text", "CanonicalJSON", "Findings", "SchemaModel", "Values"]),
        // Row 3: the promise a backend keeps, and how a question is answered.
        layer("Storage", rowsZeroToTwo + ["Columns"]),
        layer("QueryEngine", rowsZeroToTwo + ["Columns", "Storage"]),
        // Row 4: the backends, and the reading of files.
        layer("MemoryStorage", rowsZeroToTwo + ["Storage", "QueryEngine", "Threads"]),
        layer("SQLiteDriver", ["Text", "Threads", "CSQLite"]),
        layer(
            "SQLiteStorage",
            rowsZeroToTwo + [
                "Columns", "Storage", "QueryEngine", "SQLiteDriver", "Threads", "Migrations",
            ]),
        layer("UploadReading", ["Text", "CanonicalJSON", "Findings", "Items", "UploadFormats"]),
        // Row 5 and 6: each user task as one type, and everything a person sees.
        layer(
            "Workflows", rowsZeroToTwo + ["Inference", "Storage", "QueryEngine", "UploadReading"]),
        layer(
            "Reporting",
            ["Text", "CanonicalJSON", "Findings", "Items", "Values", "QueryLanguage", "Storage"]),
        .executableTarget(
            name: "MetadexCLI",
            dependencies: rowsZeroToTwo + [
                "Inference", "Storage", "QueryEngine", "SQLiteStorage", "UploadReading",
                "Workflows", "Reporting", "Schemas", argumentParser,
            ],
            swiftSettings: settings),
        layer(
            "Metadex",
            rowsZeroToTwo + [
                "Inference", "Storage", "QueryEngine", "MemoryStorage", "SQLiteStorage",
                "UploadReading", "Workflows",
            ]),
        // SQL files and JSON Schemas become Swift source at build time.
        .executableTarget(name: "embedfiles", swiftSettings: settings),
        .plugin(name: "EmbedFiles", capability: .buildTool(), dependencies: ["embedfiles"]),
        // Tests.
        .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: settings),
        .target(
            name: "QueryOracle", dependencies: ["TestSupport"], path: "Tests/QueryOracle",
            swiftSettings: settings),
        .target(
            name: "StorageConformance",
            dependencies: rowsZeroToTwo + [
                "Storage", "QueryEngine", "MemoryStorage", "QueryOracle", "TestSupport",
            ],
            path: "Tests/StorageConformance", exclude: ["Cases"], swiftSettings: settings),
        .target(
            name: "CFaultyFiles", dependencies: ["CSQLite"], path: "Tests/CFaultyFiles"),
        .target(
            name: "FaultyFiles", dependencies: ["CFaultyFiles"], path: "Tests/FaultyFiles",
            swiftSettings: settings),
        tests("HouseTests", []),
        tests("TextTests", ["Text"]),
        tests("ThreadsTests", ["Threads"]),
        tests("SQLiteDriverTests", ["SQLiteDriver", "Threads", "Text", "FaultyFiles"]),
        tests("CanonicalJSONTests", ["CanonicalJSON"]),
        tests("ColumnsTests", ["Text", "Columns"]),
        tests("FindingsTests", ["CanonicalJSON", "Findings"]),
        tests("SchemaModelTests", ["SchemaModel"]),
        tests(
            "SchemaFormatsTests", ["CanonicalJSON", "Findings", "SchemaModel", "SchemaFormats"]),
        tests("UploadFormatsTests", ["CanonicalJSON", "Findings", "Items", "UploadFormats"]),
        tests("ValuesTests", ["Text", "CanonicalJSON", "SchemaModel", "Values"]),
        tests(
            "ValidationTests",
            ["Text", "CanonicalJSON", "Findings", "SchemaModel", "Values", "Validation"]),
        tests(
            "QueryLanguageTests",
            ["Text", "CanonicalJSON", "SchemaModel", "Values", "Items", "QueryLanguage"]),
        tests("ItemsTests", ["Items"]),
        tests(
            "StorageTests",
            rowsZeroToTwo + ["Storage", "MemoryStorage", "QueryOracle", "StorageConformance"]),
        tests("MemoryStorageTests", ["StorageConformance"]),
        tests(
            "SQLiteStorageTests",
            rowsZeroToTwo + [
                "Storage", "SQLiteStorage", "SQLiteDriver", "Threads", "StorageConformance",
                "FaultyFiles",
            ]),
        tests(
            "WorkflowsTests",
            rowsZeroToTwo + [
                "Inference", "Storage", "MemoryStorage", "UploadReading", "Workflows",
            ]),
        tests(
            "ReportingTests",
            [
                "Text", "CanonicalJSON", "Findings", "Values", "Items", "QueryLanguage", "Storage",
                "Reporting",
            ]),
        tests(
            "CommandLineTests",
            ["MetadexCLI", "CanonicalJSON", "Items", "Storage", argumentParser]),
    ]
)
