import SchemaModel

/// A key in the short form: its members in the order in which they are written.
struct ShortDefinition {
    enum Value {
        /// A word that needs no quotes in YAML.
        case word(String)
        case number(Int)
        case text(String)
        case texts([String])
        /// JSON text as it is.
        case json(String)
    }

    private(set) var members: [(name: String, value: Value)] = []

    init(_ key: SchemaKey) {
        if let definition = key.state.remembered { describe(definition) }
        switch key.state {
        case .active: break
        case .softDeleted: members.append(("deleted", .word("soft")))
        case .hardDeleted: members.append(("deleted", .word("hard")))
        }
        if let description = key.description { members.append(("description", .text(description))) }
    }

    private mutating func describe(_ definition: KeyDefinition) {
        members.append(("type", .word(definition.type.word)))
        switch definition {
        case .variant, .user, .geospatial: break
        case .boolean, .datetime, .text, .uuid: members.append(("fixed", .json("true")))
        case .number(let format): members.append(("format", .word(format.rawValue)))
        case .varchar(let length): members.append(("max_length", .number(length)))
        case .enumeration(let options):
            members.append(("options", options.isEmpty ? .json("null") : .texts(options)))
        case .embedding(let size, let api):
            members.append(("size", .number(size)))
            if let api { members.append(("api", .json(api.canonicalJSON))) }
        }
    }

    /// The type's word, when it says all there is to say.
    ///
    /// A key named `ty` always gets an object: with a word, the file would look like the wire
    /// form's key `keys`.
    func word(for name: KeyName) -> String? {
        guard members.count == 1, name.text != "ty", case .word(let word) = members[0].value,
            members[0].name == "type"
        else { return nil }
        return word
    }
}
