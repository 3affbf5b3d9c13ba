import Findings
import SchemaModel

/// What a schema could say about a key, and why one may doubt it.
public struct KeyProposal: Sendable, Equatable {
    /// One reason to look twice.
    public struct Doubt: Sendable, Equatable {
        /// A sentence that starts behind the key's name.
        public var text: String
        /// The first value that it is about.
        public var place: FindingLocation?
    }

    /// The key.
    public var key: String
    /// The definition; nil when the key had better stay undeclared.
    public var definition: KeyDefinition?
    /// Items with a value that is not null.
    public var valueCount: Int
    /// What to look at twice.
    public var doubts: [Doubt]

    /// Values a key must have before few different ones count as options.
    static let enumValuesMin = 10
    /// Values for each different one, at least, before they count as options.
    static let enumRepetitionMin = 5
    /// Different values, at most, that count as options.
    static let enumOptionsMax = 30
    /// Characters of an option, at most.
    static let enumOptionLengthMax = 64
    /// Numbers that an array must have to be taken for an embedding: shorter ones are more often
    /// boxes, sizes or ranges.
    static let embeddingSizeMin = 8
    /// Characters from which a string is taken for a text rather than a varchar.
    static let textLengthMin = 256

    /// Weighs what was seen of a key.
    init(key: String, tally: KeyTally) {
        self.key = key
        valueCount = tally.valueCount
        definition = nil
        doubts = []
        definition = proposal(for: tally)
        if let problem = KeyName.problem(of: key.utf8) {
            doubts = [Doubt(text: "cannot be a schema key: \(problem.message)", place: nil)]
            definition = nil
        }
    }

    private mutating func proposal(for tally: KeyTally) -> KeyDefinition? {
        let seen = tally.seen
        if seen.isEmpty {
            doubts.append(Doubt(text: "is always null; its type is unknown", place: nil))
            return nil
        }
        if seen.count == 1, let look = seen.first { return single(look, tally) }
        if Set(seen).isSubset(of: [.datetime, .uuid, .text]) { return mixedTexts(tally) }
        if Set(seen).isSubset(of: [.number, .boolean, .datetime, .uuid, .text]) {
            return mixedScalars(tally)
        }
        let parts = seen.map { "\(tally[$0].count) \($0.words)" }.joined(separator: ", ")
        let rarest = seen.min { tally[$0].count < tally[$1].count }
        doubts.append(
            Doubt(
                text: "holds values that no type covers (\(parts)); left undeclared",
                place: rarest.flatMap { tally[$0].first?.location }))
        return nil
    }

    private mutating func single(_ look: KeyTally.Look, _ tally: KeyTally) -> KeyDefinition? {
        switch look {
        case .boolean: return .variant(.boolean)
        case .number:
            if tally.infiniteNumbers.count > 0 {
                doubts.append(
                    Doubt(
                        text:
                            "has \(tally.infiniteNumbers.count) numbers beyond the range of a "
                            + "64-bit float; left undeclared",
                        place: tally.infiniteNumbers.first?.location))
                return nil
            }
            if tally.inexactNumbers.count > 0 {
                doubts.append(
                    Doubt(
                        text:
                            "has \(tally.inexactNumbers.count) numbers that a 64-bit float cannot "
                            + "hold; if they are ids, write them as strings",
                        place: tally.inexactNumbers.first?.location))
            }
            if tally.epochNumbers.count == tally.valueCount {
                doubts.append(
                    Doubt(
                        text:
                            "looks like moments counted from 1970; written as ISO 8601 strings they "
                            + "could be a datetime key",
                        place: tally.epochNumbers.first?.location))
            }
            return .variant(.number)
        case .datetime: return .variant(.datetime)
        case .uuid: return .variant(.uuid)
        case .text: return text(tally)
        case .vector: return vector(tally)
        case .coordinates: return .geospatial
        case .array, .object:
            doubts.append(
                Doubt(
                    text:
                        "holds \(look.words), which no type covers; left undeclared, query it with ->",
                    place: tally[look].first?.location))
            return nil
        }
    }

    /// The type of strings that are nothing more special.
    private static func string(for tally: KeyTally) -> ScalarType {
        tally.longestText > KeyDefinition.varcharLengthMax || tally.hasLines ? .text : .varchar
    }

    private mutating func text(_ tally: KeyTally) -> KeyDefinition {
        let string = KeyProposal.string(for: tally)
        if tally.leadingZeroTexts.count > 0 {
            doubts.append(
                Doubt(
                    text:
                        "has codes with leading zeros, which a number would lose; kept as "
                        + string.rawValue,
                    place: tally.leadingZeroTexts.first?.location))
            return .variant(string)
        }
        if tally.numericTexts.count > 0 {
            doubts.append(
                Doubt(
                    text: "has \(tally.numericTexts.count) of \(tally.valueCount) strings that are "
                        + "numbers; kept as \(string.rawValue), because they are written as strings",
                    place: tally.numericTexts.first?.location))
            return .variant(string)
        }
        if string == .text || tally.longestText >= KeyProposal.textLengthMin {
            return .variant(.text)
        }
        let words = Set(tally.distinct.map { $0.text.lowercased() })
        if !tally.hasManyDistinct, words.isSubset(of: ["true", "false"]) {
            doubts.append(
                Doubt(
                    text:
                        "holds true and false as strings; without quotes it could be a boolean key",
                    place: tally[.text].first?.location))
        }
        let options = tally.distinct.count
        if options > 1, !tally.hasManyDistinct, options <= KeyProposal.enumOptionsMax,
            tally.valueCount >= KeyProposal.enumValuesMin,
            tally.valueCount >= options * KeyProposal.enumRepetitionMin,
            tally.distinct.allSatisfy({
                $0.text.unicodeScalars.count <= KeyProposal.enumOptionLengthMax
            })
        {
            doubts.append(
                Doubt(
                    text:
                        "has \(options) different values in \(tally.valueCount) items; proposed as "
                        + "an enum, take varchar if more may come",
                    place: nil))
            return .enumeration(EnumOptions.sorted(tally.distinct.map(\.text)))
        }
        return .variant(.varchar)
    }

    private mutating func vector(_ tally: KeyTally) -> KeyDefinition? {
        let place = tally[.vector].first?.location
        guard let size = tally.vectorSize else {
            doubts.append(
                Doubt(text: "holds arrays of different sizes; left undeclared", place: place))
            return nil
        }
        guard size >= KeyProposal.embeddingSizeMin, size <= KeyDefinition.embeddingSizeMax else {
            doubts.append(
                Doubt(
                    text:
                        "holds arrays of \(size) numbers; left undeclared, make it an embedding if "
                        + "it is one",
                    place: place))
            return nil
        }
        return .embedding(size: size, api: nil)
    }

    private mutating func mixedTexts(_ tally: KeyTally) -> KeyDefinition {
        let string = KeyProposal.string(for: tally)
        for look in [KeyTally.Look.datetime, .uuid] where tally[look].count * 2 > tally.valueCount {
            let others = tally.valueCount - tally[look].count
            let odd = tally.seen.filter { $0 != look }.compactMap { tally[$0].first }.min()?
                .location
            doubts.append(
                Doubt(
                    text: "has \(others) of \(tally.valueCount) values that are not \(look.words); "
                        + "kept as \(string.rawValue)",
                    place: odd))
        }
        return .variant(string)
    }

    private mutating func mixedScalars(_ tally: KeyTally) -> KeyDefinition {
        let string = KeyProposal.string(for: tally)
        let strings = tally[.datetime].count + tally[.uuid].count + tally[.text].count
        let others = tally.valueCount - strings
        let place = [KeyTally.Look.number, .boolean].compactMap { tally[$0].first }.min()?.location
        let odd = [KeyTally.Look.text, .datetime, .uuid].compactMap { tally[$0].first }.min()?
            .location
        doubts.append(
            Doubt(
                text: "mixes \(strings) strings with \(others) numbers or booleans; proposed as "
                    + "\(string.rawValue), the latter then have to be written as strings",
                place: others <= strings ? place : odd))
        return .variant(string)
    }
}
