import CanonicalJSON
import Findings
import SchemaModel
import UploadFormats
import Validation

/// How an upload is checked.
public struct UploadCheckOptions {
    /// The schema; nil checks everything that needs none.
    public var schema: CompiledSchema?
    /// The severity of every rule.
    public var levels = RuleLevels()
    /// What metadata is for, and which suspicions are looked for.
    public var validation = ValidationOptions()
    /// The form of the file; nil detects it.
    public var format: UploadFormat?
    /// Threads to use, at least 1.
    public var threads: Int
    /// Whether findings are told apart by what they are about: see ``FindingBuffer/hashesValues``.
    public var hashesValues = false
    /// Whether findings tell if ``FixUpload`` mends them.
    public var marksFixes = false
    /// See ``FindingBuffer/keptOfItem``.
    var keptOfItem = FindingBuffer.keptOfItemMax
    /// Called now and then while a file is read, on the thread that reads it.
    public var progress: () -> Void = {}
    /// The size of the pieces in which a file is read; a smaller one lets tests meet their borders.
    var windowBytes = UploadWindowReader.windowBytes

    /// Makes options; what is not given has its usual value.
    public init(schema: CompiledSchema?, threads: Int) {
        self.schema = schema
        self.threads = threads
    }

    /// Counts findings about one undeclared key, instead of making each, once a few were made: for
    /// reports that show counts and samples only.
    public mutating func countRepeats() {
        // A rejected item must be known by its findings.
        guard levels[.keyUnknown] != .error else { return }
        validation.undeclaredKeySamplesMax = FindingTally.samplesMax
    }

    func makeValidator() -> Validator {
        Validator(schema: schema, options: validation)
    }
}

/// What an upload holds.
public struct UploadSummary: Sendable, Equatable {
    /// The form of the file.
    public var format: UploadFormat
    /// Items, faulty ones too.
    public var items = 0
    /// Items with a finding of severity error.
    public var rejectedItems = 0
    /// URLs of all items, those of frames included.
    public var urls = 0
    /// Bytes read.
    public var bytes = 0
    /// Whether a fault ended the reading before the end of the file.
    public var isStopped = false
    /// What the file says about items that exist already.
    public var flags = UploadFlags()
    /// Findings that were counted and not made.
    public var repeats: [RepeatedFinding] = []
    /// The members at the top level.
    var names = TopLevelNames()
    /// Findings with a mark that are not mended all the same: misspelled groups and flags whose right
    /// name stands in the file as well, which is known at its end only.
    public var wrongMarks: [Finding] = []
    /// Whether nothing is mended, whatever the marks say: of a file that cannot be read to its end
    /// there is no corrected copy.
    public var isBeyondMending = false

    init(format: UploadFormat) {
        self.format = format
    }
}

/// Gets one finding, in the order of the file, and its source line when it wants it.
public typealias FindingReceiver = (_ finding: Finding, _ excerpt: () -> SourceExcerpt?) throws ->
    Void

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
            }, profile: { $0.validator.profile }, receive: receive, deliver: { _ in })
        summary.repeats = validators.flatMap { $0.takeRepeats() }
        return summary
    }
}

/// The first bytes of a file, and the form that they tell. Nothing is read when the form is known.
struct UploadHead {
    let input: InputFile
    let bytes: [UInt8]
    let format: UploadFormat

    init(_ input: InputFile, format: UploadFormat?) throws {
        self.input = input
        var bytes: [UInt8] = []
        while format == nil, bytes.count < UploadFormat.detectionLength {
            let more = try [UInt8](
                unsafeUninitializedCapacity: UploadFormat.detectionLength - bytes.count
            ) { room, count in
                count = try input.read(into: UnsafeMutableRawBufferPointer(room))
            }
            if more.isEmpty { break }
            bytes += more
        }
        self.bytes = bytes
        self.format =
            format
            ?? bytes.withUnsafeBytes { UploadFormat.detect(in: $0, fileName: input.name) }
    }
}

/// Checks the metadata of each item.
struct CheckVisitor: ItemVisitor {
    let validator: Validator

    init(_ options: UploadCheckOptions) {
        validator = options.makeValidator()
    }

    mutating func visit(
        _ tape: JSONTape, _ item: UploadItem, known: Int, into findings: inout FindingBuffer
    ) {
        guard let metadata = item.metadataToken else { return }
        validator.check(tape, metadata: metadata, isVideo: item.kind == .video, into: &findings)
    }

    mutating func finish(_ window: UploadWindow) {
        validator.profile.resolvePlaces(in: window.bytes, from: window.start)
    }
}
