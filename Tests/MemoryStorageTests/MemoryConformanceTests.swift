import StorageConformance
import Testing

/// The reference store keeps every promise.
@Suite("The memory store", .serialized)
struct MemoryConformanceTests {
    @Test("promise", arguments: ConformanceCheck.all)
    func promise(check: ConformanceCheck) throws {
        try check.run(on: MemoryBackend())
    }
}
