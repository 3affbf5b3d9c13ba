public import Items

/// Writes one upload file item by item: groups with their items, or an item a line.
///
/// Items of one group come one after another; a group that ended does not begin again.
public struct UploadFileWriter {
    private let writer: UploadItemWriter
    private let isLines: Bool
    private var group: UploadGroup?
    /// Items written so far.
    public private(set) var itemCount = 0
    /// URLs of these items.
    public private(set) var urlCount = 0

    /// Begins a file.
    ///
    /// - Parameters:
    ///   - isLines: whether to write an item a line, instead of groups.
    ///   - keepsIDs: whether items say which uuid they had.
    public init(isLines: Bool, keepsIDs: Bool) {
        self.isLines = isLines
        writer = UploadItemWriter(keepsIDs: keepsIDs, namesKind: isLines)
    }

    /// Whether a further item would make the file longer than Encord takes.
    ///
    /// - Parameter urlCount: the URLs of that item.
    public func isFull(for urlCount: Int) -> Bool {
        itemCount > 0
            && (itemCount >= UploadLimits.itemsMax
                || self.urlCount + urlCount > UploadLimits.urlsMax)
    }

    /// Appends an item.
    public mutating func append(_ item: StoredItem, of group: UploadGroup, to bytes: inout [UInt8])
    {
        if !isLines { begin(group, &bytes) }
        writer.append(item, of: group, to: &bytes)
        if isLines { bytes.append(0x0A) }
        itemCount += 1
        urlCount += item.urls.count
    }

    /// Ends the file.
    public mutating func end(to bytes: inout [UInt8]) {
        if isLines { return }
        if group == nil { begin(.images, &bytes) }
        bytes.append(contentsOf: "\n]\n}\n".utf8)
    }

    /// Goes to the place of the next item.
    private mutating func begin(_ next: UploadGroup, _ bytes: inout [UInt8]) {
        if group == next { return bytes.append(contentsOf: ",\n".utf8) }
        bytes.append(contentsOf: (group == nil ? "{\n" : "\n],\n").utf8)
        bytes.append(contentsOf: "\"\(next.snakeCaseName)\": [\n".utf8)
        group = next
    }
}
