import CanonicalJSON
import Findings
import Text

/// The rules for URLs and titles, the same in JSON and CSV.
public enum URLRules {
    /// What is wrong with a URL.
    enum Fault: Equatable {
        case empty
        /// White space; the offset of its first byte in the text, and its length in bytes.
        case whiteSpace(offset: Int, length: Int)
        case tooLong(bytes: Int)
        /// No scheme, or that of files of one computer; what is wrong in words behind the URL.
        case scheme(String)
    }

    /// The first fault of a URL, and whether it is too long besides.
    ///
    /// - Parameter bytes: the UTF-8 text, escapes resolved.
    static func faults(of bytes: UnsafeRawBufferPointer) -> [Fault] {
        if bytes.isEmpty { return [.empty] }
        var faults: [Fault] = []
        if let space = whiteSpace(in: bytes) {
            faults.append(.whiteSpace(offset: space.lowerBound, length: space.count))
        }
        if bytes.count > UploadLimits.urlBytesMax { faults.append(.tooLong(bytes: bytes.count)) }
        if faults.isEmpty, !hasScheme(bytes) {
            let isFile = bytes.count > 5 && bytes[4] == UInt8(ascii: ":")
            faults.append(
                .scheme(
                    isFile
                        ? "is a file of one computer"
                        : "has no scheme such as https: or s3:, so it cannot be fetched"))
        }
        return faults
    }

    /// Whether a URL starts with a scheme that more than one computer can use. One letter and a
    /// colon is a drive of Windows.
    @inline(__always)
    static func hasScheme(_ bytes: UnsafeRawBufferPointer) -> Bool {
        // "https://"
        if bytes.count >= 8,
            UInt64(littleEndian: bytes.loadUnaligned(as: UInt64.self)) == 0x2F2F_3A73_7074_7468
        {
            return true
        }
        return hasOtherScheme(bytes)
    }

    @inline(never)
    private static func hasOtherScheme(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard let first = bytes.first, (first | 0x20) &- 0x61 < 26 else { return false }
        let end = bytes.firstIndex { byte in
            (byte | 0x20) &- 0x61 >= 26 && byte &- 0x30 >= 10 && !"+-.".utf8.contains(byte)
        }
        guard let end, end >= 2, bytes[end] == UInt8(ascii: ":") else { return false }
        let isFile = end == 4 && zip(bytes, "file".utf8).allSatisfy { $0 | 0x20 == $1 }
        return !isFile
    }

    /// Whether a URL without bytes of 0x80 or more and without control bytes has no fault.
    @inline(__always)
    static func isGoodASCII(_ bytes: UnsafeRawBufferPointer) -> Bool {
        let count = bytes.count
        if count == 0 || count > UploadLimits.urlBytesMax { return false }
        let ones: UInt64 = 0x0101_0101_0101_0101
        var found: UInt64 = 0
        var at = 0
        while at &+ 8 <= count {
            let word = bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self) ^ (ones &* 0x20)
            found |= (word &- ones) & ~word
            at &+= 8
        }
        while at < count {
            if bytes[at] == 0x20 { return false }
            at &+= 1
        }
        return found & (ones &* 0x80) == 0 && hasScheme(bytes)
    }

    /// The first character with the Unicode property White_Space, as offsets of its bytes.
    static func whiteSpace(in bytes: UnsafeRawBufferPointer) -> Range<Int>? {
        var offset = 0
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
            let length = UTF8.width(scalar)
            if scalar.properties.isWhitespace { return offset..<offset + length }
            offset += length
        }
        return nil
    }

    /// The URL without white space around it and with `%20` for spaces in it; nil when other white
    /// space stands in it.
    static func withoutWhiteSpace(_ url: String) -> String? {
        let scalars = url.unicodeScalars
        let start = scalars.drop { $0.properties.isWhitespace }
        guard let last = start.lastIndex(where: { !$0.properties.isWhitespace }) else { return nil }
        var fixed = ""
        for scalar in start[...last] {
            if scalar == " " {
                fixed += "%20"
            } else if scalar.properties.isWhitespace {
                return nil
            } else {
                fixed.unicodeScalars.append(scalar)
            }
        }
        return fixed
    }

    /// The URL without white space: certain where it stood around the URL, while spaces inside of it
    /// may mean something else.
    static func fix(of url: String) -> (url: String, mark: FixMark)? {
        guard let right = withoutWhiteSpace(url) else { return nil }
        let isCertain = ExactText(url.trimmingWhiteSpace) == ExactText(right)
        return (right, isCertain ? .safe : .unsafe)
    }

    /// What a finding proposes for a URL with white space; nil where ``withoutWhiteSpace(_:)`` is, and
    /// for a URL that is too long to be shown.
    static func suggestion(for url: String) -> String? {
        withoutWhiteSpace(url).flatMap { $0.utf8.count <= 200 ? Finding.literal($0) : nil }
    }

    /// Whether a title or file name has more characters (Unicode scalars) than may be.
    static func isTitleTooLong(_ title: String) -> Bool {
        title.unicodeScalars.count > UploadLimits.titleCharactersMax
    }

    /// The last part of a URL's path, which becomes the file name where no title is given.
    static func fileName(of url: String) -> Substring {
        let path = url.prefix { $0 != "?" && $0 != "#" }
        return path.lastIndex(of: "/").map { path[path.index(after: $0)...] } ?? path
    }
}
