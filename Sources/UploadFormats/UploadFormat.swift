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
    /// The text decides and the name helps: an object with groups or flags is an upload, and an
    /// array of objects an array, whatever the file is called. Of the rest, names that end in
    /// `.jsonl` or `.ndjson` are JSON Lines, and so are files whose first line is a value by itself
    /// that another one follows, or an item. What starts with no bracket is CSV when the name or a
    /// header with `url` in it says so.
    ///
    /// - Parameters:
    ///   - bytes: the file's first bytes, ``detectionLength`` of them where it has as many.
    ///   - fileName: the file's name or path; nil for a stream without a name.
    public static func detect(in bytes: UnsafeRawBufferPointer, fileName: String?) -> UploadFormat {
        let mark = bytes.starts(with: UploadSplitter.byteOrderMark) ? 3 : 0
        let start = bytes.behindWhiteSpace(from: mark)
        let named = fileName.flatMap(format(ofName:))
        guard start < bytes.count else { return named ?? .object }
        let rest = UnsafeRawBufferPointer(rebasing: bytes[start...])
        switch rest[0] {
        case UInt8(ascii: "["): return isOneArray(rest, named: named) ? .array : .jsonLines
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

    /// Whether a text that starts with `[` is one array, and not a line of JSON Lines with others
    /// behind it.
    private static func isOneArray(
        _ bytes: UnsafeRawBufferPointer, named: UploadFormat?
    ) -> Bool {
        if followsOnNextLine(bytes) { return false }
        guard named == .jsonLines else { return true }
        let first = bytes.behindWhiteSpace(from: 1)
        guard first < bytes.count, "{]".utf8.contains(bytes[first]) else { return false }
        // A broken line of such a file looks like the start of an array: an array goes on behind
        // its first line.
        guard let lineEnd = bytes.firstIndex(of: 0x0A) else { return true }
        let last = bytes[..<lineEnd].last { !isWhiteSpace($0) }
        var finder = JSONSpanFinder()
        if let end = finder.end(in: bytes), end <= lineEnd { return true }
        return last.map { ",[{:".utf8.contains($0) } ?? false
    }

    private static func formatOfObject(
        _ bytes: UnsafeRawBufferPointer, named: UploadFormat?
    ) -> UploadFormat {
        let kind = ObjectKind(of: bytes)
        if kind == .upload { return .object }
        if named == .jsonLines || followsOnNextLine(bytes) { return .jsonLines }
        // An item that takes several lines is not JSON Lines, whatever it is.
        var finder = JSONSpanFinder()
        let end = finder.end(in: bytes) ?? bytes.count
        return kind == .item && !bytes[..<end].contains(0x0A) ? .jsonLines : .object
    }

    /// Whether the first array or object takes one line and another value follows on a later one.
    private static func followsOnNextLine(_ bytes: UnsafeRawBufferPointer) -> Bool {
        var finder = JSONSpanFinder()
        guard let end = finder.end(in: bytes), !bytes[..<end].contains(0x0A) else { return false }
        let next = bytes.behindWhiteSpace(from: end)
        guard next < bytes.count, bytes[end..<next].contains(0x0A) else { return false }
        return "{[\"".utf8.contains(bytes[next])
    }

    /// The four bytes that JSON allows between tokens.
    @inline(__always)
    static func isWhiteSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
    }
}
