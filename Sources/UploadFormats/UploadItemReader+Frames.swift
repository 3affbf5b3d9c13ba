import CanonicalJSON
import Findings

/// The files of an image group, image sequence or DICOM series.
extension UploadItemReader {
    /// Reads the frames into ``frameURLs``, in their order.
    ///
    /// They are listed under `images` or `dicomFiles`, or numbered as `objectUrl_0`, `objectUrl_1`
    /// and so on; where both are given, the list comes first and the numbered ones are reported.
    mutating func readFrames(
        of group: UploadGroup, _ tape: JSONTape, _ hash: inout MatchHash,
        into findings: inout FindingBuffer
    ) {
        let list: ItemMember = group == .dicomSeries ? .dicomFiles : .images
        let hasList = members.has(list)
        if hasList { readList(list, tape, &hash, into: &findings) }
        let numbered = sortedFrames(tape, into: &findings)
        if hasList, let first = numbered.first {
            findings.report(
                .itemUnknownMember, at: first.value - 1, of: tape,
                key: UploadItemReader.key(of: first.value, tape), suggestion: FindingWord(list.name)
            )
        }
        for frame in numbered {
            if readURL(frame.value, tape, named: .objectURL, &hash, into: &findings) {
                frameURLs.append(frame.value)
            }
        }
        if !hasList, numbered.isEmpty {
            findings.report(
                .groupWithoutFrames, at: 0, of: tape, key: list.name,
                expected: "\(list.name), or objectUrl_0 and so on")
        }
    }

    /// The numbered frames in the order of their numbers; of two with one number the last counts.
    private func sortedFrames(
        _ tape: JSONTape, into findings: inout FindingBuffer
    ) -> [MemberScan.NumberedURL] {
        let frames = members.numberedURLs
        var isInOrder = true
        for (place, frame) in frames.enumerated() where frame.number != place { isInOrder = false }
        if isInOrder { return frames }
        // Stable: of equal numbers the earlier one stays first.
        let sorted = frames.sorted { ($0.number, $0.value) < ($1.number, $1.value) }
        var result: [MemberScan.NumberedURL] = []
        for frame in sorted {
            let key = frame.value - 1
            let expected = (result.last?.number ?? -1) + 1
            if let last = result.last, last.number == frame.number {
                findings.report(
                    .itemDuplicateMember, at: key, of: tape, key: tape.string(at: key),
                    related: last.value - 1)
                result.removeLast()
            } else if frame.number != expected {
                findings.report(
                    .frameNumbering, at: key, of: tape, key: tape.string(at: key),
                    expected: "objectUrl_\(expected)")
            }
            result.append(frame)
        }
        return result
    }

    private mutating func readList(
        _ member: ItemMember, _ tape: JSONTape, _ hash: inout MatchHash,
        into findings: inout FindingBuffer
    ) {
        let list = members[member]
        guard tape[list].kind == .array else {
            findings.report(
                .itemMemberType, at: list, of: tape, key: member.name,
                expected: "an array of objects")
            return
        }
        var element = list + 1
        let end = Int(tape[list].next)
        if element == end {
            findings.report(
                .groupWithoutFrames, at: list, of: tape, key: member.name,
                expected: "an array with at least one frame")
        }
        while element < end {
            readFrame(element, in: member, tape, &hash, into: &findings)
            element = Int(tape[element].next)
        }
    }

    private mutating func readFrame(
        _ element: Int, in list: ItemMember, _ tape: JSONTape, _ hash: inout MatchHash,
        into findings: inout FindingBuffer
    ) {
        guard tape[element].kind == .object else {
            findings.report(
                .itemMemberType, at: element, of: tape, key: list.name,
                expected: "an object such as {\"url\": \"…\"}")
            return
        }
        frame.scan(element, of: tape)
        let metadata: ItemMember = list == .images ? .imageMetadata : .dicomMetadata
        let known: ItemMembers = [
            .url, .title, .placeholder, ItemMembers(.externalFileType), ItemMembers(metadata),
        ]
        let stray = ItemMembers(rawValue: frame.given | frame.null).subtracting(known)
        for member in stray.members {
            let value = frame[member]
            if frame.has(member) {
                findings.report(
                    .itemUnknownMember, at: value - 1, of: tape,
                    key: UploadItemReader.key(of: value, tape))
            }
        }
        if frame.isOdd {
            frame.reportOddMembers(
                element, of: tape, unknown: .itemUnknownMember,
                nearest: ["url", "title", metadata.name], into: &findings)
        }
        if frame.has(.objectURL) {
            if readURL(frame[.objectURL], tape, named: .objectURL, &hash, into: &findings) {
                frameURLs.append(frame[.objectURL])
            }
        } else {
            findings.report(.itemMissingURL, at: element, of: tape, key: "url", expected: "url")
        }
        if frame.has(.title) {
            if tape[frame[.title]].kind == .string {
                checkTitle(frame[.title], tape, into: &findings)
            } else {
                findings.report(
                    .itemMemberType, at: frame[.title], of: tape, key: "title",
                    expected: "a string")
            }
        }
        if frame.has(metadata) {
            media.check(frame[metadata], of: tape, as: metadata, into: &findings)
        }
    }
}
