import CanonicalJSON
import Findings
import Text

/// A value of an enum key: one of its options, byte for byte.
enum EnumValue {
    static func check(_ value: CheckedValue, into findings: inout FindingBuffer) {
        let schema = value.schema
        guard case .enumeration(let options) = schema.keys[value.keyPosition].type else { return }
        guard value.kind == .string else {
            let source = value.source
            value.report(
                .enumType,
                suggestion: options.first { $0.utf8.elementsEqual(source.utf8) }
                    .map(Finding.literal), into: &findings)
            return
        }
        value.document.withText(value.index) { text in
            guard let start = text.baseAddress?.assumingMemoryBound(to: UInt8.self),
                schema.option(start, text.count, of: value.keyPosition) < 0
            else { return }
            let word = String(decoding: text, as: UTF8.self)
            value.report(
                .enumUnknownOption, expected: expected(options),
                suggestion: NearestMatch.match(for: word, in: options).map(Finding.literal),
                into: &findings)
        }
    }

    /// 5 options: a list that still fits on a line.
    private static let listedOptionsMax = 5

    private static func expected(_ options: [String]) -> String {
        options.count <= listedOptionsMax
            ? options.map(Finding.literal).joined(separator: ", ")
            : "one of \(options.count) options"
    }
}
