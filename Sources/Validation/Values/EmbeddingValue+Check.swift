import CanonicalJSON
import Findings
import Values

extension EmbeddingValue {
    /// - Parameter size: the number of numbers.
    static func check(
        _ value: CheckedValue, size: Int, into findings: inout FindingBuffer
    ) {
        let document = value.document
        if isGood(document, value.index, size: size) { return }
        let token = value.token
        guard token.kind == .array else {
            value.report(
                .embeddingType, expected: .amount(size, .numbers, isGrouped: false),
                into: &findings)
            return
        }
        var count = 0
        var faults = 0
        var isZero = true
        var element = value.index + 1
        while element < Int(token.next) {
            let number = document.tokens[element]
            if number.kind != .number || !isFinite(document, number) {
                faults += 1
                let part = value.part(element)
                part.report(
                    .embeddingElement, expected: "a finite number",
                    fix: part.fix(part.numberInQuotes), into: &findings)
            } else if isZero {
                isZero = isZeroNumber(document, number)
            }
            count += 1
            element = Int(number.next)
        }
        if count != size {
            value.report(
                .embeddingSize, value: .amount(count, .numbers, isGrouped: false),
                expected: .amount(size, .numbers, isGrouped: false), into: &findings)
        } else if isZero, faults == 0 {
            value.report(.embeddingZero, into: &findings)
        }
    }
}
