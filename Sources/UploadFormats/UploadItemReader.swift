public import CanonicalJSON
public import Findings
import Items

/// Reads the shape of one item after the other from their tapes. One reader a thread: it uses its
/// storage again.
///
/// It does not judge the values in `clientMetadata`. Decisions where the documentation is silent:
/// - both spellings of every member are accepted in both encodings, and `url` for `objectUrl`;
/// - `null` counts as not given, but fulfils the title that groups must have;
/// - unknown members are warned about and ignored;
/// - where the format has no groups, the type is `externalFileType`; else what the members say
///   (`scene`, `imageItems`, `dicomFiles`, `images` or numbered URLs); else what the extension of
///   the URL says; else an image.
public struct UploadItemReader {
    var members = MemberScan(ItemMember.table, hasNumberedURLs: true)
    var frame = MemberScan(ItemMember.table)
    var media = MediaMetadata()
    /// URL tokens of the item's frames.
    var frameURLs: [Int] = []
    private var text: [UInt8] = []

    /// Makes a reader.
    public init() {}

    /// Reads an item and reports what is wrong with its shape.
    ///
    /// - Parameters:
    ///   - tape: the item's text, scanned.
    ///   - slice: where the splitter found it.
    ///   - findings: its ``FindingBuffer/baseOffset`` is that of the item's first byte. Its
    ///     ``FindingBuffer/item`` becomes this item and stays so for those who read its values.
    /// - Returns: the item; nil when it is no object.
    public mutating func read(
        _ tape: JSONTape, _ slice: UploadSlice, into findings: inout FindingBuffer
    ) -> UploadItem? {
        guard tape.count > 0, tape[0].kind == .object else {
            findings.item = slice.context
            if tape.count > 0 { findings.report(.itemNotObject, at: 0, of: tape) }
            return nil
        }
        members.scan(0, of: tape)
        if slice.group == nil, members.isOdd || members.has(.images),
            ObjectKind(of: tape.source(of: 0)) == .upload
        {
            findings.item = slice.context
            findings.report(
                .uploadShape, at: 0, of: tape, value: "a whole upload, whose items are not read",
                expected: "an item")
            return nil
        }
        let group = slice.group?.group ?? group(of: tape)
        let title = string(.title, tape)
        findings.item = ItemContext(
            index: slice.index, envelope: slice.envelope?.text, group: slice.group?.text,
            positionInGroup: slice.position, tape: tape,
            urlToken: members.has(.objectURL) ? members[.objectURL] : firstFrameURL(in: tape),
            titleToken: title)

        checkMembers(of: group, slice, tape, into: &findings)
        if let title { checkTitle(title, tape, into: &findings) }
        var createsVideo = false
        if members.has(.createVideo) { createsVideo = tape[members[.createVideo]].kind == .true }
        var item = UploadItem(
            kind: group.kind(createsVideo: createsVideo), group: group, index: slice.index,
            urlTokens: URLTokens(), titleToken: title,
            metadataToken: members.has(.clientMetadata) ? members[.clientMetadata] : nil,
            mediaMetadataToken: nil,
            placeholderToken: group.members.contains(.placeholder)
                ? string(.placeholderItemUUID, tape) : nil,
            hasExternalFileType: members.has(.externalFileType), matchHash: nil)
        readURLs(of: &item, tape, into: &findings)
        if let member = group.mediaMetadataMember, members.has(member) {
            media.check(members[member], of: tape, as: member, into: &findings)
            if tape[members[member]].kind == .object { item.mediaMetadataToken = members[member] }
        }
        return item
    }

    // MARK: URLs

    private mutating func readURLs(
        of item: inout UploadItem, _ tape: JSONTape, into findings: inout FindingBuffer
    ) {
        var hash = MatchHash(kind: item.kind)
        switch item.group {
        case .scenes, .imageGroupsFromItems:
            return
        case .imageGroups, .dicomSeries:
            frameURLs.removeAll(keepingCapacity: true)
            readFrames(of: item.group, tape, &hash, into: &findings)
            item.urlTokens = URLTokens(frameURLs)
            if !frameURLs.isEmpty { item.matchHash = hash.value }
        default:
            guard members.has(.objectURL) else { return }
            let token = members[.objectURL]
            guard readURL(token, tape, named: .objectURL, &hash, into: &findings) else { return }
            item.urlTokens = URLTokens(token)
            item.matchHash = hash.value
            if item.titleToken == nil, tape[token].end - tape[token].start > 300 {
                checkFileName(token, tape, into: &findings)
            }
        }
    }

    /// Checks a URL and adds it to the hash of its item; false when it is no string or empty.
    mutating func readURL(
        _ token: Int, _ tape: JSONTape, named member: ItemMember, _ hash: inout MatchHash,
        into findings: inout FindingBuffer
    ) -> Bool {
        guard tape[token].kind == .string else {
            findings.report(
                .itemMemberType, at: token, of: tape, key: UploadItemReader.key(of: token, tape),
                expected: "a URL in quotes")
            return false
        }
        if tape[token].flags.isEmpty {
            let bytes = tape.content(of: token)
            if URLRules.isGoodASCII(bytes) {
                hash.add(bytes)
                return true
            }
        }
        text.removeAll(keepingCapacity: true)
        tape.appendText(of: token, to: &text)
        text.withUnsafeBytes { hash.add($0) }
        let isPlain = !text.contains { $0 < 0x20 || $0 >= 0x80 }
        let isGood = isPlain && text.withUnsafeBytes(URLRules.isGoodASCII)
        if !isGood { reportURL(token, tape, into: &findings) }
        return !text.isEmpty
    }

    private func reportURL(_ token: Int, _ tape: JSONTape, into findings: inout FindingBuffer) {
        for fault in text.withUnsafeBytes(URLRules.faults(of:)) {
            switch fault {
            case .empty:
                findings.report(.urlEmpty, at: token, of: tape, expected: "a URL")
            case .tooLong(let bytes):
                findings.report(
                    .urlTooLong, at: token, of: tape,
                    value: .amount(bytes, .bytes, isGrouped: false),
                    expected: .amount(UploadLimits.urlBytesMax, .bytes, isGrouped: false))
            case .scheme(let words):
                findings.report(
                    .urlWithoutScheme, at: token, of: tape, expected: FindingWord(words))
            case .whiteSpace(let offset, let length):
                let isRaw = !tape[token].flags.contains(.escaped)
                let start = Int(tape[token].start)
                let end = Int(tape[token].end)
                // Behind an escape the exact byte is not looked for: the whole URL is marked.
                let marked = isRaw ? start + 1 + offset : start
                let url = String(decoding: text, as: UTF8.self)
                findings.report(
                    .urlWhitespace, atOffset: marked, length: isRaw ? length : end - start,
                    pointer: tape.pointer(to: token).description,
                    value: FindingWord(FindingBuffer.source(of: token, in: tape)),
                    expected: "no white space",
                    suggestion: FindingWord(URLRules.suggestion(for: url)),
                    fix: URLRules.fix(of: url).map {
                        FindingFix(
                            Finding.literal($0.url), $0.mark, range: start - marked..<end - marked)
                    })
            }
        }
    }

    private func checkFileName(
        _ token: Int, _ tape: JSONTape, into findings: inout FindingBuffer
    ) {
        let name = URLRules.fileName(of: tape.string(at: token))
        let count = name.unicodeScalars.count
        guard count > UploadLimits.titleCharactersMax else { return }
        findings.report(
            .titleTooLong, at: token, of: tape, value: "a file name of \(count) characters",
            expected: .amount(UploadLimits.titleCharactersMax, .characters))
    }

    // MARK: Titles

    /// Checks a title, of an item or a frame, that is known to be a string.
    func checkTitle(_ token: Int, _ tape: JSONTape, into findings: inout FindingBuffer) {
        let length = Int(tape[token].end - tape[token].start)
        guard length > UploadLimits.titleCharactersMax else { return }
        let title = tape.string(at: token)
        guard URLRules.isTitleTooLong(title) else { return }
        findings.report(
            .titleTooLong, at: token, of: tape, key: "title",
            value: .amount(title.unicodeScalars.count, .characters, isGrouped: false),
            expected: .amount(UploadLimits.titleCharactersMax, .characters))
    }

    // MARK: Types

    /// The group of an item where the format has none.
    private func group(of tape: JSONTape) -> UploadGroup {
        if let type = string(.externalFileType, tape),
            let group = UploadGroup(externalFileType: tape.string(at: type))
        {
            return group
        }
        if members.has(.scene) { return .scenes }
        if members.has(.imageItems) { return .imageGroupsFromItems }
        if members.has(.dicomFiles) { return .dicomSeries }
        if let first = members.numberedURLs.first, !members.has(.objectURL) {
            let isDICOM =
                tape[first.value].kind == .string
                && tape.content(of: first.value).suffix(4).elementsEqual(".dcm".utf8)
            return isDICOM ? .dicomSeries : .imageGroups
        }
        if members.has(.images) { return .imageGroups }
        guard let url = string(.objectURL, tape) else { return .images }
        return UploadGroup.group(ofURL: tape.content(of: url)) ?? .images
    }

    /// The token of a member that is given as a string.
    func string(_ member: ItemMember, _ tape: JSONTape) -> Int? {
        guard members.has(member), tape[members[member]].kind == .string else { return nil }
        return members[member]
    }

    /// The first URL of a group, for messages.
    private func firstFrameURL(in tape: JSONTape) -> Int? {
        if let first = members.numberedURLs.first { return first.value }
        for list in [ItemMember.images, .dicomFiles] where members.has(list) {
            let list = members[list]
            guard tape[list].kind == .array, Int(tape[list].next) > list + 1,
                tape[list + 1].kind == .object
            else { continue }
            let node = JSONNode(tape: tape, index: list + 1)
            return (node["url"] ?? node["objectUrl"] ?? node["object_url"])?.index
        }
        return nil
    }

    /// The key of the member whose value is at a token.
    static func key(of value: Int, _ tape: JSONTape) -> String {
        value > 0 && tape[value - 1].kind == .key ? Finding.cut(tape.string(at: value - 1)) : ""
    }
}

extension MemberScan {
    /// Whether an item has a member with a value other than `null`.
    @inline(__always)
    func has(_ member: ItemMember) -> Bool { given & (1 << UInt64(member.rawValue)) != 0 }

    /// The value token of a member that the item has.
    @inline(__always)
    subscript(member: ItemMember) -> Int { values[Int(member.rawValue)] }
}
