public import Findings

/// Where one item lies in a window of the file.
public struct UploadSlice: Sendable, Equatable {
    /// Offset of the item's first byte in the window.
    public var start: Int
    /// Offset behind the item's last byte in the window.
    public var end: Int
    /// Number of the item in its file, from 0, over all groups.
    public var index: Int
    /// Number of the item in its group or array, from 0; nil in JSON Lines.
    public var position: Int?
    /// The item's group as the file spells it; nil in an array and in JSON Lines.
    public var group: UploadGroupName?
    /// The member that the group lies in when the file is the body of an upload request.
    public var envelope: UploadEnvelope?

    /// Makes a slice.
    public init(
        start: Int, end: Int, index: Int, position: Int? = nil, group: UploadGroupName? = nil,
        envelope: UploadEnvelope? = nil
    ) {
        self.start = start
        self.end = end
        self.index = index
        self.position = position
        self.group = group
        self.envelope = envelope
    }

    /// The item for findings, as far as its place tells: without URL and title.
    public var context: ItemContext {
        ItemContext(
            index: index, envelope: envelope?.text, group: group?.text, positionInGroup: position)
    }
}

/// The member of a whole upload request that holds the groups.
public enum UploadEnvelope: UInt8, Sendable {
    case externalFiles, dataItems, externalFilesSnakeCase, dataItemsSnakeCase

    /// The member's name as the file spells it.
    public var text: String {
        switch self {
        case .externalFiles: "externalFiles"
        case .dataItems: "dataItems"
        case .externalFilesSnakeCase: "external_files"
        case .dataItemsSnakeCase: "data_items"
        }
    }
}
