import CanonicalJSON
public import Findings

/// What an upload file says about items that exist already.
public struct UploadFlags: Sendable, Equatable {
    /// One flag as the file gives it.
    public struct Flag: Sendable, Equatable {
        /// What the flag is set to.
        public var value: Bool
        /// The place of the value in the file.
        public var location: FindingLocation

        /// Makes a flag as it stands at a place.
        public init(_ value: Bool, location: FindingLocation) {
            self.value = value
            self.location = location
        }
    }

    /// `skip_duplicate_urls`; nil where the file does not say.
    public var skipDuplicateURLs: Flag?
    /// `upsert_metadata`; nil where the file does not say.
    public var upsertMetadata: Flag?

    /// No flags: both are false.
    public init() {}

    /// Whether an item whose URL exists in the folder is not created again.
    public var skipsDuplicateURLs: Bool { skipDuplicateURLs?.value ?? false }

    /// Whether the metadata of an item that exists is replaced; it works only together with
    /// ``skipsDuplicateURLs``.
    public var upsertsMetadata: Bool { upsertMetadata?.value ?? false }
}
