import CanonicalJSON
import Findings
import Text
import Values

extension Validator {
    /// Checks `$encord`, the metadata of a video's frames.
    ///
    /// Its shape is not documented in full: `config` (`sampling_rate`, `keyframe_mode`) and `frames`
    /// (frame number, or offset in seconds, to values) are what is known.
    ///
    /// - Parameter key: the key's token.
    func checkEncord(
        _ document: TapeView, _ key: Int, isVideo: Bool, into findings: inout FindingBuffer
    ) {
        let value = key + 1
        guard document.tokens[value].kind != .null else { return }
        if !isVideo {
            let group = findings.item?.group
            findings.report(
                .encordNotVideo, at: key, of: document.tape, key: "$encord",
                value: FindingWord(group.map { "one of \($0)" } ?? "not a video"))
        }
        guard let members = members(document, value, named: "$encord", into: &findings) else {
            return
        }
        var mode = KeyframeMode.frame
        var frames: Int?
        var names = Set(members.map { ExactText($0.name) })
        for (name, key) in members {
            switch name {
            case "config": mode = checkConfig(document, key + 1, into: &findings)
            case "frames": frames = key + 1
            default:
                reportUnknownMember(
                    document, key, name, of: "$encord", among: ["config", "frames"],
                    beside: &names, into: &findings)
            }
        }
        if let frames { checkFrames(document, frames, mode, into: &findings) }
    }

    /// What the keys of frames are.
    private enum KeyframeMode: String, CaseIterable {
        case frame, seconds

        var expected: String {
            switch self {
            case .frame: "a frame number such as \"48\", or keyframe_mode \"seconds\""
            case .seconds: "an offset in seconds such as \"1.5\""
            }
        }
    }

    private func checkConfig(
        _ document: TapeView, _ config: Int, into findings: inout FindingBuffer
    ) -> KeyframeMode {
        var mode = KeyframeMode.frame
        let members = members(document, config, named: "config", into: &findings) ?? []
        var names = Set(members.map { ExactText($0.name) })
        for (name, key) in members {
            let node = JSONNode(tape: document.tape, index: key + 1)
            if node.kind == .null { continue }
            switch name {
            case "sampling_rate":
                if let rate = node.double, rate.isFinite, rate >= 0 { continue }
                findings.report(
                    .encordSamplingRate, at: key + 1, of: document.tape, key: name,
                    expected: "a number of at least 0")
            case "keyframe_mode":
                if let known = node.string.flatMap(KeyframeMode.init) {
                    mode = known
                    continue
                }
                let words = KeyframeMode.allCases.map(\.rawValue)
                let nearest = node.string.flatMap { NearestMatch.match(for: $0, in: words) }
                    .map(Finding.literal)
                findings.report(
                    .encordKeyframeMode, at: key + 1, of: document.tape, key: name,
                    expected: "\"frame\" or \"seconds\"", suggestion: FindingWord(nearest),
                    fix: nearest.map { FindingFix($0, .unsafe) })
            default:
                reportUnknownMember(
                    document, key, name, of: "config",
                    among: ["sampling_rate", "keyframe_mode"], beside: &names, into: &findings)
            }
        }
        return mode
    }

    private func checkFrames(
        _ document: TapeView, _ frames: Int, _ mode: KeyframeMode,
        into findings: inout FindingBuffer
    ) {
        guard let members = members(document, frames, named: "frames", into: &findings) else {
            return
        }
        var none = NoValues()
        for (name, key) in members {
            if !isFrameKey(name, mode) {
                findings.report(
                    .encordFrameKey, at: key, of: document.tape, key: name,
                    expected: FindingWord(mode.expected))
            }
            switch document.tokens[key + 1].kind {
            case .object:
                _ = checkObject(document, key + 1, isItem: false, into: &findings, values: &none)
            case .null: break
            default:
                findings.report(
                    .encordShape, at: key + 1, of: document.tape, key: "frame \(name)",
                    expected: "an object")
            }
        }
    }

    /// Whether a key is a whole number, or any decimal number in the mode with seconds, that is not
    /// negative and has no needless zeros.
    private func isFrameKey(_ name: String, _ mode: KeyframeMode) -> Bool {
        var text = name
        return text.withUTF8 { bytes in
            let isNumber = NumberValue.isJSONNumber(UnsafeRawBufferPointer(bytes))
            return isNumber
                && bytes.allSatisfy {
                    $0 &- 0x30 <= 9 || (mode == .seconds && $0 == UInt8(ascii: "."))
                }
        }
    }

    /// The members of an object, of those with one name the last.
    ///
    /// - Returns: nil, after a report, when the value is neither object nor null.
    private func members(
        _ document: TapeView, _ value: Int, named name: String, into findings: inout FindingBuffer
    ) -> [(name: String, key: Int)]? {
        guard document.tokens[value].kind == .object else {
            if document.tokens[value].kind != .null {
                findings.report(
                    .encordShape, at: value, of: document.tape, key: name, expected: "an object")
            }
            return nil
        }
        duplicates.search(document, value)
        let shadowed = Set(duplicates.pairs.map(\.earlier))
        return JSONNode(tape: document.tape, index: value).members.compactMap { member in
            shadowed.contains(member.key.index)
                ? nil : (member.key.string ?? "", member.key.index)
        }
    }

    /// - Parameter names: the names that members of the owner have or got.
    private func reportUnknownMember(
        _ document: TapeView, _ key: Int, _ name: String, of owner: String,
        among known: [String], beside names: inout Set<ExactText>,
        into findings: inout FindingBuffer
    ) {
        let nearest = NearestMatch.match(for: name, in: known)
        let isFree = nearest.map { names.insert(ExactText($0)).inserted } ?? false
        findings.report(
            .encordUnknownMember, at: key, of: document.tape, key: name,
            expected: FindingWord(owner), suggestion: FindingWord(nearest),
            fix: isFree ? nearest.map { FindingFix(Finding.literal($0), .unsafe) } : nil)
    }
}
