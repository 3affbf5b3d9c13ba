import CanonicalJSON
import Findings
import Values

extension DatetimeValue {
    /// - Parameter offset: what a datetime without an offset means, where somebody knows it.
    /// - Returns: what the value says about its offset; nil for a value that is not a datetime.
    @discardableResult
    static func check(
        _ value: CheckedValue, assuming offset: UTCOffset?, into findings: inout FindingBuffer
    ) -> Zone? {
        guard value.kind == .string else {
            let epoch =
                value.kind == .number
                ? DatetimeSuggestion.epoch(value.document.source(value.token)) : nil
            value.report(
                .datetimeType, suggestion: (epoch?.datetime).map(FindingWord.string),
                fix: fix(ofEpoch: epoch?.datetime), into: &findings)
            reportEpoch(epoch, value, into: &findings)
            return nil
        }
        return value.document.withText(value.index) { text in
            do throws(DatetimeFault) {
                let zone = try parse(text).zone
                if zone == .missing {
                    value.report(
                        .datetimeNoOffset,
                        fix: offset?.completing(text).map {
                            FindingFix(Finding.literal($0), .safe)
                        }, into: &findings)
                }
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
            value.report(
                .datetimeRange, expected: FindingWord(fault.expected),
                fix: fix(of: DatetimeSuggestion.correction(of: text)), into: &findings)
            return
        }
        let epoch = DatetimeSuggestion.epoch(text)
        let corrected = DatetimeSuggestion.correction(of: text)
        value.report(
            .datetimeFormat, expected: FindingWord(fault.expected),
            suggestion: (epoch?.datetime ?? corrected).map(FindingWord.string),
            fix: fix(of: corrected), into: &findings)
        reportEpoch(epoch, value, into: &findings)
    }

    private static func reportEpoch(
        _ epoch: (datetime: String, unit: String)?, _ value: CheckedValue,
        into findings: inout FindingBuffer
    ) {
        guard let epoch else { return }
        value.report(
            .datetimeEpoch, expected: FindingWord(epoch.unit), suggestion: .string(epoch.datetime),
            fix: fix(ofEpoch: epoch.datetime), into: &findings)
    }

    /// Another spelling of a datetime is certain.
    private static func fix(of corrected: String?) -> FindingFix? {
        corrected.map { FindingFix(Finding.literal($0), .safe) }
    }

    /// A number of seconds or milliseconds since 1970 is likely, not certain.
    private static func fix(ofEpoch datetime: String?) -> FindingFix? {
        datetime.map { FindingFix(Finding.literal($0), .unsafe) }
    }
}
