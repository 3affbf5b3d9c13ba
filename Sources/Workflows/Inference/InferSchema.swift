import CanonicalJSON
import Findings
import SchemaModel
import UploadFormats
import Validation

/// Proposes a schema from the metadata of all items: every value is counted, none is guessed from.
public struct InferSchema {
    private let threads: Int
    private let format: UploadFormat?
    private var tallies: [String: KeyTally] = [:]
    private var fileCount = 0

    /// The size of the pieces in which files are read; a smaller one lets tests meet their borders.
    var windowBytes = UploadWindowReader.windowBytes

    /// Items seen so far.
    public private(set) var itemCount = 0

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
    /// - Throws: ``InputError``, and what `receive` throws.
    public mutating func add(_ input: InputFile, receive: FindingReceiver) throws {
        let head = try UploadHead(input, format: format)
        if head.format == .csv { throw UnsupportedFormat(format: .csv) }
        let pipeline = UploadPipeline<TallyVisitor>(
            input: input, head: head.bytes, format: head.format,
            findings: FindingBuffer(file: input.name), threads: threads, windowBytes: windowBytes)
        let ending = try pipeline.run(makeVisitor: TallyVisitor.init) { worker in
            for finding in worker.findings.findings + worker.structureFindings
            where finding.rule.rawValue < RuleID.uploadShape.rawValue {
                try receive(finding) { worker.window.excerpt(of: finding) }
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
        fileCount += 1
    }

    /// What was seen, key by key, sorted by name.
    public var proposals: [KeyProposal] {
        var proposals = tallies.map { KeyProposal(key: $0.key, tally: $0.value) }
            .sorted { $0.key.unicodeScalars.lexicographicallyPrecedes($1.key.unicodeScalars) }
        let spellings = Dictionary(grouping: proposals.map(\.key)) { $0.lowercased() }
        for index in proposals.indices {
            let others = spellings[proposals[index].key.lowercased()] ?? []
            guard others.count > 1 else { continue }
            let names = others.filter { $0 != proposals[index].key }.map(Finding.literal)
            proposals[index].doubts.append(
                KeyProposal.Doubt(
                    text: "differs only by case from \(names.joined(separator: ", "))", place: nil))
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
struct TallyVisitor: ItemVisitor {
    var tallies: [String: KeyTally] = [:]
    /// Places of the current window as offsets; lines are counted when the window ends.
    private var unresolved: [String] = []
    private var base = 0

    mutating func visit(
        _ tape: JSONTape, _ item: UploadItem, known: Int, into findings: inout FindingBuffer
    ) {
        guard let metadata = item.metadataToken, tape[metadata].kind == .object else { return }
        base = findings.baseOffset
        addMembers(of: metadata, in: tape)
    }

    mutating func finish(_ window: UploadWindow) {
        for key in unresolved { tallies[key]?.resolvePlaces(in: window.bytes, from: window.start) }
        unresolved.removeAll(keepingCapacity: true)
    }

    private mutating func addMembers(of object: Int, in tape: JSONTape) {
        var child = object + 1
        let end = Int(tape[object].next)
        while child < end {
            let key = tape.string(at: child)
            if key == "$encord" {
                addFrames(JSONNode(tape: tape, index: child + 1))
            } else {
                add(key, child + 1, in: tape)
            }
            child = Int(tape[child + 1].next)
        }
    }

    private mutating func addFrames(_ node: JSONNode) {
        guard let frames = node["frames"] else { return }
        for frame in frames.members where frame.value.kind == .object {
            addMembers(of: frame.value.index, in: node.tape)
        }
    }

    private mutating func add(_ key: String, _ value: Int, in tape: JSONTape) {
        let place = SourcePosition(offset: base + Int(tape[value].start), line: 0, column: 0)
        let hasNewPlace = tallies[key, default: KeyTally()].add(tape, at: value, position: place)
        if hasNewPlace { unresolved.append(key) }
    }
}
