public import UploadFormats

/// A workflow cannot read this form of upload.
public struct UnsupportedFormat: Error, Equatable, Sendable {
    /// The form.
    public let format: UploadFormat
}
