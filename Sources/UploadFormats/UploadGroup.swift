public import Items

/// The groups of an upload, each a list of items of one type.
public enum UploadGroup: UInt8, Sendable, CaseIterable {
    case videos, images, audio, text, pdf, nifti, timeSeries, scenes, imageGroups
    case imageGroupsFromItems, dicomSeries

    /// The member's name as `externalFiles` spells it.
    public var snakeCaseName: String {
        switch self {
        case .videos: "videos"
        case .images: "images"
        case .audio: "audio"
        case .text: "text"
        case .pdf: "pdf"
        case .nifti: "nifti"
        case .timeSeries: "time_series"
        case .scenes: "scenes"
        case .imageGroups: "image_groups"
        case .imageGroupsFromItems: "image_groups_from_items"
        case .dicomSeries: "dicom_series"
        }
    }

    /// The member's name as `dataItems` spells it.
    public var camelCaseName: String {
        switch self {
        case .timeSeries: "timeSeries"
        case .imageGroups: "imageGroups"
        case .imageGroupsFromItems: "imageGroupsFromItems"
        case .dicomSeries: "dicomSeries"
        default: snakeCaseName
        }
    }

    /// The word of `externalFileType` that belongs to the group.
    public var externalFileType: String {
        switch self {
        case .videos: "VIDEO"
        case .images: "IMAGE"
        case .audio: "AUDIO"
        case .text: "PLAIN_TEXT"
        case .pdf: "PDF"
        case .nifti: "NIFTI"
        case .timeSeries: "TIMESERIES"
        case .scenes: "SCENE"
        case .imageGroups: "IMG_GROUP"
        case .imageGroupsFromItems: "IMG_GROUP_FROM_ITEMS"
        case .dicomSeries: "DICOM"
        }
    }

    /// The group whose items carry a word of `externalFileType`; nil for an unknown word.
    public init?(externalFileType word: String) {
        guard let group = UploadGroup.allCases.first(where: { $0.externalFileType == word }) else {
            return nil
        }
        self = group
    }

    /// The kind of the group's items.
    ///
    /// - Parameter createsVideo: the item's `createVideo`; it turns an image group into a sequence.
    public func kind(createsVideo: Bool) -> ItemKind {
        switch self {
        case .videos: .video
        case .images: .image
        case .audio: .audio
        case .text: .plainText
        case .pdf: .pdf
        case .nifti: .nifti
        case .timeSeries: .timeSeries
        case .scenes: .scene
        case .imageGroups: createsVideo ? .imageSequence : .imageGroup
        case .imageGroupsFromItems: .imageGroupFromItems
        case .dicomSeries: .dicomSeries
        }
    }
}

/// A group as a file spells it.
public struct UploadGroupName: Sendable, Hashable {
    /// The group.
    public let group: UploadGroup
    /// Whether the file uses the spelling of `dataItems`.
    public let isCamelCase: Bool

    /// Makes a spelling of a group.
    public init(_ group: UploadGroup, isCamelCase: Bool = false) {
        self.group = group
        self.isCamelCase = isCamelCase
    }

    /// The member's name in the file.
    public var text: String { isCamelCase ? group.camelCaseName : group.snakeCaseName }
}
