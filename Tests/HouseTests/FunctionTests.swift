import Testing

/// A function does one thing.
@Suite("The house: functions")
struct FunctionTests {
    /// 70 lines: a longer function is two functions.
    static let linesMax = 70

    /// Functions that are longer, and why.
    static let exceptions: Set<String> = [
        // The loop over the tokens of a document: its state stays in registers.
        "JSONScanner.readDocument",
        // The loop over the values of a document, for the same reason.
        "CanonicalMemory.write",
        // The steps of an import in their order, file by file, with what a person is told of each.
        "ImportCommand.run",
    ]

    @Test("no function is longer than 70 lines")
    func functionsAreShort() {
        var long: Set<String> = []
        for source in SwiftSource.all {
            for (name, count) in Self.lengths(in: source) where count > Self.linesMax {
                long.insert("\(source.name).\(name)")
            }
        }
        #expect(long == Self.exceptions)
    }

    /// Every function with its lines, from the line of its `func` to that of its last brace.
    static func lengths(in source: SwiftSource) -> [(name: String, count: Int)] {
        var lengths: [(String, Int)] = []
        for (start, line) in source.lines.enumerated() {
            let words = SwiftSource.words(line)
            guard let keyword = words.firstIndex(where: { $0 == "func" || $0 == "init" }),
                words[..<keyword].allSatisfy(modifiers.contains)
            else { continue }
            let indentation = line.prefix { $0 == " " }
            // What a protocol asks for has no body.
            let head = source.lines[start...].prefix {
                !$0.allSatisfy { $0 == " " || $0 == "}" } && !$0.hasSuffix("{")
            }
            let opening = head.endIndex
            guard !line.hasSuffix("}"), opening < source.lines.endIndex,
                source.lines[opening].hasSuffix("{")
            else { continue }
            let end = source.lines[start...].firstIndex { $0 == indentation + "}" } ?? start
            let isFunction = words[keyword] == "func" && keyword + 1 < words.count
            lengths.append((String(words[isFunction ? keyword + 1 : keyword]), end - start + 1))
        }
        return lengths
    }

    private static let modifiers: Set<Substring> = [
        "public", "package", "internal", "fileprivate", "private", "static", "mutating",
        "nonmutating", "final", "override", "convenience", "consuming", "borrowing", "inlinable",
        "inline", "__always", "never", "discardableResult", "usableFromInline",
    ]

    @Test("lengths are measured, whatever stands before a function and inside of it")
    func lengthsAreMeasured() {
        let source = SwiftSource(
            """
            struct A {
                @inlinable
                public static func one(
                    _ a: Int
                ) -> Int {
                    // func two() {
                    if a > 0 {
                        return 1
                    }
                    return 0
                }

                init() {}

                init(_ a: Int) {
                    func inner() {
                    }
                }
            }
            protocol B {
                func asked(
                    _ a: Int
                ) -> Int
            }
            struct C {
            }
            """)
        let lengths = Self.lengths(in: source)
        #expect(lengths.map(\.name) == ["one", "init", "inner"])
        #expect(lengths.map(\.count) == [9, 4, 2])
    }
}
