import Testing

/// What nobody uses is not there.
@Suite("The house: declarations")
struct DeclarationTests {
    /// Names that only stand where they are declared, and why.
    static let exceptions: Set<String> = [
        // Where the program starts.
        "Program",
        // What a store promises and no command asks for yet.
        "createFolder", "replaceMetadata", "deleteItems",
        // What the commands that mend and empty a file are made of.
        "foldChangedRows",
        // What ends an access from outside: a server's requests have a time limit.
        "cancel",
        // A law that every test of an import looks at.
        "addsUp",
        // The program ends with them as 128 and the number of a signal.
        "hungUp", "terminated",
        // The texts that editors and checkers read, which tests compare with what is written.
        "Schemas",
    ]

    /// Rooms that are finished before those who use all of them: the engine over the columns, and the
    /// commands that copy and look through a file.
    static let roomsAhead: Set<String> = ["Columns", "SQLiteDriver"]

    @Test("every name of the sources is used in the sources")
    func namesAreUsed() {
        let ahead = SwiftSource.all.filter { Self.roomsAhead.contains($0.target) }
        let names = Set(ahead.flatMap(\.lines).flatMap { Self.declared(in: $0) }.map(String.init))
        let unused = Self.unused(in: SwiftSource.all).subtracting(names)
        #expect(unused.symmetricDifference(Self.exceptions) == [])
    }

    @Test("a name that is only declared is found")
    func unusedNamesAreFound() {
        let source = SwiftSource(
            """
            struct Alpha {
                var beta = 1
                /// gamma
                func gamma() -> Int { beta }
                case delta, epsilon(Int)
                public static let zeta = "\\(eta)"
                let eta = 1
            }
            extension Alpha: CustomStringConvertible { var description: String { "" } }
            func use(_ a: Alpha) { if case .delta = a {} }
            """)
        #expect(Self.unused(in: [source]) == ["gamma", "epsilon", "zeta", "use"])
    }

    /// The names that some sources declare and never mention again.
    static func unused(in sources: [SwiftSource]) -> Set<String> {
        var mentions: [Substring: Int] = [:]
        var declarations: [Substring: Int] = [:]
        for source in sources {
            for word in source.words { mentions[word, default: 0] += 1 }
            for line in source.lines {
                for name in declared(in: line) { declarations[name, default: 0] += 1 }
            }
        }
        let unused = declarations.filter { name, count in
            mentions[name, default: 0] <= count && !implicit.contains(name)
        }
        return Set(unused.keys.map(String.init))
    }

    /// Names that the language or its library calls.
    private static let implicit: Set<Substring> = [
        "description", "hash", "next", "encode", "body", "errorDescription", "underestimatedCount",
    ]

    private static let keywords: Set<Substring> = [
        "func", "var", "let", "struct", "enum", "class", "protocol", "typealias", "actor",
    ]

    /// The names that a line declares, those inside of functions left out.
    static func declared(in line: String) -> [Substring] {
        let words = SwiftSource.words(line)
        guard line.prefix(while: { $0 == " " }).count <= 8 else { return [] }
        if words.first == "case" {
            // What stands in parentheses are types, and what stands behind `=` is a raw value.
            var depth = 0
            let names = line.filter { character in
                if character == "(" { depth += 1 }
                defer { if character == ")" { depth -= 1 } }
                return depth == 0
            }
            let plain = names.split(separator: "=").first ?? ""
            if plain.contains(":") || plain.contains(".") || plain.contains("\"") { return [] }
            return SwiftSource.words(String(plain)).dropFirst().filter {
                $0.first?.isLowercase == true && $0 != "let"
            }
        }
        guard line.prefix(while: { $0 == " " }).count <= 4,
            let keyword = words.firstIndex(where: keywords.contains), keyword + 1 < words.count
        else { return [] }
        let name = words[keyword + 1]
        return name.first?.isLetter == true ? [name] : []
    }
}
