import CanonicalJSON
import Findings

/// Watches the texts of a varchar key: spellings, numbers in quotes, lost zeros.
struct VarcharTexts {
    private var spellings = ValueSpellings()
    private var zeros = LeadingZeros()
    private var numbers = NumberTexts()
    /// Memory for a text with escapes.
    private var escaped: [UInt8] = []

    /// 65,536 bytes: more memory than this is given back after each text.
    private static let keptBytesMax = 65_536

    /// Takes note of a string.
    ///
    /// - Returns: whether a place was remembered.
    mutating func note(_ value: CheckedValue, _ findings: inout FindingBuffer) -> Bool {
        let document = value.document
        if !value.token.flags.contains(.escaped) {
            return note(document.content(value.token), value, &findings)
        }
        // Taken out for the call, so that its memory is used again for the next text.
        var text: [UInt8] = []
        swap(&text, &escaped)
        text.removeAll(keepingCapacity: true)
        document.tape.appendText(of: value.index, to: &text)
        let isNew = text.withUnsafeBytes { note($0, value, &findings) }
        if text.capacity <= VarcharTexts.keptBytesMax { swap(&text, &escaped) }
        return isNew
    }

    private mutating func note(
        _ text: UnsafeRawBufferPointer, _ value: CheckedValue, _ findings: inout FindingBuffer
    ) -> Bool {
        var isNew = spellings.note(text, value, &findings)
        if zeros.note(text, value, &findings) { isNew = true }
        if numbers.note(text, value, &findings) { isNew = true }
        return isNew
    }

    mutating func forEachPlace(_ body: (inout SourcePosition) -> Void) {
        spellings.forEachPlace(body)
        zeros.forEachPlace(body)
        numbers.forEachPlace(body)
    }

    mutating func merge(_ other: VarcharTexts) {
        spellings.merge(other.spellings)
        zeros.merge(other.zeros)
        numbers.merge(other.numbers)
    }

    func suspicions() -> [Finding] {
        spellings.suspicions() + zeros.suspicions() + numbers.suspicions()
    }
}
