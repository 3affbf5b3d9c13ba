import CanonicalJSON
public import Findings
public import Items
public import SchemaModel
public import Storage
import Text
public import UploadFormats
public import UploadReading

/// What the items of a store or of an upload file have under each key.
///
/// Memory: up to a megabyte a key and thread, for at most ``keysMax`` keys.
public struct ItemStatistics: Sendable {
    /// 2,000 keys are looked at; of more only the names that came first.
    public static let keysMax = 2_000

    /// Number of items.
    public private(set) var itemCount = 0
    /// Bytes of all metadata.
    public private(set) var documentBytes = 0
    /// Items by kind.
    public private(set) var kinds: [ItemKind: Int] = [:]
    /// Whether there are more than ``keysMax`` keys.
    public private(set) var hasMoreKeys = false
    private var keys: [ExactText: KeyStatistics] = [:]
    private let types: [ExactText: KeyType]

    /// Nothing yet.
    ///
    /// - Parameter schema: says the types of keys; keys that no item has are told as well.
    public init(_ schema: MetadataSchema?) {
        var types: [ExactText: KeyType] = [:]
        for key in schema?.keys ?? [] {
            types[ExactText(key.name.text)] = key.state.definition?.type
        }
        self.types = types
    }

    /// The type that the schema gives a key.
    public func type(of key: String) -> KeyType? { types[ExactText(key)] }

    /// The keys by name (bytes): those of the schema, and those that items have.
    public var all: [(name: String, statistics: KeyStatistics)] {
        Set(types.keys).union(keys.keys).map { ($0.text, keys[$0] ?? KeyStatistics()) }
            .sorted { $0.0.utf8.lexicographicallyPrecedes($1.0.utf8) }
    }

    // MARK: Reading

    /// Counts the items of one state of a store.
    ///
    /// - Throws: `StoreError`, of kind `damagedRow` for a document that is not JSON.
    public mutating func add(_ reader: any StoreReader, inFolder folder: String?) throws {
        let tape = JSONTape()
        var scanner = JSONScanner()
        try reader.forEachItem(inFolder: folder) { item in
            kinds[item.kind, default: 0] += 1
            try item.document.withUnsafeBytes { document in
                do {
                    try scanner.scan(document, into: tape)
                } catch {
                    throw StoreError(
                        .damagedRow(detail: "items \(item.number) has a document that is not JSON"))
                }
                addDocument(0, of: tape)
            }
            return true
        }
    }

    /// Counts the items of an upload file.
    ///
    /// - Parameters:
    ///   - format: the form of the file; nil detects it.
    ///   - threads: threads to use, at least 1.
    ///   - receive: gets what makes text unreadable; items with other faults count as they are.
    /// - Throws: ``InputError``, ``UnsupportedFormat``, and what `receive` throws.
    public mutating func add(
        _ input: InputFile, format: UploadFormat?, threads: Int, receive: FindingReceiver
    ) throws {
        let head = try UploadHead(input, format: format)
        if head.format == .csv { throw UnsupportedFormat(format: .csv) }
        let pipeline = UploadPipeline(
            input: input, head: head.bytes, format: head.format,
            findings: FindingBuffer(file: input.name), threads: threads,
            windowBytes: UploadWindowReader.windowBytes)
        let empty = self
        let ending = try pipeline.run(
            makeVisitor: { StatisticsVisitor(ItemStatistics(like: empty)) },
            deliver: { worker, _ in
                let speller = worker.seal(worker.structureFindings)
                for record in worker.findings.records
                where record.rule.rawValue < RuleID.uploadShape.rawValue {
                    try receive(speller.finding(record)) { speller.excerpt(record) }
                }
            })
        for visitor in ending.visitors { merge(visitor.statistics) }
    }

    /// Nothing yet, with the types of another one.
    private init(like other: ItemStatistics) { types = other.types }

    private mutating func merge(_ other: ItemStatistics) {
        itemCount += other.itemCount
        documentBytes += other.documentBytes
        kinds.merge(other.kinds) { $0 + $1 }
        hasMoreKeys = hasMoreKeys || other.hasMoreKeys
        for (key, seen) in other.keys {
            if keys[key] == nil, keys.count >= ItemStatistics.keysMax {
                hasMoreKeys = true
            } else {
                keys[key, default: KeyStatistics()].merge(seen)
            }
        }
    }

    fileprivate mutating func add(_ item: UploadItem, of tape: JSONTape) {
        kinds[item.kind, default: 0] += 1
        if let metadata = item.metadataToken, tape[metadata].kind == .object {
            addDocument(metadata, of: tape)
        } else {
            itemCount += 1
        }
    }

    /// Counts the members of an object.
    private mutating func addDocument(_ object: Int, of tape: JSONTape) {
        itemCount += 1
        documentBytes += tape.source(of: object).count
        guard tape[object].kind == .object else { return }
        var child = object + 1
        let end = Int(tape[object].next)
        while child < end {
            let key = ExactText(tape.string(at: child))
            if keys[key] == nil, keys.count >= ItemStatistics.keysMax {
                hasMoreKeys = true
            } else {
                keys[key, default: KeyStatistics()].add(tape, at: child + 1, type: types[key])
            }
            child = Int(tape[child + 1].next)
        }
    }
}

/// Counts the items that one thread reads.
private final class StatisticsVisitor: ItemVisitor {
    var statistics: ItemStatistics

    init(_ statistics: ItemStatistics) {
        self.statistics = statistics
    }

    func visit(
        _ tape: JSONTape, _ item: UploadItem, known: Int, into findings: inout FindingBuffer
    ) {
        statistics.add(item, of: tape)
    }

    func finish(_ window: UploadWindow) {}
}
