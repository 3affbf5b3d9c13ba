import Text

/// Why a change cannot be made: its kind, the key, and the state that the key is in.
public struct SchemaChangeError: Error, Equatable, Sendable {
    /// The kinds of refusal.
    public enum Kind: Equatable, Sendable {
        /// A key of that name exists, deleted or not.
        case alreadyDefined
        /// No key has that name.
        case notDefined
        /// Options were added to a key that is not an active enum.
        case notEnumeration
        /// A model was set for a key that is not an active embedding.
        case notEmbedding
        /// A deleted key was deleted.
        case alreadyDeleted
        /// A key that is not deleted was restored.
        case notDeleted
        /// A key that was deleted for good was revived.
        case hardDeleted
        /// A soft deleted key that is no changeable scalar was revived as a scalar.
        case otherType
        /// An enum or an addition of options without any option.
        case noOptions
        /// More than 255 options; how many there would be.
        case tooManyOptions(Int)
        /// An embedding size outside of 1 to 4096.
        case embeddingSize(Int)
        /// A varchar length outside of 0 to 8192.
        case varcharLength(Int)
    }

    /// Which rule refused the change.
    public var kind: Kind
    /// The change that was refused.
    public var change: SchemaChange
    /// The state of the key; nil when there is no such key.
    public var state: KeyState?
    /// The key that was probably meant, where there is none of the name.
    public var nearest: KeyName?

    init(_ kind: Kind, _ change: SchemaChange, _ state: KeyState?) {
        self.kind = kind
        self.change = change
        self.state = state
    }

    /// The key that was to change.
    public var key: KeyName { change.key }

    /// What is wrong, in one sentence.
    public var message: String {
        let name = "`\(Text.oneLine(key.text))`"
        let words = state?.words ?? "not defined"
        return switch kind {
        case .alreadyDefined: "\(name) is already defined: \(words)."
        case .notDefined: "\(name) is not a key of the schema."
        case .notEnumeration: "\(name) is not an active enum: \(words)."
        case .notEmbedding: "\(name) is not an active embedding: \(words)."
        case .alreadyDeleted: "\(name) is already deleted: \(words)."
        case .notDeleted: "\(name) is not deleted: \(words)."
        case .hardDeleted: "\(name) was deleted for good."
        case .otherType: "\(name) cannot come back as another type: \(words)."
        case .noOptions: "\(name) was given no options."
        case .tooManyOptions(let count):
            "\(name) would have \(count) options; the limit is \(KeyDefinition.optionCountMax)."
        case .embeddingSize(let size):
            "\(name) cannot have \(size) numbers; a size is 1 to \(KeyDefinition.embeddingSizeMax)."
        case .varcharLength(let length):
            "\(name) cannot have \(length) characters; "
                + "a length is 0 to \(KeyDefinition.varcharLengthMax)."
        }
    }

    /// The key that was meant, or how to make one.
    private var notDefinedHint: String {
        let question = nearest.map { "Did you mean `\(Text.oneLine($0.text))`? " } ?? ""
        if case .setScalar(let key, let scalar) = change, KeyName.problem(of: key.text.utf8) == nil
        {
            let word = ShellWord.quoted(key.text)
            return question + "Add a key with `metadex schema add \(word) \(scalar.rawValue)`."
        }
        return question + "List the keys with `metadex schema show`."
    }

    /// What to do, in one sentence.
    public var hint: String {
        switch kind {
        case .alreadyDefined:
            switch state {
            case .softDeleted: "Restore it, or choose another name."
            case .active(.variant): "Change its type with `schema set`, or choose another name."
            case .active(.enumeration): "Add options with `schema options`, or choose another name."
            default: "Choose another name."
            }
        case .notDefined: notDefinedHint
        case .notEnumeration:
            if case .softDeleted(.enumeration) = state {
                "Restore it first."
            } else {
                "Only enum keys have options."
            }
        case .notEmbedding: "Only embedding keys have a hosted model."
        case .alreadyDeleted:
            if case .softDeleted = state {
                "To delete it for good, restore it first."
            } else {
                "There is nothing to do."
            }
        case .notDeleted: "There is nothing to restore."
        case .hardDeleted: "Choose another name; a hard deleted key never comes back."
        case .otherType: "Restore it as it was, or choose another name."
        case .noOptions: "Give at least one option."
        case .tooManyOptions: "Use varchar for values with more variety."
        case .embeddingSize: "Give the number of values that the model returns for one item."
        case .varcharLength: "Use text for longer values."
        }
    }
}
