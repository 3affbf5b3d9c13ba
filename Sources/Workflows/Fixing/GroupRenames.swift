import CanonicalJSON
import Findings
import UploadFormats
import UploadReading

/// Which misspelled members at the top level may be renamed: never to a name that stands in the file
/// or was given already, since a group that stands twice loses its items.
///
/// What stands in the file is known at its end only, and a misspelled group is told when its items
/// have been passed: another reading of the same text renames.
struct GroupRenames {
    private var candidates: [Finding] = []
    /// The members that may be renamed, by place.
    private(set) var allowed: [Finding] = []
    /// Members whose right name stands in the file as well.
    private(set) var blocked: [Finding] = []

    /// 1,000 members: far more than an upload has names.
    private static let candidatesMax = 1000

    /// Begins a reading.
    mutating func begin() { candidates = [] }

    /// Takes every finding of a reading.
    ///
    /// - Returns: whether it is about a member that may be renamed, by what is known so far.
    @discardableResult
    mutating func note(_ finding: Finding) -> Bool {
        guard finding.rule == .uploadUnknownMember, finding.suggestion != nil,
            candidates.count < GroupRenames.candidatesMax
        else { return false }
        candidates.append(finding)
        return true
    }

    /// Decides at the end of a reading.
    ///
    /// - Parameter names: the members that stand in the file.
    mutating func decide(_ names: TopLevelNames) {
        allowed = []
        blocked = []
        var names = names
        candidates.sort { $0.location.position.offset < $1.location.position.offset }
        for finding in candidates {
            guard let name = finding.suggestion else { continue }
            if names.insert(name) { allowed.append(finding) } else { blocked.append(finding) }
        }
    }

    /// The renames of members whose names stand in a window.
    func fixes(in window: UploadWindow) -> [PlacedFix] {
        let start = window.start.offset
        return allowed.compactMap { finding in
            let offset = finding.location.position.offset - start
            guard let name = finding.suggestion, offset >= 0, offset < window.consumed else {
                return nil
            }
            return PlacedFix(
                { finding }, range: offset..<offset + finding.location.length,
                replacement: Finding.literal(name), isSafe: false)
        }
    }
}
