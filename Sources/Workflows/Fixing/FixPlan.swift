import CanonicalJSON
import Findings
import UploadFormats
import UploadReading

/// What can be mended in the items of an upload, window by window: the one place that decides for a
/// finding whether `fix` mends it.
///
/// Members at the top level are not its business: whether one may be renamed is known only when the
/// whole file has been read (``GroupRenames``).
struct FixPlan {
    private let planner: FixPlanner

    init(_ planner: FixPlanner) {
        self.planner = planner
    }

    /// One replacement that mends a finding.
    struct Fix {
        var finding: Finding
        /// The bytes of the window that are replaced.
        var range: Range<Int>
        var replacement: String
        var isSafe: Bool
    }

    /// The fixes for a window's findings.
    ///
    /// - Parameter findings: what was found, the findings of each item in order.
    /// - Returns: the place in `findings` of each that can be mended, with its fix.
    func fixes(
        for findings: [Finding], in worker: UploadWorker
    ) -> [(index: Int, fix: Fix)] {
        let bytes = worker.window.bytes
        var items = ItemTexts()
        var renames = KeyRenames()
        var fixes: [(index: Int, fix: Fix)] = []
        for (index, finding) in findings.enumerated() where FixPlanner.mends(finding.rule) {
            guard let place = place(of: finding, in: worker, &items),
                let replacement = planner.replacement(
                    for: finding, source: UnsafeRawBufferPointer(rebasing: bytes[place]))
            else { continue }
            let range = replacement.range.map {
                place.lowerBound + $0.lowerBound..<place.lowerBound + $0.upperBound
            }
            let fix = Fix(
                finding: finding, range: range ?? place, replacement: replacement.text,
                isSafe: replacement.isSafe)
            if finding.rule.namesKey, !allows(fix, in: worker, &items, &renames) { continue }
            fixes.append((index, fix))
        }
        return fixes
    }

    /// Tells each of a window's findings whether it is mended.
    func mark(_ findings: inout [Finding], in worker: UploadWorker) {
        for (index, fix) in fixes(for: findings, in: worker) {
            findings[index].fix = fix.isSafe ? .safe : .unsafe
        }
    }

    /// The text that a finding is about, as offsets in the window.
    private func place(
        of finding: Finding, in worker: UploadWorker, _ items: inout ItemTexts
    ) -> Range<Int>? {
        let start = finding.location.position.offset - worker.window.start.offset
        var end = start + finding.location.length
        let bytes = worker.window.bytes
        guard start >= 0, start < bytes.count, end <= bytes.count else { return nil }
        if finding.rule == .jsonSyntax {
            while end < bytes.count, FixPlan.isWordByte(bytes[end]) { end += 1 }
            return start..<end
        }
        // White space is marked by itself; its URL is the string around it.
        guard finding.rule == .urlWhitespace else { return start..<end }
        return items.item(at: start, in: worker)?.string(at: start)
    }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
    }

    private func allows(
        _ fix: Fix, in worker: UploadWorker, _ items: inout ItemTexts,
        _ renames: inout KeyRenames
    ) -> Bool {
        guard let item = items.item(at: fix.range.lowerBound, in: worker),
            let name = fix.finding.suggestion
        else { return false }
        let isItemMember = fix.finding.rule == .itemUnknownMember
        // A member of other groups is misplaced and not misspelled.
        if isItemMember, fix.finding.key.flatMap(MemberNames.item) != nil { return false }
        return renames.allows(
            keyAt: fix.range.lowerBound - item.start, in: item, name: name,
            isItemMember: isItemMember)
    }
}

extension RuleID {
    /// Whether the finding of a rule is about a key, which a fix gives another name.
    fileprivate var namesKey: Bool {
        switch self {
        case .keyUnknown, .keyForbiddenCharacter, .keyReserved, .itemUnknownMember,
            .mediaMetadataUnknownMember, .encordUnknownMember:
            true
        default: false
        }
    }
}
