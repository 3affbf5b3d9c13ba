import CanonicalJSON
import Findings
import SchemaModel
import UploadFormats
import UploadReading
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
        let head = try UploadHead(input, format: options.format)
        if head.format == .csv {
            return try CSVCheck(head, options).run(receive: receive) { _ in }
        }
        var validators: [Validator] = []
        var summary = try UploadPass(head, options).run(
            makeVisitor: {
                let visitor = CheckVisitor(options)
                validators.append(visitor.validator)
                return visitor
            }, profile: { $0.validator.profile }, receive: receive, deliver: { _, _ in })
        summary.repeats = validators.flatMap { $0.takeRepeats() }
        return summary
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
