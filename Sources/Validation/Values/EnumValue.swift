import CanonicalJSON
import Findings
import SchemaModel
import Text
import Values

/// A value of an enum key: one of its options, byte for byte.
enum EnumValue {
    static func check(_ value: CheckedValue, into findings: inout FindingBuffer) {
        let schema = value.schema
        guard case .enumeration(let options) = schema.keys[value.keyPosition].type else { return }
        guard value.kind == .string else {
            let source = value.source
            let option = options.first { ExactText.isSame($0, source) }.map(Finding.literal)
            value.report(
                .enumType, suggestion: FindingWord(option), fix: value.fix(option),
                into: &findings)
            return
        }
        value.document.withText(value.index) { text in
            guard let start = text.baseAddress?.assumingMemoryBound(to: UInt8.self),
                schema.option(start, text.count, of: value.keyPosition) < 0
            else { return }
            let word = String(decoding: text, as: UTF8.self)
            let nearest = NearestMatch.match(for: word, in: options)
            value.report(
                .enumUnknownOption, expected: .option(of: options),
                suggestion: nearest.map(FindingWord.string),
                fix: fix(of: word, options, nearest: nearest), into: &findings)
        }
    }

    /// An option in another case, with another composition of its accents or with spaces around is
    /// certain where there is one alone; the nearest one is likely.
    private static func fix(
        of word: String, _ options: [String], nearest: String?
    ) -> FindingFix? {
        // Two texts are the same to `==` when only the composition of their accents differs.
        let folded = word.trimmingWhiteSpace.lowercased()
        let same = options.filter { $0.lowercased() == folded }
        if same.count == 1 { return FindingFix(Finding.literal(same[0]), .safe) }
        return nearest.map { FindingFix(Finding.literal($0), .unsafe) }
    }
}
