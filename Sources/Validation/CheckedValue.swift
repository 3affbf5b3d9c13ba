import CanonicalJSON
import Findings
import Values

/// A value that is checked, and what its findings are about.
struct CheckedValue {
    let document: TapeView
    /// The value's token.
    let index: Int
    /// The position of its key in the schema.
    let keyPosition: Int
    /// Not counted as a reference: the validator holds the schema.
    unowned(unsafe) let schema: CompiledSchema

    /// The name of its key.
    var key: String { schema.keys[keyPosition].name }
    var token: JSONToken { document.tokens[index] }
    var kind: JSONToken.Kind { token.kind }

    /// Reports a finding about the value.
    func report(
        _ rule: RuleID, value: FindingWord? = nil, expected: FindingWord? = nil,
        suggestion: FindingWord? = nil, fix: @autoclosure () -> FindingFix? = nil,
        into findings: inout FindingBuffer
    ) {
        findings.report(
            rule, at: index, of: document.tape, key: key, value: value, expected: expected,
            suggestion: suggestion, fix: fix())
    }

    /// Another value that belongs to this one, such as an element.
    func part(_ index: Int) -> CheckedValue {
        CheckedValue(document: document, index: index, keyPosition: keyPosition, schema: schema)
    }

    /// Whether the value is a string with this text, to the byte.
    func isText(_ text: String) -> Bool {
        kind == .string && document.withText(index) { $0.elementsEqual(text.utf8) }
    }

    /// The edit that writes something in its place: certain when the value is that text in quotes,
    /// else likely.
    func fix(_ replacement: String?) -> FindingFix? {
        replacement.map { FindingFix($0, isText($0) ? .safe : .unsafe) }
    }

    /// The value's text in the document, cut for a message.
    var source: String { FindingBuffer.source(of: index, in: document.tape) }
}
