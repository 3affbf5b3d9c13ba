import CanonicalJSON
import Findings

/// A scanned text as inner loops want it: plain pointers, read from the tape once.
///
/// Valid until the next scan into the tape.
struct Document {
    /// Not counted as a reference: the caller of the check holds the tape.
    unowned(unsafe) let tape: JSONTape
    let tokens: UnsafePointer<JSONToken>
    let bytes: UnsafePointer<UInt8>

    /// nil for a tape without tokens.
    init?(_ tape: JSONTape) {
        guard let tokens = tape.tokens.baseAddress, let bytes = tape.bytes.baseAddress,
            tape.count > 0
        else { return nil }
        self.tape = tape
        self.tokens = tokens
        self.bytes = bytes.assumingMemoryBound(to: UInt8.self)
    }

    /// The first byte between the quotes of a string or key.
    @inline(__always)
    func contentStart(_ token: JSONToken) -> UnsafePointer<UInt8> {
        bytes + (Int(token.start) &+ 1)
    }

    /// The bytes between the quotes of a string or key, escapes as written.
    @inline(__always)
    func content(_ token: JSONToken) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(
            start: contentStart(token), count: Int(token.end &- token.start) &- 2)
    }

    /// The bytes of a token as they stand in the text.
    @inline(__always)
    func source(_ token: JSONToken) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(
            start: bytes + Int(token.start), count: Int(token.end &- token.start))
    }

    /// Calls a body with the text of a string or key, escapes resolved.
    @inline(__always)
    func withText<Result>(_ index: Int, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        let token = tokens[index]
        if !token.flags.contains(.escaped) { return body(content(token)) }
        var text: [UInt8] = []
        tape.appendText(of: index, to: &text)
        return text.withUnsafeBytes { body($0) }
    }
}

/// A value that is checked, and what its findings are about.
struct CheckedValue {
    let document: Document
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

extension JSONToken {
    /// Number of tokens behind a value's own: of an array of scalars the number of elements.
    @inline(__always)
    func tokenCount(at index: Int) -> Int { Int(next) &- index &- 1 }
}
