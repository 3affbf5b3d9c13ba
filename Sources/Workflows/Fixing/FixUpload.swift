import CanonicalJSON
public import Findings
import UploadFormats
public import UploadReading
import Validation
public import Values

/// Writes a corrected copy of an upload: only faulty texts change, every other byte stays.
///
/// The text is read until a reading changes nothing: a key or group that got its right name brings
/// values into sight that were not checked before. So fixing the result changes nothing, and the
/// errors left are those of the result.
public struct FixUpload {
    private let options: UploadCheckOptions
    private let recipe: Recipe
    private let pass: FixPass

    /// What may be changed.
    public struct Recipe: Sendable, Equatable {
        /// Whether to make edits that are likely, not certain.
        public var isUnsafe: Bool
        /// The offset of datetimes without one; nil leaves them as they are.
        public var zone: UTCOffset?
        /// Where the text lies between two readings.
        public var temporaryFolder: String

        /// Makes a recipe.
        public init(isUnsafe: Bool = false, zone: UTCOffset? = nil, temporaryFolder: String) {
            self.isUnsafe = isUnsafe
            self.zone = zone
            self.temporaryFolder = temporaryFolder
        }
    }

    /// What was done.
    public struct Outcome: Sendable {
        /// What the upload holds.
        public var summary: UploadSummary
        /// How often a JSON text was read before nothing was left to mend.
        var readings = 0
        /// Edits made.
        public var edits = 0
        /// Edits that are not certain and were not asked for.
        public var unsafeEditsLeft = 0
        /// Findings of severity error in the corrected text.
        public var errorsLeft = 0
        /// Misspelled members at the top level that keep their name, because the right one stands
        /// in the file as well.
        public var blockedRenames: [Finding] = []
        /// What ended the reading, when something did.
        public var stop: Finding?
    }

    /// 200 readings: each mends up to ``mendedOfItemMax`` faults of a rule in an item, and no item has
    /// room for more than these.
    static let passesMax = 200
    /// 100,000 faults of a rule in an item are mended in one reading: what the findings about a window
    /// full of small items need, some 100 megabytes. Each reading goes through the whole text, so a
    /// report's ``FindingBuffer/keptOfItemMax`` would mean ten times as many.
    static let mendedOfItemMax = 100_000

    /// - Parameters:
    ///   - options: how the upload is checked; without a schema what needs none is mended.
    ///   - recipe: what may be changed.
    public init(_ options: UploadCheckOptions, _ recipe: Recipe) {
        self.init(options, recipe, mendedOfItem: FixUpload.mendedOfItemMax)
    }

    /// - Parameter mendedOfItem: as ``mendedOfItemMax``; a smaller one lets tests go beyond it.
    init(_ options: UploadCheckOptions, _ recipe: Recipe, mendedOfItem: Int) {
        self.options = options
        self.recipe = recipe
        var passOptions = options
        passOptions.keptOfItem = mendedOfItem
        passOptions.marksFixes = true
        passOptions.need = .fixes
        passOptions.validation.assumedOffset = recipe.zone
        if recipe.zone != nil, options.levels[.datetimeNoOffset] == nil {
            passOptions.levels[.datetimeNoOffset] = .notice
        }
        pass = FixPass(options: passOptions, isUnsafe: recipe.isUnsafe)
    }

    /// Reads a file and hands the corrected text over.
    ///
    /// - Parameters:
    ///   - input: the opened file.
    ///   - resultName: the name of the corrected text in findings; that of the file without it.
    ///   - write: gets the text, piece by piece, when all of it is known; nothing when the outcome's
    ///     summary says that the reading was stopped.
    ///   - edit: gets every edit that is made; its place is that in the file.
    ///   - receive: gets what is found in the corrected text; nil when nobody wants to know.
    /// - Throws: ``InputError``, and what the closures throw.
    public func run(
        _ input: InputFile, resultName: String? = nil,
        write: (UnsafeRawBufferPointer) throws -> Void,
        edit: (TextEdit) throws -> Void, receive: FindingReceiver? = nil
    ) throws -> Outcome {
        var renames = GroupRenames()
        var mayRename = false
        var shifts: [TextShifts] = []
        var text: SpooledText?
        var outcome = Outcome(summary: UploadSummary(format: .object))
        for number in 1...FixUpload.passesMax {
            let source = try text?.open(name: input.name) ?? input
            let head = try UploadHead(source, format: options.format)
            let next = try SpooledText(in: recipe.temporaryFolder)
            if head.format == .csv {
                outcome = try FixTable(options: options, recipe: recipe)
                    .run(head, write: next.write, edit: edit)
                if outcome.summary.isStopped { return outcome }
                try next.flush()
                text = next
                break
            }
            var pass = pass
            if number == FixUpload.passesMax {
                // What no reading mends is left as it is, and counted.
                pass.task = .read
            } else if mayRename {
                pass.task = .rename
            }
            func original(_ place: SourcePosition) -> SourcePosition {
                shifts.reversed().reduce(place) { $1.original(of: $0) }
            }
            let result = try pass.run(head, renames: &renames, write: next.write) { found in
                var found = found
                found.position = original(found.position)
                found.finding.location.position = original(found.finding.location.position)
                try edit(found)
            }
            outcome.blockedRenames = renames.blocked.map { finding in
                var finding = finding
                finding.location.position = original(finding.location.position)
                return finding
            }
            try next.flush()
            text = next
            shifts.append(result.shifts)
            outcome.summary = result.summary
            outcome.readings = number
            outcome.edits += result.edits
            outcome.errorsLeft = result.errors
            outcome.unsafeEditsLeft = result.unsafeEditsLeft + renames.allowed.count
            if result.summary.isStopped {
                outcome.stop = result.stop
                return outcome
            }
            mayRename = result.edits == 0 && pass.isUnsafe && !renames.allowed.isEmpty
            if result.edits == 0, !mayRename { break }
        }
        guard let text else { return outcome }
        try text.open(name: input.name).copy(to: write)
        if let receive {
            outcome.errorsLeft = 0
            let result = try text.open(name: resultName ?? input.name)
            _ = try ValidateUpload(options).run(result) { finding, excerpt in
                if finding.severity == .error { outcome.errorsLeft += finding.count }
                try receive(finding, excerpt)
            }
        }
        return outcome
    }
}
