import CanonicalJSON
import Findings
import UploadFormats
import UploadReading

/// Mends a CSV upload: blanks around URLs and words, empty rows, foreign separators where every row
/// agrees with them; with unsafe fixes also blanks inside of URLs and misspelled columns.
struct FixTable {
    let options: UploadCheckOptions
    let recipe: FixUpload.Recipe
    /// Reads all records of a text, parted by a separator; tests count how often.
    var read: (UnsafeRawBufferPointer, UInt8) -> CSVTable = { CSVTable($0, separator: $1) }

    /// 256 MiB: the 10,000 rows of an upload are a few megabytes.
    static let bytesMax = 256 << 20

    /// 20 readings: a header has six columns that can be misspelled.
    private static let passesMax = 20
    private static let comma = UInt8(ascii: ",")
    /// Separators of other programs.
    private static let separators: [UInt8] = [";", "\t", "|"].map { UInt8(ascii: $0) }

    func run(
        _ head: UploadHead, write: (UnsafeRawBufferPointer) throws -> Void,
        edit: (TextEdit) throws -> Void
    ) throws -> FixUpload.Outcome {
        var text = try head.bytes + head.input.readAll(limit: FixTable.bytesMax)
        let name = head.input.name
        var outcome = FixUpload.Outcome(summary: UploadSummary(format: .csv))
        // A rename of a column may show what is wrong with its fields: one more reading each.
        for _ in 0..<FixTable.passesMax {
            var findings: [Finding] = []
            outcome.errorsLeft = 0
            outcome.summary = try check(text, name) { finding in
                if finding.severity == .error { outcome.errorsLeft += finding.count }
                findings.append(finding)
            }
            outcome.unsafeEditsLeft = 0
            let fixes = self.fixes(for: findings, in: text).filter {
                if $0.isSafe || recipe.isUnsafe { return true }
                outcome.unsafeEditsLeft += 1
                return false
            }
            if fixes.isEmpty {
                if outcome.summary.isStopped {
                    outcome.stop = findings.last { $0.severity == .error }
                }
                break
            }
            try apply(fixes, to: &text, &outcome, edit)
        }
        if outcome.summary.isStopped { return outcome }
        try text.withUnsafeBytes(write)
        return outcome
    }

    private func check(
        _ text: [UInt8], _ name: String, receive: (Finding) -> Void
    ) throws -> UploadSummary {
        let spool = try SpooledText(in: recipe.temporaryFolder)
        try text.withUnsafeBytes(spool.write)
        try spool.flush()
        let head = try UploadHead(spool.open(name: name), format: .csv)
        var check = CSVCheck(head, options)
        check.proposesFixes = true
        return try check.run(receive: { finding, _ in receive(finding) }) { _ in }
    }

    /// The fixes for what was found, by place, none over another.
    private func fixes(for findings: [Finding], in text: [UInt8]) -> [PlacedFix] {
        text.withUnsafeBytes { bytes in
            var end = 0
            let separators = FixTable.separators(for: findings, in: bytes, read).map { [$0] } ?? []
            let others = findings.compactMap {
                PlacedFix(RecordedFinding($0), from: 0, count: bytes.count)
            }
            return (separators + others)
                .sorted { $0.range.lowerBound < $1.range.lowerBound }
                .filter {
                    guard $0.range.lowerBound >= end else { return false }
                    end = $0.range.upperBound
                    return true
                }
        }
    }

    /// Commas in the place of other separators: certain where the header names the columns and every
    /// row has as many fields. One fix mends all of the text, so it is looked for once.
    static func separators(
        for findings: [Finding], in bytes: UnsafeRawBufferPointer,
        _ read: (UnsafeRawBufferPointer, UInt8) -> CSVTable = { CSVTable($0, separator: $1) }
    ) -> PlacedFix? {
        guard let finding = findings.first(where: mayBeSeparators) else { return nil }
        for separator in FixTable.separators {
            guard let text = read(bytes, separator).withCommas,
                text.withUnsafeBytes({ read($0, FixTable.comma).hasHeader }),
                let replacement = String(validating: text, as: UTF8.self)
            else { continue }
            return PlacedFix(
                { finding }, range: 0..<bytes.count, replacement: replacement, isSafe: true)
        }
        return nil
    }

    /// Whether a finding may be about the separators between all columns.
    static func mayBeSeparators(_ finding: Finding) -> Bool {
        finding.rule == .csvHeader && finding.key == nil && finding.suggestion == nil
    }

    private func apply(
        _ fixes: [PlacedFix], to text: inout [UInt8], _ outcome: inout FixUpload.Outcome,
        _ edit: (TextEdit) throws -> Void
    ) throws {
        var result: [UInt8] = []
        var written = 0
        try text.withUnsafeBytes { bytes in
            var place = SourcePosition.start
            for fix in fixes {
                place = place.advanced(
                    over: UnsafeRawBufferPointer(
                        rebasing: bytes[place.offset..<fix.range.lowerBound]))
                try edit(TextEdit(fix, at: place, in: bytes, holdsLineStart: true))
                result += bytes[written..<fix.range.lowerBound]
                result += Array(fix.replacement.utf8)
                written = fix.range.upperBound
                outcome.edits += 1
            }
            result += bytes[written...]
        }
        text = result
    }
}
