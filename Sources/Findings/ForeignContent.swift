/// What a file holds that is no UTF-8 text, told by its first bytes.
public enum ForeignContent: Sendable, Equatable {
    /// Text in another Unicode encoding: what a person and what `iconv` calls it.
    case encoding(name: String, iconv: String)
    /// Something packed: what it is, and the command that unpacks it.
    case packed(name: String, command: String)
    /// A file of another program.
    case binary(name: String)

    /// 16 bytes: the longest signature, that of SQLite.
    public static let lengthMax = 16

    /// Recognises the start of a file; nil for what may be UTF-8 text.
    ///
    /// Without a byte order mark UTF-16 and UTF-32 show by their zeros: every text that is read here
    /// starts with an ASCII character.
    ///
    /// - Parameter bytes: the first ``lengthMax`` bytes, or all there are.
    public init?(_ bytes: UnsafeRawBufferPointer) {
        if let signature = ForeignContent.signatures.first(where: { bytes.starts(with: $0.bytes) })
        {
            self = signature.content
            return
        }
        let start = Array(bytes.prefix(4))
        guard start.count >= 2 else { return nil }
        let zeros = start.map { $0 == 0 }
        let isASCII = start.contains { 0x09...0x7E ~= $0 } && start.allSatisfy { $0 < 0x7F }
        switch zeros {
        case [false, true, true, true] where isASCII:
            self = .encoding(name: "UTF-32 text", iconv: "utf-32le")
        case [true, true, true, false] where isASCII:
            self = .encoding(name: "UTF-32 text", iconv: "utf-32be")
        case _ where !zeros[0] && zeros[1] && 0x09...0x7E ~= start[0]:
            self = .encoding(name: "UTF-16 text without a byte order mark", iconv: "utf-16le")
        case _ where zeros[0] && !zeros[1] && 0x09...0x7E ~= start[1]:
            self = .encoding(name: "UTF-16 text without a byte order mark", iconv: "utf-16be")
        default: return nil
        }
    }

    /// What it is, in words.
    public var name: String {
        switch self {
        case .encoding(let name, _), .packed(let name, _), .binary(let name): name
        }
    }

    /// What to do about it.
    public var remedy: String {
        switch self {
        case .encoding(_, let iconv): "convert it with `iconv -f \(iconv) -t utf-8 FILE`"
        case .packed(_, let command): "unpack it with `\(command) FILE`"
        case .binary: "write its rows as JSON or CSV"
        }
    }

    /// Longer signatures stand before those that they start with.
    private static let signatures: [(bytes: [UInt8], content: ForeignContent)] = [
        ([0xFF, 0xFE, 0, 0], .encoding(name: "UTF-32 text", iconv: "utf-32")),
        ([0, 0, 0xFE, 0xFF], .encoding(name: "UTF-32 text", iconv: "utf-32")),
        ([0xFF, 0xFE], .encoding(name: "UTF-16 text", iconv: "utf-16")),
        ([0xFE, 0xFF], .encoding(name: "UTF-16 text", iconv: "utf-16")),
        ([0x1F, 0x8B], .packed(name: "packed with gzip", command: "gzip -dc")),
        (Array("PK\u{3}\u{4}".utf8), .packed(name: "a ZIP archive", command: "unzip -p")),
        (Array("PK\u{5}\u{6}".utf8), .packed(name: "a ZIP archive", command: "unzip -p")),
        ([0x28, 0xB5, 0x2F, 0xFD], .packed(name: "packed with zstd", command: "zstd -dc")),
        ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0], .packed(name: "packed with xz", command: "xz -dc")),
        // The digits of pi that stand behind the size of a block.
        (Array("BZh91AY&SY".utf8), .packed(name: "packed with bzip2", command: "bzip2 -dc")),
        (Array("PAR1".utf8), .binary(name: "a Parquet file")),
        (Array("SQLite format 3\0".utf8), .binary(name: "a SQLite database")),
    ]
}

extension FindingBuffer {
    /// Reports that a file is no UTF-8 text by its first bytes; false when it may be.
    ///
    /// - Parameter bytes: the start of the file, at least ``ForeignContent/lengthMax`` of its bytes
    ///   where it has as many. ``baseOffset`` is that of the first one.
    public mutating func reportForeignContent(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard let content = ForeignContent(bytes) else { return false }
        report(
            .fileNotText, atOffset: 0, value: .text(content.name),
            suggestion: .text(content.remedy))
        return true
    }
}
