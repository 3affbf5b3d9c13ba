package import CanonicalJSON
package import Findings
import SchemaModel
package import Text
import Values

/// What was seen of one key over all items.
package struct KeyTally {
    /// What a value looks like.
    package enum Look: Int, CaseIterable {
        case boolean, number, datetime, uuid, text, vector, coordinates, array, object

        /// The look in words, for notes about doubtful keys.
        package var words: String {
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

        /// That some values do not look so: `is no number`, `are no numbers`.
        func denial(of count: Int) -> String {
            count == 1 ? "is no \(noun)" : "are no \(words)"
        }

        private var noun: String {
            switch self {
            case .boolean: "boolean"
            case .number: "number"
            case .datetime: "datetime"
            case .uuid: "uuid"
            case .text: "other string"
            case .vector: "array of numbers"
            case .coordinates: "pair of coordinates"
            case .array: "other array"
            case .object: "object"
            }
        }
    }

    /// A place in one of several files.
    package struct Place: Comparable {
        /// The number of the file, from 0 in the order of reading; set when the file has been read.
        package var file = 0
        package var fileName = ""
        package var position: SourcePosition

        package var location: FindingLocation {
            FindingLocation(file: fileName, position: position)
        }

        package static func < (a: Place, b: Place) -> Bool {
            (a.file, a.position.offset) < (b.file, b.position.offset)
        }
    }

    /// A number of values and the first of them.
    package struct Count {
        package var count = 0
        package var first: Place?

        /// - Returns: whether this is the first place.
        mutating func add(at position: SourcePosition) -> Bool {
            count += 1
            if let known = first, known.position.offset <= position.offset { return false }
            first = Place(position: position)
            return true
        }

        mutating func add(_ other: Count) {
            count += other.count
            if let place = other.first { first = first.map { min($0, place) } ?? place }
        }
    }

    /// 256 different texts: one more than an enum may have options.
    package static let distinctMax = KeyDefinition.optionCountMax + 1

    /// What is counted besides looks.
    package enum Trait: Int, CaseIterable {
        /// Strings that are numbers, and among them those that a number would change.
        case numericText, leadingZeroText
        /// Numbers that a 64-bit float cannot hold exactly, and those beyond its range.
        case inexactNumber, infiniteNumber
        /// Numbers that may be seconds or milliseconds since 1970.
        case epochNumber
        /// Strings such as `01/03/2025`, among them those that only make sense with the day first,
        /// and with the month first.
        case numericDate, dayFirstDate, monthFirstDate
        /// Strings that are datetimes but for their notation.
        case misspelledDatetime
    }

    /// By look, then by trait.
    private var counts = [Count](
        repeating: Count(), count: Look.allCases.count + Trait.allCases.count)
    package private(set) var nulls = 0
    /// Characters of the longest string.
    package private(set) var longestText = 0
    /// Whether a string has a line end, as notes and transcripts do.
    package private(set) var hasLines = false
    /// Different strings, as long as there are at most ``distinctMax``.
    package private(set) var distinct: Set<ExactText> = []
    package private(set) var hasManyDistinct = false
    /// The size of every array of numbers; nil when they differ.
    package private(set) var vectorSize: Int?
    private var vectorsDiffer = false
    private var hasNewPlace = false

    /// Nothing seen yet.
    package init() {}

    /// The number of values with a look.
    package subscript(look: Look) -> Count { counts[look.rawValue] }

    /// The number of values with a trait.
    package subscript(trait: Trait) -> Count { counts[Look.allCases.count + trait.rawValue] }

    /// The number of values that are not null.
    package var valueCount: Int { counts[..<Look.allCases.count].reduce(0) { $0 + $1.count } }

    /// The looks that occur.
    package var seen: [Look] { Look.allCases.filter { self[$0].count > 0 } }

    /// Counts one value.
    ///
    /// - Parameters:
    ///   - tape: the tape of the item.
    ///   - index: the value's token.
    ///   - position: the value's place in the file.
    /// - Returns: whether the value is the first of its look, so that its place has to be resolved.
    package mutating func add(_ tape: JSONTape, at index: Int, position: SourcePosition) -> Bool {
        hasNewPlace = false
        switch tape[index].kind {
        case .null: nulls += 1
        case .true, .false: count(.boolean, position)
        case .number:
            count(.number, position)
            if DatetimeSuggestion.epoch(tape.source(of: index)) != nil {
                count(.epochNumber, position)
            }
            let hasExponent = tape[index].flags.contains(.exponent)
            switch NumberValue.fault(of: tape.source(of: index), hasExponent: hasExponent) {
            case nil: break
            case .inexact: count(.inexactNumber, position)
            case .notFinite: count(.infiniteNumber, position)
            }
        case .string: addText(tape.string(at: index), position)
        case .array: addArray(tape, index, position)
        case .object: addObject(JSONNode(tape: tape, index: index), position)
        case .key: break
        }
        return hasNewPlace
    }

    private mutating func count(_ look: Look, _ position: SourcePosition) {
        if counts[look.rawValue].add(at: position) { hasNewPlace = true }
    }

    private mutating func count(_ trait: Trait, _ position: SourcePosition) {
        if counts[Look.allCases.count + trait.rawValue].add(at: position) { hasNewPlace = true }
    }

    /// Says which file the places are in.
    package mutating func setFile(_ number: Int, named name: String) {
        for index in counts.indices {
            counts[index].first?.file = number
            counts[index].first?.fileName = name
        }
    }

    /// Sets line and column of the places that have none yet.
    ///
    /// - Parameter lines: those of a piece of the file that holds all of these places.
    package mutating func resolve(_ lines: inout LineIndex) {
        for index in counts.indices {
            guard var place = counts[index].first?.position else { continue }
            lines.resolve(&place)
            counts[index].first?.position = place
        }
    }

    private mutating func addText(_ text: String, _ position: SourcePosition) {
        let look = KeyTally.look(of: text)
        count(look, position)
        longestText = max(longestText, text.unicodeScalars.count)
        hasLines = hasLines || text.utf8.contains(UInt8(ascii: "\n"))
        if !hasManyDistinct, look == .text {
            distinct.insert(ExactText(text))
            if distinct.count > KeyTally.distinctMax {
                hasManyDistinct = true
                distinct = []
            }
        }
        let digits = text.utf8.drop { $0 == UInt8(ascii: "-") }
        guard let first = digits.first, first < 0x3A else {
            noteDatetime(text, look, position)
            return
        }
        if Double(text)?.isFinite == true {
            count(.numericText, position)
            if first == UInt8(ascii: "0"), digits.count > 1,
                digits.dropFirst().first.map({ $0 > 0x2F }) == true
            {
                count(.leadingZeroText, position)
            }
        } else {
            noteDatetime(text, look, position)
        }
    }

    /// Looks whether a text that has no look of its own is a date in some notation.
    private mutating func noteDatetime(
        _ text: String, _ look: Look, _ position: SourcePosition
    ) {
        // Only a key all of whose texts are dates is of interest: the first other text ends it.
        guard look == .text, text.utf8.count <= 40,
            self[.text].count == self[.numericDate].count + self[.misspelledDatetime].count + 1,
            text.utf8.contains(where: { $0 &- 0x30 <= 9 })
        else { return }
        if let date = NumericDate(text) {
            count(.numericDate, position)
            if date.first > 12 { count(.dayFirstDate, position) }
            if date.second > 12 { count(.monthFirstDate, position) }
            return
        }
        var text = text
        let isDatetime = text.withUTF8 {
            DatetimeSuggestion.correction(of: UnsafeRawBufferPointer($0)) != nil
        }
        if isDatetime { count(.misspelledDatetime, position) }
    }

    package static func look(of text: String) -> Look {
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
    package mutating func merge(_ other: KeyTally) {
        for index in counts.indices { counts[index].add(other.counts[index]) }
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
