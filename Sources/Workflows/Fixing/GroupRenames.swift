import Findings
import UploadFormats

/// Which misspelled members at the top level may be renamed: never to a name that stands in the file
/// or was given already, since a group that stands twice loses its items.
///
/// One pass over the file collects the names, the next one renames: the n-th misspelled member of
/// the one is the n-th of the other, because no other fix makes or removes one.
struct GroupRenames {
    private var candidates: [(number: Int, finding: Finding)] = []
    private var seenCount = 0
    private var allowed: [Int: String] = [:]
    private var hasRenamed = false
    /// Members whose right name stands in the file as well.
    private(set) var blocked: [Finding] = []

    /// The number of members that may be renamed in the next pass.
    var count: Int { allowed.count }

    /// Begins a pass.
    mutating func begin() {
        seenCount = 0
        candidates = []
        hasRenamed = false
    }

    /// Takes every finding of a pass, in order.
    ///
    /// - Returns: the name that a misspelled member gets in this pass.
    mutating func note(_ finding: Finding) -> String? {
        guard finding.rule == .uploadUnknownMember else { return nil }
        let number = seenCount
        seenCount += 1
        if let name = allowed[number] {
            hasRenamed = true
            return name
        }
        // 1,000: far more members than an upload has names.
        if finding.suggestion != nil, candidates.count < 1000 {
            candidates.append((number, finding))
        }
        return nil
    }

    /// Decides at the end of a pass what the next one renames. Behind a pass that has renamed
    /// members, another one has to look what came into sight.
    ///
    /// - Parameter names: the members that stand in the file.
    mutating func decide(_ names: TopLevelNames) {
        allowed = [:]
        guard !hasRenamed else { return }
        var names = names
        blocked = []
        for (number, finding) in candidates {
            guard let name = finding.suggestion else { continue }
            if names.insert(name) { allowed[number] = name } else { blocked.append(finding) }
        }
    }
}
