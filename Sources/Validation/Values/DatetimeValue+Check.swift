import CanonicalJSON
import Findings
import Values

extension DatetimeValue {
    /// - Returns: what the value says about its offset; nil for a value that is not a datetime.
    @discardableResult
    static func check(_ value: CheckedValue, into findings: inout FindingBuffer) -> Zone? {
        guard value.kind == .string else {
            let epoch =
                value.kind == .number
                ? DatetimeSuggestion.epoch(value.document.source(value.token)) : nil
            value.report(
                .datetimeType, suggestion: (epoch?.datetime).map(Finding.literal), into: &findings)
            reportEpoch(epoch, value, into: &findings)
            return nil
        }
        return value.document.withText(value.index) { text in
            do throws(DatetimeFault) {
                let zone = try parse(text).zone
                if zone == .missing { value.report(.datetimeNoOffset, into: &findings) }
                return zone
            } catch {
                report(error, of: text, value, into: &findings)
                return nil
            }
        }
    }

    private static func report(
        _ fault: DatetimeFault, of text: UnsafeRawBufferPointer, _ value: CheckedValue,
        into findings: inout FindingBuffer
    ) {
        if fault.isRange {
            value.report(.datetimeRange, expected: fault.expected, into: &findings)
            return
        }
        let epoch = DatetimeSuggestion.epoch(text)
        value.report(
            .datetimeFormat, expected: fault.expected,
            suggestion: (epoch?.datetime ?? DatetimeSuggestion.correction(of: text))
                .map(Finding.literal),
            into: &findings)
        reportEpoch(epoch, value, into: &findings)
    }

    private static func reportEpoch(
        _ epoch: (datetime: String, unit: String)?, _ value: CheckedValue,
        into findings: inout FindingBuffer
    ) {
        guard let epoch else { return }
        value.report(
            .datetimeEpoch, expected: epoch.unit, suggestion: Finding.literal(epoch.datetime),
            into: &findings)
    }
}
