public import Findings
import SchemaModel
public import UploadFormats
import UploadReading
public import Validation
public import Values

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
    /// What the findings are for.
    public var need = FindingNeed.each
    /// See ``FindingBuffer/keptOfItem``.
    var keptOfItem = FindingBuffer.keptOfItemMax
    /// Called now and then while a file is read, on the thread that reads it, with the number of items
    /// so far.
    public var progress: (Int) -> Void = { _ in }
    /// The size of the pieces in which a file is read; a smaller one lets tests meet their borders.
    var windowBytes = UploadWindowReader.windowBytes

    /// Makes options; what is not given has its usual value.
    public init(schema: CompiledSchema?, threads: Int) {
        self.schema = schema
        self.threads = threads
    }

    func makeValidator() -> Validator {
        Validator(schema: schema, options: validation)
    }
}

/// What findings are for, which says how many of them are made.
public enum FindingNeed: Sendable {
    /// Every one is asked for.
    case each
    /// They are counted, and the first of each cause shown: those that differ only by their place are
    /// counted with one of them once there are as many as that.
    case samples
    /// Their fixes are asked for; few of them are shown.
    case fixes
}
