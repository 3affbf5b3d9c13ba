public import Findings
public import SchemaModel
import Text

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

    /// Whether the key holds what no type covers, and could stand in a schema otherwise.
    public var mayStayUndeclared: Bool {
        definition == nil && valueCount > 0 && KeyName.problem(of: key.utf8) == nil
    }

    /// Values a key must have before few different ones count as options.
    package static let enumValuesMin = 10
    /// Values for each different one, at least, before they count as options.
    package static let enumRepetitionMin = 5
    /// Different values, at most, that count as options.
    package static let enumOptionsMax = 30
    /// Characters of an option, at most.
    package static let enumOptionLengthMax = 64
    /// Numbers that an array must have to be taken for an embedding: shorter ones are more often
    /// boxes, sizes or ranges.
    package static let embeddingSizeMin = 8
    /// Characters from which a string is taken for a text rather than a varchar.
    package static let textLengthMin = 256

    /// Weighs what was seen of a key.
    package init(key: String, tally: KeyTally) {
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
        if let definition = nearlySingle(tally) { return definition }
        if Set(seen).isSubset(of: [.datetime, .uuid, .text]) { return mixedTexts(tally) }
        if Set(seen).isSubset(of: [.number, .boolean, .datetime, .uuid, .text]) {
            return mixedScalars(tally)
        }
        let parts = seen.map { "\(tally[$0].count.grouped) \($0.words)" }.joined(separator: ", ")
        let rarest = seen.min { tally[$0].count < tally[$1].count }
        doubts.append(
            Doubt(
                text: "holds values that no type covers (\(parts)); \(KeyProposal.undeclared)",
                place: rarest.flatMap { tally[$0].first?.location }))
        return nil
    }

    /// What to do with a key that has no type.
    private static let undeclared =
        "left undeclared, list it under `undeclared` in metadex.toml and query it with ->"

    /// Values of one look for each odd one, at least, before the odd ones count as mistakes.
    package static let oddRatioMin = 50

    /// The definition for a few values that are not like the many others.
    private mutating func nearlySingle(_ tally: KeyTally) -> KeyDefinition? {
        let seen = tally.seen
        let typed: [KeyTally.Look] = [.number, .boolean, .datetime, .uuid]
        guard let most = typed.max(by: { tally[$0].count < tally[$1].count }),
            Set(seen).isSubset(of: typed + [.text]), tally[.infiniteNumber].count == 0
        else { return nil }
        let oddCount = tally.valueCount - tally[most].count
        guard tally[most].count >= oddCount * KeyProposal.oddRatioMin,
            let definition = single(most, tally)
        else { return nil }
        let odd = seen.filter { $0 != most }.compactMap { tally[$0].first }.min()?.location
        let isOne = oddCount == 1
        doubts.insert(
            Doubt(
                text:
                    "\(oddCount.grouped) of \(counted(tally.valueCount, "value")) "
                    + most.denial(of: oddCount)
                    + (isOne ? " and seems a mistake" : " and seem mistakes") + "; proposed as "
                    + "\(KeyProposal.name(of: definition)), so that `validate` shows "
                    + (isOne ? "it" : "them"),
                place: odd), at: 0)
        return definition
    }

    private static func name(of definition: KeyDefinition) -> String {
        if case .variant(let type) = definition { return type.rawValue }
        return "that"
    }

    private mutating func single(_ look: KeyTally.Look, _ tally: KeyTally) -> KeyDefinition? {
        switch look {
        case .boolean: return .variant(.boolean)
        case .number:
            if tally[.infiniteNumber].count > 0 {
                doubts.append(
                    Doubt(
                        text:
                            "has \(counted(tally[.infiniteNumber].count, "number")) beyond the range "
                            + "of a 64-bit float; left undeclared",
                        place: tally[.infiniteNumber].first?.location))
                return nil
            }
            if tally[.inexactNumber].count > 0 {
                doubts.append(
                    Doubt(
                        text:
                            "has \(counted(tally[.inexactNumber].count, "number")) that a 64-bit float "
                            + "cannot hold; if they are ids, write them as strings",
                        place: tally[.inexactNumber].first?.location))
            } else if tally[.epochNumber].count == tally[.number].count {
                doubts.append(
                    Doubt(
                        text:
                            "looks like moments counted from 1970; written as ISO 8601 strings they "
                            + "could be a datetime key",
                        place: tally[.epochNumber].first?.location))
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
                        "holds \(look.words), which no type covers; \(KeyProposal.undeclared)",
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
        if tally[.leadingZeroText].count > 0 {
            doubts.append(
                Doubt(
                    text:
                        "has codes with leading zeros, which a number would lose; kept as "
                        + string.rawValue,
                    place: tally[.leadingZeroText].first?.location))
            return .variant(string)
        }
        let numericCount = tally[.numericText].count
        if numericCount > 0 {
            let isOne = numericCount == 1
            doubts.append(
                Doubt(
                    text:
                        "\(numericCount.grouped) of \(counted(tally.valueCount, "string")) "
                        + (isOne ? "is a number" : "are numbers") + "; kept as "
                        + "\(string.rawValue), because "
                        + (isOne ? "it is written as a string" : "they are written as strings"),
                    place: tally[.numericText].first?.location))
            return .variant(string)
        }
        if string == .text || tally.longestText >= KeyProposal.textLengthMin {
            return .variant(.text)
        }
        if let doubt = datetimeDoubt(tally) {
            doubts.append(doubt)
            return .variant(string)
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
                        "has \(options) different values in \(counted(tally.valueCount, "item")); "
                        + "proposed as an enum, take varchar if more may come",
                    place: nil))
            noteAlikeOptions(tally.distinct.map(\.text))
            return .enumeration(EnumOptions.sorted(tally.distinct.map(\.text)))
        }
        return .variant(.varchar)
    }

    /// Notes another key that people would take for this one.
    package mutating func doubt(alike other: String) {
        guard let difference = Likeness.difference(of: other, from: key) else { return }
        doubts.append(
            Doubt(
                text: "differs from \(KeyProposal.distinct(other, from: key)) only by "
                    + difference, place: nil))
    }

    /// Options that people would take for one.
    private mutating func noteAlikeOptions(_ options: [String]) {
        let alike = Dictionary(grouping: EnumOptions.sorted(options)) { Likeness($0) }
        for group in alike.values.sorted(by: { $0[0].utf8.lexicographicallyPrecedes($1[0].utf8) }) {
            for other in group.dropFirst() {
                guard let difference = Likeness.difference(of: group[0], from: other) else {
                    continue
                }
                doubts.append(
                    Doubt(
                        text: "has options \(KeyProposal.distinct(group[0], from: other)) and "
                            + "\(KeyProposal.distinct(other, from: group[0])) that differ only by "
                            + "\(difference); options can never be removed", place: nil))
            }
        }
    }

    /// Strings that are all dates, but not in a notation that is read.
    private func datetimeDoubt(_ tally: KeyTally) -> Doubt? {
        if tally[.numericDate].count == tally.valueCount {
            let order =
                switch (tally[.dayFirstDate].count > 0, tally[.monthFirstDate].count > 0) {
                case (true, false): "day first"
                case (false, true): "month first"
                case (true, true): "day first in some and month first in others"
                case (false, false): "day or month first"
                }
            return Doubt(
                text: "looks like dates, \(order); not ISO 8601, kept as varchar",
                place: tally[.numericDate].first?.location)
        }
        guard tally[.misspelledDatetime].count == tally.valueCount else { return nil }
        return Doubt(
            text:
                "looks like datetimes in another notation than ISO 8601; kept as varchar, declared as "
                + "datetime `metadex fix` would mend them",
            place: tally[.misspelledDatetime].first?.location)
    }

    /// A text in quotes; where it looks the same as another, so that the difference shows.
    package static func distinct(_ text: String, from other: String) -> String {
        QuotedText.toldApart(text, other).map { "\"\($0.0)\"" } ?? Finding.literal(text)
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
                        "holds arrays of \(counted(size, "number")); left undeclared, make it an "
                        + "embedding if it is one",
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
                    text:
                        "\(others.grouped) of \(counted(tally.valueCount, "value")) "
                        + "\(look.denial(of: others)); kept as \(string.rawValue)",
                    place: odd))
        }
        return .variant(string)
    }

    private mutating func mixedScalars(_ tally: KeyTally) -> KeyDefinition {
        let string = KeyProposal.string(for: tally)
        let strings = tally[.datetime].count + tally[.uuid].count + tally[.text].count
        let others = tally.valueCount - strings
        let isOne = others == 1
        let place = [KeyTally.Look.number, .boolean].compactMap { tally[$0].first }.min()?.location
        let odd = [KeyTally.Look.text, .datetime, .uuid].compactMap { tally[$0].first }.min()?
            .location
        doubts.append(
            Doubt(
                text: "mixes \(counted(strings, "string")) with \(others.grouped) "
                    + (isOne ? "number or boolean" : "numbers or booleans")
                    + "; proposed as \(string.rawValue), the latter then "
                    + (isOne ? "has to be written as a string" : "have to be written as strings"),
                place: others <= strings ? place : odd))
        return .variant(string)
    }
}
