import CanonicalJSON
import Findings
import UploadFormats

/// Knows which text would be right for a finding in a CSV upload.
struct TablePlan {
    private let table: CSVTable
    private let start: Int

    /// - Parameters:
    ///   - table: whole records.
    ///   - start: the offset of the first byte in the file.
    init(_ table: CSVTable, from start: Int) {
        self.table = table
        self.start = start
    }

    /// The fix of a finding; nil when there is none. Its range counts from the first byte.
    func fix(for finding: Finding) -> FixPlan.Fix? {
        let offset = finding.location.position.offset - start
        switch finding.rule {
        case .urlWhitespace: return url(finding, offset)
        case .csvCreateVideo: return createVideo(finding, offset)
        case .csvHeader: return heading(finding, offset)
        case .csvEmptyRow:
            return table.range(ofRecordAt: offset).map {
                FixPlan.Fix(finding: finding, range: $0, replacement: "", isSafe: true)
            }
        default: return nil
        }
    }

    /// Tells each finding whether it is mended.
    func mark(_ findings: inout [Finding]) {
        for index in findings.indices {
            guard let fix = fix(for: findings[index]) else { continue }
            findings[index].fix = fix.isSafe ? .safe : .unsafe
        }
    }

    private func fix(
        _ finding: Finding, _ field: CSVTable.Field, _ text: String, isSafe: Bool
    ) -> FixPlan.Fix {
        let bytes = CSVTable.field(Array(text.utf8), isQuoted: field.isQuoted)
        return FixPlan.Fix(
            finding: finding, range: field.range,
            replacement: String(decoding: bytes, as: UTF8.self), isSafe: isSafe)
    }

    private func url(_ finding: Finding, _ offset: Int) -> FixPlan.Fix? {
        guard let field = table.field(at: offset),
            let text = String(validating: field.text, as: UTF8.self),
            let right = URLRules.withoutWhiteSpace(text)
        else { return nil }
        let isSafe = FixPlanner.areEqual(FixPlanner.trimmed(text), right)
        return fix(finding, field, right, isSafe: isSafe)
    }

    /// Spaces around `true` and `false` are no part of them.
    private func createVideo(_ finding: Finding, _ offset: Int) -> FixPlan.Fix? {
        guard let field = table.field(at: offset),
            let text = String(validating: field.text, as: UTF8.self)
        else { return nil }
        let word = FixPlanner.trimmed(text)
        guard ["true", "false"].contains(word.lowercased()), !FixPlanner.areEqual(word, text) else {
            return nil
        }
        return fix(finding, field, word, isSafe: true)
    }

    /// A misspelled column gets the nearest name, unless a column has it.
    private func heading(_ finding: Finding, _ offset: Int) -> FixPlan.Fix? {
        guard let right = finding.suggestion, let field = table.field(at: offset),
            FixPlanner.areEqual(finding.key, String(decoding: field.text, as: UTF8.self))
        else { return nil }
        func folded(_ text: some StringProtocol) -> String {
            text.lowercased().filter { !$0.isWhitespace && $0 != "_" }
        }
        let names = table.fields(ofRecordAt: offset).map {
            folded(String(decoding: $0.text, as: UTF8.self))
        }
        guard !names.contains(folded(right)) else { return nil }
        return fix(finding, field, right, isSafe: false)
    }
}
