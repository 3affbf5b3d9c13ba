import Text

extension MetadataSchema {
    /// Carries out one change by the rules of the SDK's state machine.
    ///
    /// - Throws: ``SchemaChangeError`` when the key's state does not allow the change or a limit is
    ///   passed; the schema is then what it was.
    public mutating func apply(_ change: SchemaChange) throws(SchemaChangeError) {
        let old = self[change.key.text]
        switch change {
        case .setDescription(_, let text):
            guard var key = old else {
                var error = SchemaChangeError(.notDefined, change, nil)
                error.nearest = nearestKey(to: change.key)
                throw error
            }
            key.description = text?.isEmpty == true ? nil : text
            self[change.key.text] = key
        default:
            let state: KeyState
            do throws(SchemaChangeError) {
                state = try MetadataSchema.state(after: change, of: old?.state)
            } catch {
                var error = error
                error.nearest = nearestKey(to: change.key)
                throw error
            }
            self[change.key.text] = SchemaKey(
                name: change.key, state: state, description: old?.description)
        }
    }

    /// The key that was probably meant by a name that is none.
    private func nearestKey(to name: KeyName) -> KeyName? {
        if self[name.text] != nil { return nil }
        let names = keys.lazy.filter { $0.state != .hardDeleted }.map(\.name.text)
        return NearestMatch.match(for: name.text, in: names).map(KeyName.init(stored:))
    }

    /// The state of a key after a change: the table of states and operations.
    private static func state(
        after change: SchemaChange, of state: KeyState?
    ) throws(SchemaChangeError) -> KeyState {
        switch change {
        case .setScalar where state == nil: throw SchemaChangeError(.notDefined, change, state)
        case .addScalar(_, let scalar), .setScalar(_, let scalar):
            switch state {
            case nil, .active(.variant), .softDeleted(.variant): return .active(.variant(scalar))
            case .active: throw SchemaChangeError(.alreadyDefined, change, state)
            case .softDeleted: throw SchemaChangeError(.otherType, change, state)
            case .hardDeleted: throw SchemaChangeError(.hardDeleted, change, state)
            }
        case .addEnumeration(_, let options):
            return try defined(.enumeration(EnumOptions.sorted(options)), by: change, in: state)
        case .addEmbedding(_, let size):
            return try defined(.embedding(size: size, api: nil), by: change, in: state)
        case .addGeospatial:
            return try defined(.geospatial, by: change, in: state)
        case .define(_, let wanted):
            if state == .hardDeleted { throw SchemaChangeError(.hardDeleted, change, state) }
            if state != nil { throw SchemaChangeError(.alreadyDefined, change, state) }
            guard let definition = wanted.remembered else { return wanted }
            let checked = try checked(definition, for: change, in: state)
            if case .active = wanted { return .active(checked) }
            return .softDeleted(checked)
        case .addOptions(_, let added):
            guard let state else { throw SchemaChangeError(.notDefined, change, nil) }
            guard case .active(.enumeration(let options)) = state else {
                throw SchemaChangeError(.notEnumeration, change, state)
            }
            if added.isEmpty { throw SchemaChangeError(.noOptions, change, state) }
            let all = EnumOptions.sorted(options + added)
            if all.count > max(KeyDefinition.optionCountMax, options.count) {
                throw SchemaChangeError(.tooManyOptions(all.count), change, state)
            }
            return .active(.enumeration(all))
        case .delete(_, let hard):
            switch state {
            case nil: throw SchemaChangeError(.notDefined, change, state)
            case .active(let definition): return hard ? .hardDeleted : .softDeleted(definition)
            case .softDeleted, .hardDeleted:
                throw SchemaChangeError(.alreadyDeleted, change, state)
            }
        case .restore:
            switch state {
            case nil: throw SchemaChangeError(.notDefined, change, state)
            case .active: throw SchemaChangeError(.notDeleted, change, state)
            case .softDeleted(let definition): return .active(definition)
            case .hardDeleted: throw SchemaChangeError(.hardDeleted, change, state)
            }
        case .setEmbeddingAPI(_, let api):
            guard let state else { throw SchemaChangeError(.notDefined, change, nil) }
            guard case .active(.embedding(let size, _)) = state else {
                throw SchemaChangeError(.notEmbedding, change, state)
            }
            return .active(.embedding(size: size, api: api))
        case .setDescription:
            // It leaves the state alone; `apply` has handled it.
            guard let state else { throw SchemaChangeError(.notDefined, change, nil) }
            return state
        }
    }

    /// The state of a key that a change defines, when no key of that name is known.
    private static func defined(
        _ definition: KeyDefinition, by change: SchemaChange, in state: KeyState?
    ) throws(SchemaChangeError) -> KeyState {
        if state != nil { throw SchemaChangeError(.alreadyDefined, change, state) }
        if case .enumeration(let options) = definition {
            // Stricter than what an import may bring along: nobody can make these any more.
            if options.isEmpty { throw SchemaChangeError(.noOptions, change, state) }
            if options.count > KeyDefinition.optionCountMax {
                throw SchemaChangeError(.tooManyOptions(options.count), change, state)
            }
        }
        return .active(try checked(definition, for: change, in: state))
    }

    /// A definition with its options in order, when it keeps the limits of stored definitions.
    private static func checked(
        _ definition: KeyDefinition, for change: SchemaChange, in state: KeyState?
    ) throws(SchemaChangeError) -> KeyDefinition {
        switch definition {
        case .enumeration(let options):
            let sorted = EnumOptions.sorted(options)
            if sorted.count > KeyDefinition.optionCountMaxStored {
                throw SchemaChangeError(.tooManyOptions(sorted.count), change, state)
            }
            return .enumeration(sorted)
        case .embedding(let size, _) where !(1...KeyDefinition.embeddingSizeMax).contains(size):
            throw SchemaChangeError(.embeddingSize(size), change, state)
        case .varchar(let length) where !(0...KeyDefinition.varcharLengthMax).contains(length):
            throw SchemaChangeError(.varcharLength(length), change, state)
        default: return definition
        }
    }
}
