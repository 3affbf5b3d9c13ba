import SchemaModel
import Text

/// Something about a change of the schema that is legal, can never be undone, and is likely not meant.
public enum SchemaConcern: Sendable, Equatable {
    /// A key is deleted for good; in how many items it has a value.
    case hardDeletion(key: String, itemCount: Int)
    /// A new key looks like another one.
    case similarKey(String, other: String)
    /// An enum gets an option without a character that can be seen.
    case blankOption(key: String)
    /// A new option looks like another one.
    case similarOption(key: String, option: String, other: String)

    /// Whether it takes something away.
    public var isDestructive: Bool {
        if case .hardDeletion = self { true } else { false }
    }
}

extension SchemaConcern {
    /// What a schema gets that it did not have before, and that looks like something else in it.
    static func all(from old: MetadataSchema, to new: MetadataSchema) -> [SchemaConcern] {
        var concerns: [SchemaConcern] = []
        let names = new.keys.map(\.name.text)
        for (name, other) in similar(names, isNew: { old[$0] == nil }) {
            concerns.append(.similarKey(name, other: other))
        }
        for key in new.keys {
            guard case .enumeration(let options) = key.state.remembered else { continue }
            var known: [String] = []
            if case .enumeration(let options) = old[key.name.text]?.state.remembered {
                known = options
            }
            let added = Set(
                EnumOptions.missing(EnumOptions.sorted(options), in: EnumOptions.sorted(known))
                    .map { ExactText($0) })
            if added.contains(where: { Likeness($0.text).isBlank }) {
                concerns.append(.blankOption(key: key.name.text))
            }
            for (option, other) in similar(options, isNew: { added.contains(ExactText($0)) }) {
                concerns.append(
                    .similarOption(key: key.name.text, option: option, other: other))
            }
        }
        return concerns
    }

    /// The new ones of some texts that look like another one, each with the first such.
    private static func similar(
        _ texts: [String], isNew: (String) -> Bool
    ) -> [(text: String, other: String)] {
        var first: [Likeness: String] = [:]
        var result: [(text: String, other: String)] = []
        // Those that are there already come first: it is the new one that looks like them.
        for text in texts.filter({ !isNew($0) }) + texts.filter(isNew) {
            let likeness = Likeness(text)
            if let other = first[likeness] {
                if isNew(text) { result.append((text, other)) }
            } else {
                first[likeness] = text
            }
        }
        return result
    }
}
