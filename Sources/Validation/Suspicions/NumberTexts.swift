import CanonicalJSON
import Findings
import Values

/// Watches a varchar key for values that are numbers, all of them: it was meant to be a number key.
///
/// Codes are left alone: digits that are all of one length, or that have a zero in front.
struct NumberTexts {
    private var isNumber = true
    private var count = 0
    /// The length of the values so far when they are all digits of one length.
    private var codeLength: Int?
    private var first: Finding?

    /// - Returns: whether a place was remembered.
    mutating func note(
        _ text: UnsafeRawBufferPointer, _ value: CheckedValue, _ findings: inout FindingBuffer
    ) -> Bool {
        guard isNumber else { return false }
        guard NumberValue.isJSONNumber(text) else {
            isNumber = false
            first = nil
            return false
        }
        count &+= 1
        let isCode = text.allSatisfy { $0 &- 0x30 <= 9 }
        if count == 1 {
            codeLength = isCode ? text.count : nil
            first = findings.make(
                .numberAsText, at: value.index, of: value.document.tape, key: value.key)
            return first != nil
        }
        if !isCode || codeLength != text.count { codeLength = nil }
        return false
    }

    mutating func forEachPlace(_ body: (inout SourcePosition) -> Void) {
        first?.withPlace(body)
    }

    mutating func merge(_ other: NumberTexts) {
        isNumber = isNumber && other.isNumber
        if count == 0 {
            codeLength = other.codeLength
        } else if other.count > 0,
            codeLength != other.codeLength
        {
            codeLength = nil
        }
        count += other.count
        first = isNumber ? Finding.earlier(first, other.first) : nil
    }

    /// - Returns: a finding at the first value.
    func suspicions() -> [Finding] {
        guard isNumber, count >= MetadataProfile.itemCountMin, codeLength == nil,
            var finding = first
        else { return [] }
        finding.suggestion = finding.value.map { String($0.dropFirst().dropLast()) }
        return [finding]
    }
}
