import CanonicalJSON

/// The forms of an upload file.
public enum UploadFormat: String, Sendable, CaseIterable {
    /// An object of groups and flags: Encord's upload JSON in both encodings, or the body of its
    /// upload request.
    case object = "json"
    /// One array of items.
    case array
    /// One item a line.
    case jsonLines = "jsonl"
    /// Rows under headers.
    case csv

    /// The words of `--input-format`.
    public static var words: [String] { allCases.map(\.rawValue) }

    /// Bytes of a file's start that ``detect(in:fileName:)`` needs: enough for a long first item.
    public static let detectionLength = 65_536

    /// The form that a file most likely has.
    ///
    /// The text decides and the name helps: `[` starts an array; `{` starts an object of groups, or
    /// JSON Lines when its first key belongs to an item, or when another object follows behind it;
    /// anything else is CSV when the name or a header with `url` in it says so.
    ///
    /// - Parameters:
    ///   - bytes: the file's first bytes, ``detectionLength`` of them where it has as many.
    ///   - fileName: the file's name or path; nil for a stream without a name.
    public static func detect(in bytes: UnsafeRawBufferPointer, fileName: String?) -> UploadFormat {
        var start = bytes.starts(with: UploadSplitter.byteOrderMark) ? 3 : 0
        while start < bytes.count, isWhiteSpace(bytes[start]) { start += 1 }
        let named = fileName.flatMap(format(ofName:))
        guard start < bytes.count else { return named ?? .object }
        let rest = UnsafeRawBufferPointer(rebasing: bytes[start...])
        switch rest[0] {
        case UInt8(ascii: "["): return .array
        case UInt8(ascii: "{"): return formatOfObject(rest, named: named)
        default:
            if let named { return named }
            let line = String(decoding: rest.prefix(1024).prefix { $0 != 0x0A }, as: UTF8.self)
            return line.lowercased().contains("url") ? .csv : .object
        }
    }

    private static func format(ofName name: String) -> UploadFormat? {
        let lowered = name.lowercased()
        if lowered.hasSuffix(".csv") { return .csv }
        if lowered.hasSuffix(".jsonl") || lowered.hasSuffix(".ndjson") { return .jsonLines }
        return lowered.hasSuffix(".json") ? .object : nil
    }

    private static func formatOfObject(
        _ bytes: UnsafeRawBufferPointer, named: UploadFormat?
    ) -> UploadFormat {
        var key = 1
        while key < bytes.count, isWhiteSpace(bytes[key]) { key += 1 }
        var isItem = false
        if key < bytes.count, bytes[key] == UInt8(ascii: "\""),
            let end = UploadSplitter.endOfString(in: bytes, from: key)
        {
            let name = UnsafeRawBufferPointer(rebasing: bytes[key + 1..<end - 1])
            isItem = ItemMember.table.lookup(name) != nil
            // `images` may be either.
            if TopLevelMember.table.lookup(name) != nil, !isItem || named != .jsonLines {
                return .object
            }
        }
        var finder = JSONSpanFinder()
        guard let end = finder.end(in: bytes) else {
            return isItem || named == .jsonLines ? .jsonLines : .object
        }
        // An item that takes several lines is not JSON Lines, whatever it is.
        if bytes[..<end].contains(0x0A) { return .object }
        var next = end
        while next < bytes.count, isWhiteSpace(bytes[next]) { next += 1 }
        let isFollowed = next < bytes.count && bytes[next] == UInt8(ascii: "{")
        return isItem || isFollowed || named == .jsonLines ? .jsonLines : .object
    }

    /// The four bytes that JSON allows between tokens.
    @inline(__always)
    static func isWhiteSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
    }
}
