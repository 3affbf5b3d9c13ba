import StorageConformance
import Testing

/// The list of what every store promises.
@Suite("Checks of a store")
struct ConformanceListTests {
    @Test("every check has a name of its own, so that one that fails can be found")
    func names() {
        let names = ConformanceCheck.all.map(\.name)
        #expect(Set(names).count == names.count)
    }

    @Test("no check is lost")
    func count() {
        #expect(ConformanceCheck.all.count >= 136)
    }
}
