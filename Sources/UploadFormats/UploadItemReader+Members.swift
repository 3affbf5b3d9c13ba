import CanonicalJSON
import Findings
import Text
import Values

/// Which members an item has, and their types.
extension UploadItemReader {
    mutating func checkMembers(
        of group: UploadGroup, _ slice: UploadSlice, _ tape: JSONTape,
        into findings: inout FindingBuffer
    ) {
        let given = ItemMembers(rawValue: members.given)
        let all = ItemMembers(rawValue: members.given | members.null)
        let required = group.requiredMembers
        if !given.isSuperset(of: required) {
            reportMissing(required.subtracting(given), group, tape, into: &findings)
        }
        let stray = all.subtracting(group.members)
        if !stray.isEmpty { reportStray(stray, group, tape, into: &findings) }
        if !members.numberedURLs.isEmpty, !group.hasNumberedURLs {
            for frame in members.numberedURLs {
                findings.report(
                    .itemUnknownMember, at: frame.value - 1, of: tape,
                    key: UploadItemReader.key(of: frame.value, tape), suggestion: "objectUrl",
                    fix: members.rename(to: "objectUrl", in: 0, of: tape))
            }
        }
        if members.isOdd {
            members.reportOddMembers(
                0, of: tape, unknown: .itemUnknownMember,
                nearest: UploadItemReader.names(of: group),
                byWordsIn: UploadItemReader.wordNames(of: group), into: &findings)
        }
        if members.hasOtherSpellings {
            members.reportOtherSpellings(0, of: tape, into: &findings)
        }
        // Most items have nothing but these.
        let plain: ItemMembers = [.url, .title, .clientMetadata]
        if members.has(.title), string(.title, tape) == nil {
            report(.title, tape, expected: "a string", into: &findings)
        }
        if !plain.isSuperset(of: given) { checkTypes(of: group, slice, tape, into: &findings) }
    }

    private func checkTypes(
        of group: UploadGroup, _ slice: UploadSlice, _ tape: JSONTape,
        into findings: inout FindingBuffer
    ) {
        if members.has(.placeholderItemUUID) {
            checkUUID(members[.placeholderItemUUID], tape, into: &findings)
        }
        if members.has(.externalFileType) { checkFileType(group, tape, into: &findings) }
        for member in [ItemMember.createVideo, .clusterByResolution] where members.has(member) {
            let kind = tape[members[member]].kind
            if kind != .true, kind != .false {
                report(member, tape, expected: "true or false", into: &findings)
            }
        }
        for member in [ItemMember.settings, .scene] where members.has(member) {
            if tape[members[member]].kind != .object {
                report(member, tape, expected: "an object", into: &findings)
            }
        }
        if members.has(.videoURLPrefix), tape[members[.videoURLPrefix]].kind != .string {
            report(.videoURLPrefix, tape, expected: "a string", into: &findings)
        }
        if members.has(.imageItems), group == .imageGroupsFromItems {
            checkImageItems(tape, into: &findings)
        }
    }

    private func report(
        _ member: ItemMember, _ tape: JSONTape, expected: String,
        into findings: inout FindingBuffer
    ) {
        let value = members[member]
        var suggestion: String?
        if expected == "true or false", tape[value].kind == .string {
            let word = tape.string(at: value).lowercased()
            suggestion = word == "true" || word == "false" ? word : nil
        }
        findings.report(
            .itemMemberType, at: value, of: tape, key: UploadItemReader.key(of: value, tape),
            expected: FindingWord(expected), suggestion: FindingWord(suggestion),
            fix: FindingFix(suggestion, at: value, of: tape))
    }

    private func reportMissing(
        _ missing: ItemMembers, _ group: UploadGroup, _ tape: JSONTape,
        into findings: inout FindingBuffer
    ) {
        for member in missing.members {
            switch member {
            case .objectURL:
                findings.report(
                    .itemMissingURL, at: 0, of: tape, key: "objectUrl", expected: "objectUrl")
            case .title:
                // A group may say that it has no title, a scene may not.
                let isNull = members.null & (1 << UInt64(member.rawValue)) != 0
                if isNull, group != .scenes { continue }
                findings.report(
                    .itemMissingTitle, at: 0, of: tape, key: "title", expected: "a title")
            default:
                findings.report(.itemMissingMember, at: 0, of: tape, key: member.name)
            }
        }
    }

    /// Members that items of other groups have.
    private func reportStray(
        _ stray: ItemMembers, _ group: UploadGroup, _ tape: JSONTape,
        into findings: inout FindingBuffer
    ) {
        var key = 1
        while key < Int(tape[0].next) {
            var name = tape.string(at: key)
            let member = name.withUTF8 { members.table.lookup(UnsafeRawBufferPointer($0)) }
            if let member, stray.rawValue & (1 << UInt64(member)) != 0 {
                let isURL = member == ItemMember.objectURL.rawValue && group.hasNumberedURLs
                findings.report(
                    .itemUnknownMember, at: key, of: tape, key: name,
                    suggestion: FindingWord(
                        isURL ? "objectUrl_0" : group.mediaMetadataMember?.name))
            }
            key = Int(tape[key + 1].next)
        }
    }

    private func checkFileType(
        _ group: UploadGroup, _ tape: JSONTape, into findings: inout FindingBuffer
    ) {
        let token = members[.externalFileType]
        guard tape[token].kind == .string else {
            report(.externalFileType, tape, expected: "a string", into: &findings)
            return
        }
        let word = tape.string(at: token)
        guard let named = UploadGroup(externalFileType: word) else {
            let words = UploadGroup.allCases.map(\.externalFileType)
            let nearest = NearestMatch.match(for: word, in: words).map(Finding.literal)
            findings.report(
                .itemMemberType, at: token, of: tape, key: "externalFileType",
                expected: .text("one of " + words.joined(separator: ", ")),
                suggestion: FindingWord(nearest),
                fix: FindingFix(nearest, at: token, of: tape))
            return
        }
        if named != group {
            findings.report(
                .itemTypeMismatch, at: token, of: tape, key: "externalFileType",
                expected: "\"\(group.externalFileType)\"",
                suggestion: "\"\(group.externalFileType)\"")
        }
    }

    private func checkImageItems(_ tape: JSONTape, into findings: inout FindingBuffer) {
        let list = members[.imageItems]
        guard tape[list].kind == .array else {
            report(.imageItems, tape, expected: "an array of uuids", into: &findings)
            return
        }
        var element = list + 1
        let end = Int(tape[list].next)
        if element == end {
            findings.report(.groupWithoutFrames, at: list, of: tape, expected: "uuids of images")
        }
        while element < end {
            checkUUID(element, tape, named: "imageItems", into: &findings)
            element = Int(tape[element].next)
        }
    }

    private func checkUUID(
        _ token: Int, _ tape: JSONTape, named name: String = "placeholderItemUuid",
        into findings: inout FindingBuffer
    ) {
        guard tape[token].kind == .string else {
            findings.report(
                .itemMemberType, at: token, of: tape, key: name, expected: "a uuid in quotes")
            return
        }
        var text = tape.string(at: token)
        let (isGood, spelled) = text.withUTF8 { bytes in
            let bytes = UnsafeRawBufferPointer(bytes)
            return (UUIDValue.isValid(bytes), UUIDValue.correction(of: bytes))
        }
        if isGood { return }
        let suggestion = (spelled ?? UploadItemReader.uuid(in: text))
            .map { Finding.literal($0.description) }
        // Another spelling is certain; digits that had to be looked for among others are not.
        findings.report(
            .itemInvalidUUID, at: token, of: tape, key: name, expected: "a uuid",
            suggestion: FindingWord(suggestion),
            fix: suggestion.map { FindingFix($0, spelled == nil ? .unsafe : .safe) })
    }

    /// 45 bytes: the 32 digits, four dashes and nine characters more.
    private static let uuidBytesMax = 45

    /// The uuid of the 32 hexadecimal digits that stand somewhere in a text.
    private static func uuid(in text: String) -> UUIDValue? {
        guard text.utf8.count <= uuidBytesMax else { return nil }
        let digits = text.utf8.filter { Unicode.Scalar($0).properties.isASCIIHexDigit }
        return digits.count == 32 ? digits.withUnsafeBytes(UUIDValue.correction) : nil
    }

    /// The members that people call `metadata` or `image_url`; other members are too special to be
    /// meant by a word.
    private static func wordNames(of group: UploadGroup) -> [String] {
        let members: [ItemMember] = [.clientMetadata, .objectURL, .title]
        return members.filter { group.members.contains(ItemMembers($0)) }.map(\.name)
    }

    /// The names for "nearest".
    static func names(of group: UploadGroup) -> [String] {
        group.members.members.map(\.name) + (group.hasNumberedURLs ? ["objectUrl_0"] : [])
    }
}
