import Testing

/// What a file imports it uses.
@Suite("The house: use of imports")
struct ImportUseTests {
    @Test("a file mentions something of every module that it imports")
    func importsAreUsed() {
        #expect(Self.unused(in: SwiftSource.all).sorted() == [])
    }

    @Test("an import without any use is found")
    func unusedImportsAreFound() {
        let sources = [
            SwiftSource(target: "Alpha", name: "A", "public func alpha() {}"),
            SwiftSource(target: "Beta", name: "B", "extension Int { public var beta: Int { 1 } }"),
            SwiftSource(target: "Gamma", name: "C", "import Alpha\nimport Beta\nlet c = 1.beta"),
            SwiftSource(target: "Gamma", name: "D", "@_exported import Alpha"),
        ]
        #expect(Self.unused(in: sources) == ["Gamma/C imports Alpha"])
    }

    /// The imports of which a file mentions no name at all. Names are not told apart by their types,
    /// so an import may be of no use and not be found; what is found is of none.
    static func unused(in sources: [SwiftSource]) -> [String] {
        var names: [String: Set<Substring>] = [:]
        for source in sources {
            names[source.target, default: []].formUnion(
                source.lines.flatMap { DeclarationTests.declared(in: $0) })
        }
        var unused: [String] = []
        for source in sources {
            let isImport = { (line: String) in !ImportTests.imports(in: line).isEmpty }
            let words = Set(source.lines.filter { !isImport($0) }.flatMap(SwiftSource.words))
            for line in source.lines where !line.hasPrefix("@_exported") {
                for module in ImportTests.imports(in: line) {
                    guard let declared = names[module], words.isDisjoint(with: declared) else {
                        continue
                    }
                    unused.append("\(source.target)/\(source.name) imports \(module)")
                }
            }
        }
        return unused
    }
}
