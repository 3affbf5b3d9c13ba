import CanonicalJSON
import Findings
import Text

/// Members at the top level that are no group and no flag: a misspelled group loses its items.
extension UploadSplitter {
    /// An unknown member whose value has not been read to its end.
    struct UnknownMember {
        /// The place of its name, line and column included.
        var location: FindingLocation
        var name: String
    }

    /// What the value of an unknown member is, which tells what it was meant to be.
    enum UnknownValue: Equatable {
        case list(count: Int)
        case object
        case boolean
        case other
    }

    /// Reports the unknown member whose value is being read, if there is one.
    ///
    /// Where its name is near nothing, a single value beside the groups is a remark of another
    /// program, which the platform leaves out; anything else may be a group or flag that gets lost.
    mutating func reportUnknown(_ value: UnknownValue, _ findings: inout FindingBuffer) {
        guard let unknown else { return }
        self.unknown = nil
        let wordNames: [String] =
            switch value {
            case .list, .object: TopLevelMember.groupNames
            case .boolean: TopLevelMember.flagNames
            case .other: []
            }
        let nearest = NearestName.match(
            for: unknown.name, in: TopLevelMember.suggestions, byWordsIn: wordNames, head: .first)
        var found: String?
        if case .list(let count) = value, count > 0 {
            found =
                "it holds \(count.grouped) element\(count == 1 ? "" : "s") that "
                + "\(count == 1 ? "is" : "are") not read"
        }
        let isRemark = nearest == nil && (value == .boolean || value == .other)
        let before = findings.findings.count
        findings.report(
            .uploadUnknownMember, atOffset: 0, key: Finding.cut(unknown.name),
            value: FindingWord(found),
            expected: nearest == nil && !isRemark
                ? .text("one of " + TopLevelMember.documentedGroups.joined(separator: ", ")) : nil,
            suggestion: FindingWord(nearest))
        guard findings.findings.count > before else { return }
        findings.findings[before].location = unknown.location
        if isRemark {
            findings.findings[before].severity = min(.warning, findings.findings[before].severity)
        }
    }
}
