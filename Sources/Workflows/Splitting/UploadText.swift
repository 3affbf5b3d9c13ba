import UploadFormats

/// Puts items together to an upload of the same form as the one that they came from.
///
/// Text goes out as the bytes of the items, unchanged, and the structure around them.
struct UploadText {
    private let format: UploadFormat
    private let flags: UploadFlags
    private var group: UploadGroupName?
    private var envelope: UploadEnvelope?
    private(set) var itemCount = 0

    init(format: UploadFormat, flags: UploadFlags) {
        self.format = format
        self.flags = flags
    }

    /// What goes in front of an item.
    mutating func opening(for slice: UploadSlice) -> String {
        defer { itemCount += 1 }
        switch format {
        case .jsonLines, .csv: return ""
        case .array: return itemCount == 0 ? "[\n" : ",\n"
        case .object: break
        }
        var text = itemCount == 0 ? "{" + (slice.envelope.map { "\"\($0.text)\": {" } ?? "") : ""
        if slice.group == group, itemCount > 0 { return ",\n" }
        if itemCount > 0 { text += "\n],\n" }
        group = slice.group
        envelope = slice.envelope
        return text + "\"\(slice.group?.text ?? "")\": [\n"
    }

    /// What goes behind an item.
    var closing: String { format == .jsonLines ? "\n" : "" }

    /// What goes behind the last item.
    var ending: String {
        switch format {
        case .jsonLines, .csv: return ""
        case .array: return itemCount == 0 ? "[]\n" : "\n]\n"
        case .object: break
        }
        let isCamelCase = group?.isCamelCase == true || envelope == .dataItems
        var members: [String] = []
        if let flag = flags.skipDuplicateURLs {
            members.append(
                "\"\(isCamelCase ? "skipDuplicateUrls" : "skip_duplicate_urls")\": \(flag.value)")
        }
        if let flag = flags.upsertMetadata {
            members.append(
                "\"\(isCamelCase ? "upsertMetadata" : "upsert_metadata")\": \(flag.value)")
        }
        let end = (envelope == nil ? "}" : "}}") + "\n"
        if itemCount == 0 { return "{" + members.joined(separator: ", ") + "}\n" }
        return "\n]" + members.map { ",\n" + $0 }.joined() + end
    }
}
