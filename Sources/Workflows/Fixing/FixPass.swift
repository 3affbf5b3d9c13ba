import CanonicalJSON
import Findings
import UploadFormats
import UploadReading
import Validation

/// One reading of a JSON upload that replaces the texts that can be mended.
struct FixPass {
    let options: UploadCheckOptions
    let isUnsafe: Bool
    var task = Task.mend

    /// What a pass replaces.
    enum Task {
        /// Whatever findings propose.
        case mend
        /// The names of members at the top level, in a text that the pass before has not changed.
        case rename
        /// Nothing.
        case read
    }

    /// What a pass has done.
    struct Result {
        var summary: UploadSummary
        var edits = 0
        var unsafeEditsLeft = 0
        /// Findings of severity error in the text that was read.
        var errors = 0
        /// How places have moved.
        var shifts = TextShifts()
        /// What ended the reading.
        var stop: Finding?
    }

    /// Reads a text and writes the corrected one.
    ///
    /// - Parameters:
    ///   - head: the opened text and its form.
    ///   - renames: which members at the top level get another name; decides for the next pass.
    ///   - edit: gets every edit, in order.
    func run(
        _ head: UploadHead, renames: inout GroupRenames,
        write: (UnsafeRawBufferPointer) throws -> Void, edit: (TextEdit) throws -> Void
    ) throws -> Result {
        var result = Result(summary: UploadSummary(format: head.format))
        let known = renames
        renames.begin()
        var seen = renames
        result.summary = try UploadPass(head, options).run(
            makeVisitor: { CheckVisitor(options) }, profile: { $0.validator.profile },
            receive: { found in
                let record = found.record
                if record.severity == .error { result.errors += record.count }
                if record.rule.rawValue < RuleID.uploadShape.rawValue {
                    result.stop = found.finding()
                }
                if record.rule == .uploadUnknownMember { seen.note(found.finding()) }
            },
            deliver: { worker, _ in
                switch task {
                case .mend:
                    let window = worker.window
                    let fixes = worker.found.compactMap {
                        PlacedFix($0, from: window.start.offset, count: window.consumed)
                    }
                    try mend(window, fixes, &result, write, edit)
                case .rename:
                    try mend(worker.window, known.fixes(in: worker.window), &result, write, edit)
                case .read: try mend(worker.window, [], &result, write, edit)
                }
            })
        seen.decide(result.summary.names)
        renames = seen
        return result
    }

    private func mend(
        _ window: UploadWindow, _ fixes: [PlacedFix], _ result: inout Result,
        _ write: (UnsafeRawBufferPointer) throws -> Void, _ edit: (TextEdit) throws -> Void
    ) throws {
        let bytes = window.bytes
        var place = window.start
        var at = 0
        var written = 0
        var unsafePlace: Int?
        // The sort is stable: of two fixes of one text the one found first stays first.
        for fix in fixes.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
            // Of two findings about one text the first decides.
            guard fix.range.lowerBound >= written, fix.range.upperBound <= window.consumed else {
                continue
            }
            if !fix.isSafe, !isUnsafe {
                if fix.range.lowerBound != unsafePlace { result.unsafeEditsLeft += 1 }
                unsafePlace = fix.range.lowerBound
                continue
            }
            place = place.advanced(
                over: UnsafeRawBufferPointer(rebasing: bytes[at..<fix.range.lowerBound]))
            at = fix.range.lowerBound
            try edit(
                TextEdit(fix, at: place, in: bytes, holdsLineStart: window.start.column == 1))
            try write(UnsafeRawBufferPointer(rebasing: bytes[written..<fix.range.lowerBound]))
            try Array(fix.replacement.utf8).withUnsafeBytes { replacement in
                result.shifts.add(
                    at: place, old: UnsafeRawBufferPointer(rebasing: bytes[fix.range]),
                    new: replacement)
                try write(replacement)
            }
            written = fix.range.upperBound
            result.edits += 1
        }
        try write(UnsafeRawBufferPointer(rebasing: bytes[written..<window.consumed]))
    }
}
