import CanonicalJSON

/// What an object is that stands where an upload and an item are both possible: at the start of a
/// file, on a line, in an array.
///
/// Its own members tell, never the name of the file. A URL or a numbered frame makes an item;
/// groups and flags make an upload. `images` belongs to both: the items of an upload carry their
/// own metadata, and an upload has neither a title nor metadata beside its groups.
enum ObjectKind {
    case upload, item
    /// No member says it.
    case unknown

    /// Looks at the members of an object.
    ///
    /// - Parameter bytes: its text from `{` on; it may be cut anywhere, may be broken, and other
    ///   text may follow.
    init(of bytes: UnsafeRawBufferPointer) {
        var outline = Outline()
        var walker = MemberWalker(bytes)
        while let (name, value) = walker.next() { outline.note(name, value: value) }
        self = outline.kind
    }

    /// The members that were seen.
    private struct Outline {
        var hasURL = false
        var hasItemMember = false
        var hasUploadMember = false
        /// A group with a misspelled name, perhaps.
        var hasUnknownList = false
        var hasImages = false
        var imagesHaveMetadata = false

        mutating func note(_ name: UnsafeRawBufferPointer, value: UnsafeRawBufferPointer) {
            let isNull = value.first == UInt8(ascii: "n")
            if let index = ItemMember.table.lookup(name),
                let member = ItemMember(rawValue: index)
            {
                switch member {
                case .images where !isNull:
                    hasImages = true
                    if value.first == UInt8(ascii: "[") { noteElements(of: value) }
                case .images: break
                case .objectURL: hasURL = true
                // A title may be said to be missing.
                case .title: hasItemMember = true
                default: if !isNull { hasItemMember = true }
                }
                return
            }
            if MemberScan.number(ofURL: name) != nil { hasURL = true }
            // Other files have members called `text` or `audio` too, with other values.
            switch TopLevelMember.table.lookup(name).map({ TopLevelMember.all[Int($0)] }) {
            case .group?: if Outline.isListOfItems(value) { hasUploadMember = true }
            case .skipDuplicateURLs?, .upsertMetadata?:
                if value.first.map("tf".utf8.contains) ?? false { hasUploadMember = true }
            case .envelope?: if value.first == UInt8(ascii: "{") { hasUploadMember = true }
            case .requestOption?: break
            case nil: if Outline.isListOfItems(value) { hasUnknownList = true }
            }
        }

        /// Whether a value is an array that is empty or starts with an object.
        private static func isListOfItems(_ value: UnsafeRawBufferPointer) -> Bool {
            guard value.first == UInt8(ascii: "[") else { return false }
            let first = value.behindWhiteSpace(from: 1)
            return first < value.count && "{]".utf8.contains(value[first])
        }

        /// Whether the first elements of `images` are items with metadata, or frames.
        private mutating func noteElements(of list: UnsafeRawBufferPointer) {
            var walker = ElementWalker(list)
            while let element = walker.next(), !imagesHaveMetadata {
                guard element.first == UInt8(ascii: "{") else { continue }
                var members = MemberWalker(element)
                while let (name, _) = members.next() {
                    if ItemMember.table.lookup(name) == ItemMember.clientMetadata.rawValue {
                        imagesHaveMetadata = true
                    }
                }
            }
        }

        var kind: ObjectKind {
            if hasURL { return .item }
            if hasUploadMember || imagesHaveMetadata { return .upload }
            if hasItemMember, !hasUnknownList { return .item }
            return hasImages ? .upload : .unknown
        }
    }
}

/// Steps through the members of an object without checking them; ends at the first thing that is
/// no member.
struct MemberWalker {
    private let bytes: UnsafeRawBufferPointer
    private var at = 1

    /// - Parameter bytes: the object's text from `{` on.
    init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
    }

    /// The next member: its name between the quotes, escapes as they are, and the text of its
    /// value, which is cut where the text is; nil behind the last one.
    mutating func next() -> (name: UnsafeRawBufferPointer, value: UnsafeRawBufferPointer)? {
        at = bytes.behindWhiteSpace(from: at)
        if at < bytes.count, bytes[at] == UInt8(ascii: ",") {
            at = bytes.behindWhiteSpace(from: at + 1)
        }
        guard at < bytes.count, bytes[at] == UInt8(ascii: "\""),
            let end = UploadSplitter.endOfString(in: bytes, from: at), end <= bytes.count
        else { return nil }
        let name = UnsafeRawBufferPointer(rebasing: bytes[at + 1..<end - 1])
        let colon = bytes.behindWhiteSpace(from: end)
        guard !name.contains(where: { $0 < 0x20 }), colon < bytes.count,
            bytes[colon] == UInt8(ascii: ":")
        else { return nil }
        let value = bytes.behindWhiteSpace(from: colon + 1)
        guard value < bytes.count else { return nil }
        at = bytes.endOfValue(from: value)
        return (name, UnsafeRawBufferPointer(rebasing: bytes[value..<at]))
    }
}

/// Steps through the elements of an array without checking them.
struct ElementWalker {
    private let bytes: UnsafeRawBufferPointer
    private var at = 1

    /// - Parameter bytes: the array's text from `[` on.
    init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
    }

    /// The text of the next element, which is cut where the text is; nil behind the last one.
    mutating func next() -> UnsafeRawBufferPointer? {
        at = bytes.behindWhiteSpace(from: at)
        if at < bytes.count, bytes[at] == UInt8(ascii: ",") {
            at = bytes.behindWhiteSpace(from: at + 1)
        }
        guard at < bytes.count, bytes[at] != UInt8(ascii: "]") else { return nil }
        let start = at
        at = bytes.endOfValue(from: at)
        return at > start ? UnsafeRawBufferPointer(rebasing: bytes[start..<at]) : nil
    }
}

extension UnsafeRawBufferPointer {
    /// The offset of the first byte from an offset on that JSON does not allow between tokens.
    func behindWhiteSpace(from start: Int) -> Int {
        var at = start
        while at < count, UploadFormat.isWhiteSpace(self[at]) { at += 1 }
        return Swift.min(at, count)
    }

    /// The offset behind the value that starts at an offset; the end of the text when it is cut.
    fileprivate func endOfValue(from start: Int) -> Int {
        switch self[start] {
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            var finder = JSONSpanFinder()
            let rest = UnsafeRawBufferPointer(rebasing: self[start...])
            return finder.end(in: rest).map { start + $0 } ?? count
        case UInt8(ascii: "\""):
            return UploadSplitter.endOfString(in: self, from: start) ?? count
        default:
            var end = start
            while end < count, !",:\"[]{}".utf8.contains(self[end]), self[end] > 0x20 { end += 1 }
            return end
        }
    }
}
