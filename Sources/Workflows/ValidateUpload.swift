import CanonicalJSON
public import Findings
import Items
import SchemaModel
import UploadFormats
public import UploadReading
import Validation

/// Checks an upload file: its form, the shape of each item, and all metadata against a schema.
public struct ValidateUpload {
    private let options: UploadCheckOptions

    /// - Parameter options: how uploads are checked.
    public init(_ options: UploadCheckOptions) {
        self.options = options
    }

    /// Checks a file from its start to its end.
    ///
    /// - Parameters:
    ///   - input: the opened file.
    ///   - receive: gets every finding.
    /// - Throws: ``InputError`` when the file cannot be read, and what `receive` throws.
    public func run(_ input: InputFile, receive: FindingReceiver) throws -> UploadSummary {
        try run(
            input, receive: receive, recorded: { try receive($0.finding(), $0.excerpt) })
    }

    /// Reads a file from its start to its end.
    ///
    /// - Parameter sink: gets every finding.
    /// - Throws: ``InputError`` when the file cannot be read, and what the sink throws.
    public func run(_ input: InputFile, into sink: some FindingSink) throws -> UploadSummary {
        try run(input, receive: sink.receive, recorded: sink.receive)
    }

    private func run(
        _ input: InputFile, receive: FindingReceiver, recorded: (RecordedFinding) throws -> Void
    ) throws -> UploadSummary {
        let head = try UploadHead(input, format: options.format)
        if head.format == .csv {
            return try CSVCheck(head, options).run(receive: receive) { _ in }
        }
        return try UploadPass(head, options).run(
            makeVisitor: { CheckVisitor(options) }, profile: { $0.validator.profile },
            receive: recorded, deliver: { _, _ in })
    }
}

/// Checks the metadata of each item.
final class CheckVisitor: ItemVisitor {
    let validator: Validator

    init(_ options: UploadCheckOptions) {
        validator = options.makeValidator()
    }

    func visit(
        _ tape: JSONTape, _ item: UploadItem, known: Int, into findings: inout FindingBuffer
    ) {
        guard let metadata = item.metadataToken else { return }
        validator.check(tape, metadata: metadata, isVideo: item.kind == .video, into: &findings)
    }

    func finish(_ window: UploadWindow) {
        validator.profile.resolvePlaces(in: window.bytes, from: window.start)
    }
}
