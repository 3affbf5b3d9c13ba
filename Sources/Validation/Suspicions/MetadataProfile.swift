public import CanonicalJSON
public import Findings
import Values

/// What the metadata of all items of a file looks like: the ground for suspicions that no single
/// value gives.
///
/// Each validator fills its own; at the end of the file they are merged. Whatever the file holds,
/// the memory is bounded by the number of keys and by named limits.
///
/// Not safe to use from several threads at once, but may be handed from one to another.
public final class MetadataProfile: @unchecked Sendable {
    /// 100 items: of fewer, nothing is said about shares.
    public static let itemCountMin = 100

    /// The number of items with metadata.
    public internal(set) var itemCount = 0

    /// What is looked at in the values of one key.
    private struct Watch {
        /// Number of values that are not null.
        var count = 0
        /// The offsets of a datetime key, for ``DatetimeOffsets``.
        var givenOffsets = 0
        var missingOffsets = 0
        var needs: Needs = []
    }

    private struct Needs: OptionSet {
        let rawValue: UInt8
        /// The first value, and whether the later ones differ from it.
        static let first = Needs(rawValue: 1)
        /// The texts of a varchar.
        static let texts = Needs(rawValue: 2)
        /// The first datetime with an offset, and the first without.
        static let givenOffset = Needs(rawValue: 4)
        static let missingOffset = Needs(rawValue: 8)
    }

    /// What is kept of the values of one key.
    private struct Memory {
        var value = ConstantValue()
        var offsets = DatetimeOffsets()
        var texts = VarcharTexts()
    }

    private let schema: CompiledSchema?
    private let declaredCount: Int
    private let watches: UnsafeMutablePointer<Watch>
    /// By position of the key, like the watches of declared keys.
    private let memories: UnsafeMutablePointer<Memory>
    private let undeclared: UnsafeMutablePointer<KeySpellings>
    /// Whether a place has been remembered whose line is not known yet.
    private var hasNewPlaces = false

    init(_ schema: CompiledSchema?, keyCapacity: Int) {
        self.schema = schema
        declaredCount = schema?.keys.count ?? 0
        watches = .allocate(capacity: keyCapacity)
        watches.initialize(repeating: Watch(), count: keyCapacity)
        memories = .allocate(capacity: max(declaredCount, 1))
        undeclared = .allocate(capacity: 1)
        undeclared.initialize(to: KeySpellings())
        for key in 0..<declaredCount {
            (memories + key).initialize(to: Memory())
            guard let kind = schema?.checks[key].kind, kind != .deleted else { continue }
            watches[key].needs = .first
            if kind == .datetime { watches[key].needs.formUnion([.givenOffset, .missingOffset]) }
            if kind == .varchar { watches[key].needs.insert(.texts) }
        }
    }

    deinit {
        watches.deallocate()
        memories.deinitialize(count: declaredCount)
        memories.deallocate()
        undeclared.deinitialize(count: 1)
        undeclared.deallocate()
    }

    // MARK: While reading

    /// Takes note of a value that is not null.
    ///
    /// - Parameters:
    ///   - key: the key's position in the schema.
    ///   - index: the value's token.
    ///   - zone: what a datetime says about its offset; nil when it is none.
    @inline(__always)
    func note(
        _ key: Int, _ document: TapeView, _ index: Int, _ kind: TypeCheck.Kind,
        _ zone: DatetimeValue.Zone?, _ findings: inout FindingBuffer
    ) {
        let watch = watches + key
        watch.pointee.count &+= 1
        if case .datetime = kind {
            if zone == .given { watch.pointee.givenOffsets &+= 1 }
            if zone == .missing { watch.pointee.missingOffsets &+= 1 }
        }
        if !watch.pointee.needs.isEmpty { look(key, document, index, zone, &findings) }
    }

    private func look(
        _ key: Int, _ document: TapeView, _ index: Int, _ zone: DatetimeValue.Zone?,
        _ findings: inout FindingBuffer
    ) {
        guard let schema else { return }
        let value = CheckedValue(
            document: document, index: index, keyPosition: key, schema: schema)
        let needs = watches[key].needs
        if needs.contains(.first) {
            if watches[key].count == 1 { hasNewPlaces = true }
            if !memories[key].value.note(value, &findings) { watches[key].needs.remove(.first) }
        }
        if needs.contains(.givenOffset), zone == .given {
            memories[key].offsets.given = memories[key].offsets.remembered(value, &findings)
            watches[key].needs.remove(.givenOffset)
            hasNewPlaces = true
        }
        if needs.contains(.missingOffset), zone == .missing {
            memories[key].offsets.missing = memories[key].offsets.remembered(value, &findings)
            watches[key].needs.remove(.missingOffset)
            hasNewPlaces = true
        }
        if needs.contains(.texts), value.kind == .string,
            memories[key].texts.note(value, &findings)
        {
            hasNewPlaces = true
        }
    }

    /// Takes note of a key that the schema does not declare.
    ///
    /// - Parameters:
    ///   - number: the number of the key in the validator's register.
    ///   - key: the key's token.
    func noteUndeclared(
        _ number: Int, _ document: TapeView, _ key: Int, _ findings: inout FindingBuffer
    ) {
        if undeclared.pointee.note(number - declaredCount, document, key, &findings) {
            hasNewPlaces = true
        }
    }

    // MARK: Behind a chunk

    /// Finds line and column of the remembered places that have none yet.
    ///
    /// - Parameters:
    ///   - bytes: a piece of the file that holds all of these places.
    ///   - start: the place of the piece's first byte.
    public func resolvePlaces(in bytes: UnsafeRawBufferPointer, from start: SourcePosition) {
        guard hasNewPlaces else { return }
        hasNewPlaces = false
        var lines = LineIndex(bytes, from: start)
        forEachPlace { lines.resolve(&$0) }
    }

    private func forEachPlace(_ body: (inout SourcePosition) -> Void) {
        for key in 0..<declaredCount {
            memories[key].value.forEachPlace(body)
            memories[key].offsets.forEachPlace(body)
            memories[key].texts.forEachPlace(body)
        }
        undeclared.pointee.forEachPlace(body)
    }

    // MARK: At the end of the file

    /// Adds what another validator saw of the same file with the same schema.
    ///
    /// The result does not depend on which validator saw which items: of two places the earlier one
    /// is kept.
    public func merge(_ other: MetadataProfile) {
        itemCount += other.itemCount
        for key in 0..<min(declaredCount, other.declaredCount) {
            memories[key].value.merge(other.memories[key].value)
            watches[key].count += other.watches[key].count
            watches[key].givenOffsets += other.watches[key].givenOffsets
            watches[key].missingOffsets += other.watches[key].missingOffsets
            memories[key].offsets.merge(other.memories[key].offsets)
            memories[key].texts.merge(other.memories[key].texts)
        }
        undeclared.pointee.merge(other.undeclared.pointee)
        hasNewPlaces = hasNewPlaces || other.hasNewPlaces
    }

    /// What is probably not meant, in the order of the file.
    public func suspicions() -> [Finding] {
        var found: [Finding] = []
        for key in 0..<declaredCount where watches[key].count > 0 {
            let watch = watches[key]
            found += memories[key].value.suspicions(count: watch.count, itemCount: itemCount)
            found += memories[key].offsets.suspicions(
                given: watch.givenOffsets, missing: watch.missingOffsets)
            found += memories[key].texts.suspicions()
        }
        found += undeclared.pointee.suspicions()
        return found.enumerated().sorted {
            ($0.element.offset, $0.offset) < ($1.element.offset, $1.offset)
        }.map(\.element)
    }
}
