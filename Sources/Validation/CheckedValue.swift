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
        _ rule: RuleID, value: String? = nil, expected: String? = nil, suggestion: String? = nil,
        into findings: inout FindingBuffer
    ) {
        findings.report(
            rule, at: index, of: document.tape, key: key, value: value, expected: expected,
            suggestion: suggestion)
    }

    /// Another value that belongs to this one, such as an element.
    func part(_ index: Int) -> CheckedValue {
        CheckedValue(document: document, index: index, keyPosition: keyPosition, schema: schema)
    }

    /// The value's text in the document, cut for a message.
    var source: String { FindingBuffer.source(of: index, in: document.tape) }
}
