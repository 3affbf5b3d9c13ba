import Foundation
import Testing
import TestSupport

@testable import QueryLanguage

/// What a word is, for every character that Unicode 14 has: a text index that is made today has to
/// hold the words that a query asks for tomorrow, whatever the Unicode tables of the library are then.
@Suite struct TextWordsTests {
    /// The classes of all characters, as Python's `unicodedata` tells them.
    struct Table: Decodable {
        var unicode: String
        /// Letters and numbers: they are words of their own.
        var word: String
        /// Marks: they belong to the word that they follow.
        var mark: String
        /// All others: they end a word.
        var other: String
        /// What takes the place of a character where case is ignored: `first-last/step+distance`.
        var fold: String

        func scalars(_ ranges: String) -> [Unicode.Scalar] {
            ranges.split(separator: " ").flatMap { range -> [Unicode.Scalar] in
                let ends = range.split(separator: "-").compactMap { UInt32($0, radix: 16) }
                guard let first = ends.first, let last = ends.last else { return [] }
                return (first...last).compactMap { Unicode.Scalar($0) }
            }
        }

        func folds() -> [Unicode.Scalar: Unicode.Scalar] {
            var folds: [Unicode.Scalar: Unicode.Scalar] = [:]
            for match in fold.matches(of: /([0-9A-F]+)(?:-([0-9A-F]+)\/(\d+))?([+-]\d+)/) {
                let first = UInt32(match.1, radix: 16) ?? 0
                let last = match.2.flatMap { UInt32($0, radix: 16) } ?? first
                let step = match.3.flatMap { Int($0) } ?? 1
                for value in stride(from: Int(first), through: Int(last), by: step) {
                    let other = value + (Int(match.4) ?? 0)
                    if let scalar = Unicode.Scalar(UInt32(value)) {
                        folds[scalar] = Unicode.Scalar(UInt32(other))
                    }
                }
            }
            return folds
        }
    }

    static let table = Result { try cases("words", as: Table.self) }

    private func text(_ scalars: [Unicode.Scalar], _ body: (Unicode.Scalar) -> String) -> String {
        scalars.map(body).joined(separator: " ")
    }

    private func expect(_ answer: [String], _ expected: [String]) {
        let wrong = zip(answer, expected).filter { UTF8Text($0) != UTF8Text($1) }
        #expect(wrong.isEmpty, "\(wrong.prefix(5))")
        #expect(answer.count == expected.count)
    }

    @Test func everyCharacterHasItsClass() throws {
        let table = try Self.table.get()
        let (words, marks) = (table.scalars(table.word), table.scalars(table.mark))
        let others = table.scalars(table.other)
        #expect(words.count > 130_000 && marks.count > 2_000 && others.count > 7_000)
        let folds = table.folds()
        func folded(_ scalar: Unicode.Scalar) -> String { String(folds[scalar] ?? scalar) }
        func found(_ text: String) -> [String] { TextWords.words(of: text).map(\.description) }

        expect(found(text(words) { String($0) }), words.map(folded))
        expect(found(text(marks) { "a\($0)b" }), marks.map { "a\(folded($0))b" })
        #expect(found(text(marks) { String($0) }).isEmpty)
        expect(found(text(others) { "a\($0)b" }), others.flatMap { _ in ["a", "b"] })
    }

    @Test func everyCharacterIsFoldedAsItIsWritten() throws {
        let table = try Self.table.get()
        let folds = table.folds()
        #expect(folds.count > 1_300)
        let all = [table.word, table.mark, table.other].flatMap(table.scalars)
        let answer = CaseFolding.folded(String(String.UnicodeScalarView(all))).description
        let wrong = zip(answer.unicodeScalars, all).filter { $0 != folds[$1] ?? $1 }
        #expect(wrong.isEmpty, "\(wrong.prefix(5))")
        #expect(answer.unicodeScalars.count == all.count)
    }
}
