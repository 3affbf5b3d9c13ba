import CanonicalJSON
import Findings

/// Watches the texts of a varchar key: spellings, numbers in quotes, lost zeros.
struct VarcharTexts {
    private var spellings = ValueSpellings()
    private var zeros = LeadingZeros()
    private var numbers = NumberTexts()

    /// Takes note of a string.
    ///
    /// - Returns: whether a place was remembered.
    mutating func note(_ value: CheckedValue, _ findings: inout FindingBuffer) -> Bool {
        value.document.withText(value.index) { text in
            var isNew = spellings.note(text, value, &findings)
            if zeros.note(text, value, &findings) { isNew = true }
            if numbers.note(text, value, &findings) { isNew = true }
            return isNew
        }
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
