/// Names of files as URIs (RFC 3986).
enum FileURI {
    /// A path as a URI reference: relative where the path is, with forward slashes, other bytes
    /// percent-encoded.
    ///
    /// Standard input (`-`) becomes `stdin`; an absolute path gets the scheme `file`.
    static func reference(of path: String) -> String {
        if path == "-" { return "stdin" }
        var rest = path[...]
        while rest.hasPrefix("./") { rest = rest.dropFirst(2) }
        let encoded = encoded(rest.isEmpty ? path[...] : rest)
        if path.hasPrefix("/") { return "file://" + encoded }
        // A colon in the first segment would be read as a scheme.
        let firstSegment = encoded.prefix { $0 != "/" }
        return firstSegment.contains(":") ? "./" + encoded : encoded
    }

    private static func encoded(_ path: Substring) -> String {
        var result = ""
        for byte in path.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
                UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "/"), UInt8(ascii: ":"),
                UInt8(ascii: "@"):
                result.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                result += byte < 16 ? "%0\(digits)" : "%\(digits)"
            }
        }
        return result
    }
}
