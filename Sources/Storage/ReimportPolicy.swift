public import UploadFormats

/// What becomes of uploaded items that are stored already: the table of re-imports.
///
/// An item is stored already when the same folder holds an item of the same kind with the same
/// URLs, compared byte by byte; of a group, the ordered list of its members' URLs. An item without
/// any URL never is. Source: "JSON upload format", flags `skip_duplicate_urls` and `upsert_metadata`.
public enum ReimportPolicy: Sendable, Equatable, CaseIterable {
    /// Store a second item beside the first.
    case createAgain
    /// Leave the stored item as it is.
    case skip
    /// Overwrite the metadata of every stored item that matches. Title and media metadata stay.
    case overwrite
    /// Merge the metadata into that of every stored item that matches: its keys at the top get the
    /// values of the upload, the others stay.
    case merge

    /// Whether stored metadata may change.
    public var changesMetadata: Bool { self == .overwrite || self == .merge }

    /// What the flags of an upload ask for: `upsert_metadata` has no effect without
    /// `skip_duplicate_urls`.
    public init(skipsDuplicateURLs: Bool, upsertsMetadata: Bool) {
        guard skipsDuplicateURLs else {
            self = .createAgain
            return
        }
        self = upsertsMetadata ? .overwrite : .skip
    }

    /// What the flags of an upload file ask for.
    public init(_ flags: UploadFlags) {
        self.init(
            skipsDuplicateURLs: flags.skipsDuplicateURLs, upsertsMetadata: flags.upsertsMetadata)
    }

    /// What to do with one uploaded item.
    public enum Outcome: Sendable, Equatable {
        case create, skip, overwrite, merge
        /// Leave what is stored, because the upload brings no metadata to overwrite it with.
        case keep
    }

    /// Looks an item up in the table.
    ///
    /// - Parameters:
    ///   - isStored: whether the folder holds a matching item, one of the same upload included.
    ///   - bringsMetadata: whether the item says what its metadata shall be.
    public func outcome(isStored: Bool, bringsMetadata: Bool) -> Outcome {
        if !isStored { return .create }
        switch self {
        case .createAgain: return .create
        case .skip: return .skip
        case .overwrite: return bringsMetadata ? .overwrite : .keep
        case .merge: return bringsMetadata ? .merge : .keep
        }
    }
}
