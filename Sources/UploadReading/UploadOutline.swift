import CanonicalJSON
import Findings
public import UploadFormats

/// What an upload says as a whole, read without looking into its items.
public struct UploadOutline: Sendable {
    /// The form of the file.
    public let format: UploadFormat
    /// The flags; they may stand behind all items.
    public let flags: UploadFlags
    /// Number of items, faulty ones too.
    public let itemCount: Int

    /// Reads through a file at the speed of memory.
    ///
    /// - Throws: ``InputError``.
    public init(_ input: InputFile, format: UploadFormat? = nil) throws {
        try self.init(input, format: format, windowBytes: UploadWindowReader.windowBytes)
    }

    package init(_ input: InputFile, format: UploadFormat?, windowBytes: Int) throws {
        let head = try UploadHead(input, format: format)
        self.format = head.format
        if head.format == .csv {
            flags = UploadFlags()
            itemCount = 0
            return
        }
        let reader = UploadWindowReader(
            input, head: head.bytes, format: head.format, windowBytes: windowBytes)
        let window = UploadWindow(
            findings: FindingBuffer(file: input.name), capacity: windowBytes)
        while try reader.read(into: window) {}
        flags = reader.splitter.flags
        itemCount = reader.splitter.itemCount
    }
}
