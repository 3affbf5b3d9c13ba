public import CanonicalJSON
public import Findings
import SchemaModel
import Text
public import Values

/// Checks the metadata of items, one after the other.
///
/// A validator keeps memory that it uses again, and the profile of what it has seen: use one for
/// each thread. A good item costs no allocation.
public final class Validator {
    /// The schema; nil to check the rules of the document alone.
    public let schema: CompiledSchema?
    /// How values are checked.
    public let options: ValidationOptions
    /// What was seen in all items so far. Empty unless the options ask for suspicions.
    public let profile: MetadataProfile

    /// 10,000,000 bytes of canonical text: 10 MB in one reading of the documentation.
    public static let documentBytesLarge = 10_000_000
    /// 10,485,760 bytes of canonical text: 10 MB in the other reading.
    public static let documentBytesMax = 10_485_760

    /// Those of the schema, which is held above: asking it for them for each item would make the
    /// threads that share it wait for one another.
    let checks: UnsafeMutablePointer<TypeCheck>?
    let keys: KeyRegister
    let memory: ValidatorMemory
    var duplicates = DuplicateKeys()
    var writer = CanonicalWriter(limit: Validator.documentBytesMax)
    var undeclared = UndeclaredNames()
    /// Counts the items, and the objects among them and their frames, to tell them apart.
    var itemNumber = 0
    var objectNumber = 0

    /// Makes a validator.
    ///
    /// - Parameters:
    ///   - schema: what values are checked against; nil to check only what holds for any document.
    ///   - options: how values are checked.
    public init(schema: CompiledSchema?, options: ValidationOptions = ValidationOptions()) {
        self.schema = schema
        self.options = options
        checks = schema?.checks
        keys = KeyRegister(schema, undeclared: options.undeclaredKeys)
        memory = ValidatorMemory(keyCapacity: keys.capacity)
        profile = MetadataProfile(schema, keyCapacity: keys.capacity)
    }

    /// Checks the metadata of one item.
    ///
    /// - Parameters:
    ///   - tape: the tape of the item's text.
    ///   - index: the token of the item's metadata; `null` counts as none.
    ///   - isVideo: whether the item is a video, the only kind with frames.
    ///   - findings: what is wrong is added here.
    public func check(
        _ tape: JSONTape, metadata index: Int, isVideo: Bool,
        into findings: inout FindingBuffer
    ) {
        var values = NoValues()
        check(tape, metadata: index, isVideo: isVideo, into: &findings, values: &values)
    }

    /// Checks the metadata of one item and hands over its typed values.
    func check<Sink: ValueSink>(
        _ tape: JSONTape, metadata index: Int, isVideo: Bool,
        into findings: inout FindingBuffer, values: inout Sink
    ) {
        memory.undeclaredCount = 0
        guard let document = TapeView(tape), document.tokens[index].kind != .null else { return }
        itemNumber &+= 1
        guard document.tokens[index].kind == .object else {
            findings.report(.metadataNotObject, at: index, of: tape)
            return
        }
        checkSize(document, index, into: &findings)
        if options.findsSuspicions { profile.itemCount &+= 1 }
        let frames = checkObject(
            document, index, isItem: true, into: &findings, values: &values)
        if frames >= 0 { checkEncord(document, frames, isVideo: isVideo, into: &findings) }
    }

    /// Checks the size of the canonical form, which is only written when it might be too large.
    private func checkSize(
        _ document: TapeView, _ index: Int, into findings: inout FindingBuffer
    ) {
        let bound = CanonicalWriter.upperBound(of: index, in: document.tape)
        if bound > Validator.documentBytesLarge {
            measure(document.tape, index, into: &findings)
        }
    }

    @inline(never)
    private func measure(_ tape: JSONTape, _ index: Int, into findings: inout FindingBuffer) {
        var text: [UInt8] = []
        do throws(CanonicalError) {
            try writer.append(tape, at: index, to: &text)
        } catch {
            let length = Int(tape[index].end - tape[index].start)
            findings.report(
                .metadataTooLarge, at: index, of: tape,
                value: .fileBytes(length, growsWhenStored: length <= Validator.documentBytesMax),
                expected: .amount(Validator.documentBytesMax, .bytes))
            return
        }
        guard text.count > Validator.documentBytesLarge else { return }
        findings.report(
            .metadataLarge, at: index, of: tape, value: .amount(text.count, .bytes),
            expected: .amount(Validator.documentBytesLarge, .bytes))
    }
}

/// The memory of a validator for one object at a time.
final class ValidatorMemory {
    /// One member of the object.
    struct Member {
        /// The number of the key, -1 for one that is not remembered.
        var number: Int32
        var isShadowed: Bool
        /// The token of the key.
        var key: UInt32
    }

    /// A key of a nested object.
    struct Span {
        var start: UnsafePointer<UInt8>
        var count: Int
    }

    /// 16 keys of a nested object are compared pair by pair.
    static let spansMax = 16

    /// The object that a key was seen in last, by number of the key; objects are counted from 1.
    let sightings: UnsafeMutablePointer<Int>
    let spans: UnsafeMutablePointer<Span>
    /// The members of the object that was resolved last.
    var memberCount = 0
    /// Whether a key of that object stands more than once, or might.
    var hasDuplicates = false
    /// Whether a key of that object is not remembered.
    var hasUnremembered = false
    /// The key that last came behind a key, by the number of that key plus one; 0 for the first.
    let followers: UnsafeMutablePointer<Int32>
    private(set) var members: UnsafeMutablePointer<Member>
    private var memberCapacity = 64
    /// The key tokens of the item's keys that the schema does not have, only the first
    /// ``undeclaredCount`` are initialised.
    private(set) var undeclared: UnsafeMutablePointer<Int>
    var undeclaredCount = 0
    private var undeclaredCapacity = 64

    init(keyCapacity: Int) {
        sightings = .allocate(capacity: keyCapacity)
        sightings.initialize(repeating: 0, count: keyCapacity)
        spans = .allocate(capacity: ValidatorMemory.spansMax)
        followers = .allocate(capacity: keyCapacity + 1)
        followers.initialize(repeating: -1, count: keyCapacity + 1)
        members = .allocate(capacity: memberCapacity)
        undeclared = .allocate(capacity: undeclaredCapacity)
    }

    deinit {
        sightings.deallocate()
        spans.deallocate()
        followers.deallocate()
        members.deallocate()
        undeclared.deallocate()
    }

    /// Makes room for some members; what was there is gone.
    @inline(__always)
    func reserve(_ needed: Int) {
        if needed > memberCapacity { grow(to: needed) }
    }

    private func grow(to needed: Int) {
        members.deallocate()
        memberCapacity = needed
        members = .allocate(capacity: needed)
    }

    /// Makes room for the undeclared keys of an item; what was there is gone.
    @inline(__always)
    func reserveUndeclared(_ needed: Int) {
        undeclaredCount = 0
        if needed > undeclaredCapacity { growUndeclared(to: needed) }
    }

    /// Notes an undeclared key of the item.
    @inline(__always)
    func noteUndeclared(_ key: Int) {
        (undeclared + undeclaredCount).initialize(to: key)
        undeclaredCount &+= 1
    }

    private func growUndeclared(to needed: Int) {
        undeclared.deallocate()
        undeclaredCapacity = needed
        undeclared = .allocate(capacity: needed)
    }
}
