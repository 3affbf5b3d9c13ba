import CanonicalJSON
public import Findings
public import Inference
public import SchemaModel
import Text
public import UploadFormats
public import UploadReading
import Validation

/// Proposes a schema from the metadata of all items: every value is counted, none is guessed from.
///
/// Memory: about a kilobyte for each different key and thread, up to ``keysMax``.
public struct InferSchema {
    private let threads: Int
    private let format: UploadFormat?
    private var tallies: [ExactText: KeyTally] = [:]
    private var fileCount = 0

    /// The size of the pieces in which files are read; a smaller one lets tests meet their borders.
    var windowBytes = UploadWindowReader.windowBytes

    /// Items seen so far.
    public private(set) var itemCount = 0

    /// 50,000 different keys: a schema has hundreds. Where there are more, keys are used for what
    /// should be values.
    public static let keysMax = 50_000

    /// There are more different keys than a schema is proposed from.
    public struct TooManyKeys: Error, Equatable, Sendable {
        /// The most that are.
        public let limit: Int
        /// Some of them.
        public let samples: [String]
    }

    /// - Parameters:
    ///   - threads: threads to use, at least 1.
    ///   - format: the form of the files; nil detects it.
    public init(threads: Int, format: UploadFormat? = nil) {
        self.threads = threads
        self.format = format
    }

    /// Counts the values of one more file.
    ///
    /// - Parameter receive: gets what makes text unreadable; other findings are of no interest here.
    /// - Throws: ``InputError``, ``TooManyKeys``, and what `receive` throws.
    public mutating func add(_ input: InputFile, receive: FindingReceiver) throws {
        let head = try UploadHead(input, format: format)
        if head.format == .csv { throw UnsupportedFormat(format: .csv) }
        let pipeline = UploadPipeline(
            input: input, head: head.bytes, format: head.format,
            findings: FindingBuffer(file: input.name), threads: threads, windowBytes: windowBytes)
        let ending = try pipeline.run(makeVisitor: TallyVisitor.init) { worker, visitor in
            if visitor.tallies.count > InferSchema.keysMax {
                throw tooManyKeys(visitor.tallies.keys)
            }
            let speller = worker.seal(worker.structureFindings)
            for record in worker.findings.records
            where record.rule.rawValue < RuleID.uploadShape.rawValue {
                try receive(speller.finding(record)) { speller.excerpt(record) }
            }
        }
        itemCount += ending.itemCount
        for visitor in ending.visitors {
            for (key, seen) in visitor.tallies {
                var tally = seen
                tally.setFile(fileCount, named: input.name)
                tallies[key, default: KeyTally()].merge(tally)
            }
        }
        if tallies.count > InferSchema.keysMax { throw tooManyKeys(tallies.keys) }
        fileCount += 1
    }

    private func tooManyKeys(_ keys: some Sequence<ExactText>) -> TooManyKeys {
        TooManyKeys(limit: InferSchema.keysMax, samples: Array(keys.lazy.map(\.text).prefix(3)))
    }

    /// What was seen, key by key, sorted by name.
    public var proposals: [KeyProposal] {
        var proposals = tallies.map { KeyProposal(key: $0.key.text, tally: $0.value) }
            .sorted { $0.key.unicodeScalars.lexicographicallyPrecedes($1.key.unicodeScalars) }
        // Of many that look alike each names one: all pairs would be the square of them.
        var firstAlike: [Likeness: Int] = [:]
        var paired: Set<Int> = []
        for index in proposals.indices {
            let likeness = Likeness(proposals[index].key)
            guard let first = firstAlike[likeness] else {
                firstAlike[likeness] = index
                continue
            }
            if paired.insert(first).inserted { proposals[first].doubt(alike: proposals[index].key) }
            proposals[index].doubt(alike: proposals[first].key)
        }
        return proposals
    }

    /// The schema of all proposals with a definition.
    public var schema: MetadataSchema {
        MetadataSchema(
            proposals.compactMap { proposal in
                proposal.definition.map {
                    SchemaKey(name: KeyName(stored: proposal.key), state: .active($0))
                }
            })
    }
}

/// Counts the values of each key, those of frames included.
final class TallyVisitor: ItemVisitor {
    var tallies: [ExactText: KeyTally] = [:]
    /// Keys with places of the current window as offsets; lines are counted when the window ends.
    private var unresolved: Set<ExactText> = []
    private var base = 0

    func visit(
        _ tape: JSONTape, _ item: UploadItem, known: Int, into findings: inout FindingBuffer
    ) {
        guard let metadata = item.metadataToken, tape[metadata].kind == .object else { return }
        base = findings.baseOffset
        addMembers(of: metadata, in: tape)
    }

    /// One walk through the window finds the lines of all places in it.
    func finish(_ window: UploadWindow) {
        guard !unresolved.isEmpty else { return }
        var lines = LineIndex(window.bytes, from: window.start)
        for key in unresolved { tallies[key]?.resolve(&lines) }
        unresolved.removeAll(keepingCapacity: true)
    }

    private func addMembers(of object: Int, in tape: JSONTape) {
        var child = object + 1
        let end = Int(tape[object].next)
        while child < end {
            let key = tape.string(at: child)
            if key == "$encord" {
                addFrames(JSONNode(tape: tape, index: child + 1))
            } else if tallies.count <= InferSchema.keysMax {
                add(ExactText(key), child + 1, in: tape)
            }
            child = Int(tape[child + 1].next)
        }
    }

    private func addFrames(_ node: JSONNode) {
        guard let frames = node["frames"] else { return }
        for frame in frames.members where frame.value.kind == .object {
            addMembers(of: frame.value.index, in: node.tape)
        }
    }

    private func add(_ key: ExactText, _ value: Int, in tape: JSONTape) {
        let place = SourcePosition(offset: base + Int(tape[value].start), line: 0, column: 0)
        let hasNewPlace = tallies[key, default: KeyTally()].add(tape, at: value, position: place)
        if hasNewPlace { unresolved.insert(key) }
    }
}
