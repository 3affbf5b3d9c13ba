/// The members that an item may have, whatever its kind.
enum ItemMember: UInt8, CaseIterable {
    case objectURL, title, clientMetadata, videoMetadata, imageMetadata, audioMetadata
    case textMetadata, pdfMetadata, dicomMetadata, placeholderItemUUID, externalFileType, settings
    case scene, images, dicomFiles, createVideo, clusterByResolution, imageItems, videoURLPrefix

    /// Both spellings of every name; a URL may also be called `url`, as in lists of frames.
    static let table = NameTable([
        ["objectUrl", "object_url", "url"],
        ["title"],
        ["clientMetadata", "client_metadata"],
        ["videoMetadata", "video_metadata"],
        ["imageMetadata", "image_metadata"],
        ["audioMetadata", "audio_metadata"],
        ["textMetadata", "text_metadata"],
        ["pdfMetadata", "pdf_metadata"],
        ["dicomMetadata", "dicom_metadata"],
        ["placeholderItemUuid", "placeholder_item_uuid"],
        ["externalFileType", "external_file_type"],
        ["settings"],
        ["scene"],
        ["images"],
        ["dicomFiles", "dicom_files"],
        ["createVideo", "create_video"],
        ["clusterByResolution", "cluster_by_resolution"],
        ["imageItems", "image_items"],
        ["videoUrlPrefix", "video_url_prefix"],
    ])

    /// The name used in messages.
    var name: String { ItemMember.table.names[Int(rawValue)] }
}

/// A set of members, as bits.
struct ItemMembers: OptionSet {
    let rawValue: UInt64

    init(rawValue: UInt64) { self.rawValue = rawValue }

    init(_ member: ItemMember) { rawValue = 1 << UInt64(member.rawValue) }

    static let url = ItemMembers(.objectURL)
    static let title = ItemMembers(.title)
    static let clientMetadata = ItemMembers(.clientMetadata)
    static let placeholder = ItemMembers(.placeholderItemUUID)
    static let common: ItemMembers = [title, clientMetadata, ItemMembers(.externalFileType)]
    static let singleFile: ItemMembers = [url, placeholder, .common]

    /// The members in the order of their declaration.
    var members: [ItemMember] { ItemMember.allCases.filter { contains(ItemMembers($0)) } }
}

extension UploadGroup {
    /// The members that items of the group may have, as in the model of Encord's SDK and, for
    /// `clusterByResolution`, its service.
    var members: ItemMembers {
        switch self {
        case .videos: [.singleFile, ItemMembers(.videoMetadata)]
        case .images: [.singleFile, ItemMembers(.imageMetadata)]
        case .audio: [.singleFile, ItemMembers(.audioMetadata)]
        case .text: [.singleFile, ItemMembers(.textMetadata)]
        case .pdf: [.singleFile, ItemMembers(.pdfMetadata)]
        case .nifti: .singleFile
        case .timeSeries: [.singleFile, ItemMembers(.settings)]
        case .scenes: [.common, .placeholder, ItemMembers(.scene)]
        case .imageGroups:
            [
                .common, ItemMembers(.images), ItemMembers(.createVideo),
                ItemMembers(.clusterByResolution),
            ]
        case .imageGroupsFromItems:
            [
                .common, ItemMembers(.imageItems), ItemMembers(.createVideo),
                ItemMembers(.videoURLPrefix),
            ]
        case .dicomSeries: [.common, ItemMembers(.dicomFiles)]
        }
    }

    /// The members that items of the group must have, besides frames.
    ///
    /// The title of groups may be `null` but not left out.
    var requiredMembers: ItemMembers {
        switch self {
        case .videos, .images, .audio, .text, .pdf, .nifti, .timeSeries: .url
        case .scenes: [.title, ItemMembers(.scene)]
        case .imageGroups, .dicomSeries: .title
        case .imageGroupsFromItems:
            [.title, ItemMembers(.imageItems), ItemMembers(.createVideo)]
        }
    }

    /// The member that describes the media of an item, if the group has one.
    var mediaMetadataMember: ItemMember? {
        switch self {
        case .videos: .videoMetadata
        case .images: .imageMetadata
        case .audio: .audioMetadata
        case .text: .textMetadata
        case .pdf: .pdfMetadata
        default: nil
        }
    }

    /// Whether items of the group list their files as `objectUrl_0`, `objectUrl_1`, ...
    var hasNumberedURLs: Bool { self == .imageGroups || self == .dicomSeries }
}
