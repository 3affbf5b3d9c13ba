import CanonicalJSON
import Findings
import SchemaModel
import Validation

/// What was seen of one key over all items.
struct KeyTally {
    /// What a value looks like.
    enum Look: Int, CaseIterable {
        case boolean, number, datetime, uuid, text, vector, coordinates, array, object

        /// The look in words, for notes about doubtful keys.
        var words: String {
            switch self {
            case .boolean: "booleans"
            case .number: "numbers"
            case .datetime: "datetimes"
            case .uuid: "uuids"
            case .text: "other strings"
            case .vector: "arrays of numbers"
            case .coordinates: "coordinates"
            case .array: "other arrays"
            case .object: "objects"
            }
        }
    }

    /// A place in one of several files.
    struct Place: Comparable {
        /// The number of the file, from 0 in the order of reading; set when the file has been read.
        var file = 0
        var fileName = ""
        var position: SourcePosition

        var location: FindingLocation { FindingLocation(file: fileName, position: position) }

        static func < (a: Place, b: Place) -> Bool {
            (a.file, a.position.offset) < (b.file, b.position.offset)
        }
    }

    /// A number of values and the first of them.
    struct Count {
        var count = 0
        var first: Place?

        /// - Returns: whether this is the first place.
        mutating func add(at position: SourcePosition) -> Bool {
            count += 1
            if let known = first, known.position.offset <= position.offset { return false }
            first = Place(position: position)
            return true
        }

        mutating func resolve(in bytes: UnsafeRawBufferPointer, from start: SourcePosition) {
            guard let place = first?.position, place.line == 0 else { return }
            let length = min(max(place.offset - start.offset, 0), bytes.count)
            first?.position = start.advanced(
                over: UnsafeRawBufferPointer(rebasing: bytes[..<length]))
        }

        mutating func add(_ other: Count) {
            count += other.count
            if let place = other.first { first = first.map { min($0, place) } ?? place }
        }
    }

    /// A text that may become an option: two are the same when their bytes are.
    struct Option: Hashable {
        var text: String

        static func == (a: Option, b: Option) -> Bool { EnumOptions.areEqual(a.text, b.text) }
    }

    /// 256 different texts: one more than an enum may have options.
    static let distinctMax = KeyDefinition.optionCountMax + 1

    private(set) var looks = [Count](repeating: Count(), count: Look.allCases.count)
    /// Strings that are numbers, and among them those that a number would change.
    private(set) var numericTexts = Count()
    private(set) var leadingZeroTexts = Count()
    /// Numbers that a 64-bit float cannot hold exactly.
    private(set) var inexactNumbers = Count()
    /// Numbers that may be seconds or milliseconds since 1970.
    private(set) var epochNumbers = Count()
    /// Numbers beyond the range of a 64-bit float.
    private(set) var infiniteNumbers = Count()
    private(set) var nulls = 0
    /// Characters of the longest string.
    private(set) var longestText = 0
    /// Whether a string has a line end, as notes and transcripts do.
    private(set) var hasLines = false
    /// Different strings, as long as there are at most ``distinctMax``.
    private(set) var distinct: Set<Option> = []
    private(set) var hasManyDistinct = false
    /// The size of every array of numbers; nil when they differ.
    private(set) var vectorSize: Int?
    private var vectorsDiffer = false
    private var hasNewPlace = false

    /// The number of values with a look.
    subscript(look: Look) -> Count { looks[look.rawValue] }

    /// The number of values that are not null.
    var valueCount: Int { looks.reduce(0) { $0 + $1.count } }

    /// The looks that occur.
    var seen: [Look] { Look.allCases.filter { self[$0].count > 0 } }

    /// Counts one value.
    ///
    /// - Parameters:
    ///   - tape: the tape of the item.
    ///   - index: the value's token.
    ///   - position: the value's place in the file.
    /// - Returns: whether the value is the first of its look, so that its place has to be resolved.
    mutating func add(_ tape: JSONTape, at index: Int, position: SourcePosition) -> Bool {
        hasNewPlace = false
        switch tape[index].kind {
        case .null: nulls += 1
        case .true, .false: count(.boolean, position)
        case .number:
            count(.number, position)
            if DatetimeSuggestion.epoch(tape.source(of: index)) != nil,
                epochNumbers.add(at: position)
            {
                hasNewPlace = true
            }
            let hasExponent = tape[index].flags.contains(.exponent)
            switch NumberValue.fault(of: tape.source(of: index), hasExponent: hasExponent) {
            case nil: break
            case .inexact: if inexactNumbers.add(at: position) { hasNewPlace = true }
            case .notFinite: if infiniteNumbers.add(at: position) { hasNewPlace = true }
            }
        case .string: addText(tape.string(at: index), position)
        case .array: addArray(tape, index, position)
        case .object: addObject(JSONNode(tape: tape, index: index), position)
        case .key: break
        }
        return hasNewPlace
    }

    private mutating func count(_ look: Look, _ position: SourcePosition) {
        if looks[look.rawValue].add(at: position) { hasNewPlace = true }
    }

    /// Says which file the places are in.
    mutating func setFile(_ number: Int, named name: String) {
        func set(_ count: inout Count) {
            count.first?.file = number
            count.first?.fileName = name
        }
        for index in looks.indices { set(&looks[index]) }
        set(&numericTexts)
        set(&leadingZeroTexts)
        set(&inexactNumbers)
        set(&epochNumbers)
        set(&infiniteNumbers)
    }

    /// Sets line and column of the places in a window.
    mutating func resolvePlaces(in bytes: UnsafeRawBufferPointer, from start: SourcePosition) {
        for index in looks.indices { looks[index].resolve(in: bytes, from: start) }
        numericTexts.resolve(in: bytes, from: start)
        leadingZeroTexts.resolve(in: bytes, from: start)
        inexactNumbers.resolve(in: bytes, from: start)
        epochNumbers.resolve(in: bytes, from: start)
        infiniteNumbers.resolve(in: bytes, from: start)
    }

    private mutating func addText(_ text: String, _ position: SourcePosition) {
        let look = KeyTally.look(of: text)
        count(look, position)
        longestText = max(longestText, text.unicodeScalars.count)
        hasLines = hasLines || text.utf8.contains(UInt8(ascii: "\n"))
        if !hasManyDistinct, look == .text {
            distinct.insert(Option(text: text))
            if distinct.count > KeyTally.distinctMax {
                hasManyDistinct = true
                distinct = []
            }
        }
        let digits = text.utf8.drop { $0 == UInt8(ascii: "-") }
        if let first = digits.first, first < 0x3A, Double(text)?.isFinite == true {
            if numericTexts.add(at: position) { hasNewPlace = true }
            if first == UInt8(ascii: "0"), digits.count > 1,
                digits.dropFirst().first.map({ $0 > 0x2F }) == true
            {
                if leadingZeroTexts.add(at: position) { hasNewPlace = true }
            }
        }
    }

    static func look(of text: String) -> Look {
        var text = text
        return text.withUTF8 { utf8 in
            let bytes = UnsafeRawBufferPointer(utf8)
            if UUIDValue.parse(bytes) != nil { return .uuid }
            // Eight digits are more often a number or a code than a basic date.
            guard utf8.contains(UInt8(ascii: "-")) else { return .text }
            return (try? DatetimeValue.parse(bytes)) == nil ? .text : .datetime
        }
    }

    private mutating func addArray(_ tape: JSONTape, _ index: Int, _ position: SourcePosition) {
        var size = 0
        var child = index + 1
        while child < Int(tape[index].next) {
            guard tape[child].kind == .number, tape.double(at: child).isFinite else {
                count(.array, position)
                return
            }
            size += 1
            child = Int(tape[child].next)
        }
        count(size == 0 ? .array : .vector, position)
        if size > 0 { addVector(size: size) }
    }

    private mutating func addVector(size: Int) {
        vectorsDiffer = vectorsDiffer || vectorSize.map { $0 != size } ?? false
        vectorSize = vectorsDiffer ? nil : size
    }

    private mutating func addObject(_ node: JSONNode, _ position: SourcePosition) {
        let isPlace =
            node["latitude"]?.double.map { abs($0) <= 90 } == true
            && node["longitude"]?.double.map { abs($0) <= 180 } == true
        count(isPlace ? .coordinates : .object, position)
    }

    /// Adds what another thread saw of the key.
    mutating func merge(_ other: KeyTally) {
        for index in looks.indices { looks[index].add(other.looks[index]) }
        numericTexts.add(other.numericTexts)
        leadingZeroTexts.add(other.leadingZeroTexts)
        inexactNumbers.add(other.inexactNumbers)
        epochNumbers.add(other.epochNumbers)
        infiniteNumbers.add(other.infiniteNumbers)
        nulls += other.nulls
        longestText = max(longestText, other.longestText)
        hasLines = hasLines || other.hasLines
        distinct.formUnion(other.distinct)
        hasManyDistinct =
            hasManyDistinct || other.hasManyDistinct || distinct.count > KeyTally.distinctMax
        if hasManyDistinct { distinct = [] }
        vectorsDiffer = vectorsDiffer || other.vectorsDiffer
        if let size = other.vectorSize { addVector(size: size) }
        if vectorsDiffer { vectorSize = nil }
    }
}
