/// What an item is.
public enum ItemKind: UInt8, Sendable, CaseIterable {
    case video, image, audio, plainText, pdf, nifti, timeSeries, scene
    /// Several images that stand for themselves.
    case imageGroup
    /// Several images that become one video.
    case imageSequence
    /// A group or sequence of images that were uploaded before, named by their uuids.
    case imageGroupFromItems
    case dicomSeries

    /// The word that Encord's service uses for the type of a stored item.
    ///
    /// `imageGroupFromItems` is our own word: such a request has no type of its own there.
    public var wireName: String {
        switch self {
        case .video: "video"
        case .image: "image"
        case .audio: "audio"
        case .plainText: "plainText"
        case .pdf: "pdf"
        case .nifti: "nifti"
        case .timeSeries: "timeseries"
        case .scene: "scene"
        case .imageGroup: "imageGroup"
        case .imageSequence: "imageSequence"
        case .imageGroupFromItems: "imageGroupFromItems"
        case .dicomSeries: "dicomSeries"
        }
    }

    /// The kind with a wire name; nil for an unknown word.
    public init?(wireName: String) {
        guard let kind = ItemKind.allCases.first(where: { $0.wireName == wireName }) else {
            return nil
        }
        self = kind
    }
}
