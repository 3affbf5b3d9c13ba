/// One thing that every store promises, and how to see that it keeps it.
///
/// What is broken is recorded as an issue of the test that runs the check.
package struct ConformanceCheck: Sendable, CustomStringConvertible {
    /// What is promised, in words.
    package let name: String
    private let body: @Sendable (any StoreBackend) throws -> Void

    init(_ name: String, _ body: @escaping @Sendable (any StoreBackend) throws -> Void) {
        self.name = name
        self.body = body
    }

    package var description: String { name }

    /// Looks whether a kind of store keeps the promise.
    package func run(on backend: some StoreBackend) throws {
        try body(backend)
    }

    /// Every check, topic by topic.
    package static let all: [ConformanceCheck] = [
        folderChecks, itemChecks, writeChecks, batchChecks, reimportChecks, repeatedImportChecks,
        repeatedURLChecks, schemaRevisionChecks, schemaChangeChecks, undeclaredKeyChecks,
        snapshotChecks, generationChecks, importLockChecks, itemChangeChecks, queryChecks,
        rowShapeChecks, reopeningChecks, oracleChecks,
    ].flatMap { $0 }
}
