import CanonicalJSON
public import Items

/// Writes stored items as items of an upload: the `externalFiles` encoding, which says everything that
/// a store knows of an item and can tell empty metadata from none.
///
/// Documents and media go out byte by byte as they are stored.
public struct UploadItemWriter: Sendable {
    /// Whether items say which uuid they had, as far as their kind can: see ``keepsID(_:)``.
    public var keepsIDs: Bool
    /// Whether each item names its kind, because the file has no groups.
    public var namesKind: Bool

    /// Makes a writer.
    ///
    /// - Parameters:
    ///   - keepsIDs: whether items say which uuid they had.
    ///   - namesKind: whether each item names its kind.
    public init(keepsIDs: Bool = false, namesKind: Bool = false) {
        self.keepsIDs = keepsIDs
        self.namesKind = namesKind
    }

    /// The group of an upload that items of a kind belong to; nil for kinds of which a store does not
    /// keep what they are made of: scenes, and groups of images that were uploaded before.
    public static func group(of kind: ItemKind) -> UploadGroup? {
        switch kind {
        case .video: .videos
        case .image: .images
        case .audio: .audio
        case .plainText: .text
        case .pdf: .pdf
        case .nifti: .nifti
        case .timeSeries: .timeSeries
        case .imageGroup, .imageSequence: .imageGroups
        case .dicomSeries: .dicomSeries
        case .scene, .imageGroupFromItems: nil
        }
    }

    /// Whether an upload can say which uuid an item of a group is to have.
    public static func keepsID(_ group: UploadGroup) -> Bool {
        group.members.contains(.placeholder)
    }

    /// Appends an item, without a line end.
    ///
    /// - Parameters:
    ///   - item: an item whose kind belongs to `group`.
    ///   - group: the group.
    ///   - bytes: what the text is appended to.
    public func append(_ item: StoredItem, of group: UploadGroup, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "{"))
        if namesKind { text(.externalFileType, group.externalFileType, &bytes) }
        if group.hasNumberedURLs {
            for (number, url) in item.urls.enumerated() {
                key("objectUrl_\(number)", &bytes)
                JSONStringWriter.append(url, to: &bytes)
            }
            if group == .imageGroups {
                name(.createVideo, &bytes)
                bytes.append(contentsOf: (item.kind == .imageSequence ? "true" : "false").utf8)
            }
        } else if let url = item.urls.first {
            text(.objectURL, url, &bytes)
        }
        if let title = item.title {
            text(.title, title, &bytes)
        } else if group.requiredMembers.contains(.title) {
            name(.title, &bytes)
            bytes.append(contentsOf: "null".utf8)
        }
        if keepsIDs, UploadItemWriter.keepsID(group) {
            text(.placeholderItemUUID, item.id.description, &bytes)
        }
        if let media = item.media, let member = group.mediaMetadataMember {
            name(member, &bytes)
            bytes.append(contentsOf: media)
        }
        name(.clientMetadata, &bytes)
        bytes.append(contentsOf: item.document)
        bytes.append(UInt8(ascii: "}"))
    }

    private func text(_ member: ItemMember, _ text: String, _ bytes: inout [UInt8]) {
        name(member, &bytes)
        JSONStringWriter.append(text, to: &bytes)
    }

    private func name(_ member: ItemMember, _ bytes: inout [UInt8]) { key(member.name, &bytes) }

    private func key(_ name: String, _ bytes: inout [UInt8]) {
        if bytes.last != UInt8(ascii: "{") { bytes.append(contentsOf: ", ".utf8) }
        bytes.append(UInt8(ascii: "\""))
        bytes.append(contentsOf: name.utf8)
        bytes.append(contentsOf: "\": ".utf8)
    }
}
