import Text

/// One difference between two schemas that no legal change leads over.
public struct SchemaProblem: Error, Equatable, Sendable {
    /// The kinds of illegal differences.
    public enum Kind: Equatable, Sendable {
        /// An active key is not in the wanted schema.
        case keyMissing
        /// A hard deleted key is something else in the wanted schema.
        case hardDeleted
        /// The kind of definition differs, for instance enum and varchar.
        case kindChanged
        /// The size of an embedding differs.
        case sizeChanged
        /// Options are gone; which.
        case optionsRemoved([String])
        /// Options cannot be added to an enum that is full; how many there would be.
        case tooManyOptions(Int)
        /// The wanted definition breaks a limit.
        case invalid(SchemaChangeError)
    }

    /// Which difference it is.
    public var kind: Kind
    /// The key that differs.
    public var key: KeyName
    /// What the key is; nil when it is not in the stored schema.
    public var stored: KeyState?
    /// What it should become; nil when it is not in the wanted schema.
    public var wanted: KeyState?

    init(_ kind: Kind, _ key: KeyName, _ stored: KeyState?, _ wanted: KeyState?) {
        self.kind = kind
        self.key = key
        self.stored = stored
        self.wanted = wanted
    }

    /// What is wrong, in one sentence.
    public var message: String {
        let name = "`\(Text.oneLine(key.text))`"
        let stored = SchemaProblem.words(for: stored)
        let wanted = SchemaProblem.words(for: wanted)
        return switch kind {
        case .keyMissing: "\(name) (\(stored)) is missing from the file."
        case .hardDeleted: "\(name) was deleted for good and cannot become \(wanted)."
        case .kindChanged: "\(name) is \(stored) and cannot become \(wanted)."
        case .sizeChanged: "\(name) is \(stored) and cannot become \(wanted)."
        case .optionsRemoved(let options):
            "\(name) lacks \(Text.count(options.count, "stored option")): \(Text.list(visible(options)))."
        case .tooManyOptions(let count):
            "\(name) would have \(count) options; the limit is \(KeyDefinition.optionCountMax)."
        case .invalid(let error): error.message
        }
    }

    /// What to do, in one sentence.
    public var hint: String {
        switch kind {
        case .keyMissing:
            "Write `deleted: soft` beside its type, use `schema delete`, or put the key back."
        case .hardDeleted: "Leave it out of the file, or choose another name."
        case .kindChanged:
            "Only scalars change their type; delete the key and add one with another name."
        case .sizeChanged: "A size never changes; delete the key and add one with another name."
        case .optionsRemoved(let options):
            visible(options) == options
                ? "Options are only ever added; put them back."
                : "Options are only ever added; the file spells one otherwise that looks the same."
        case .tooManyOptions: "Take options out of the file, or use varchar."
        case .invalid(let error): error.hint
        }
    }

    /// What the wanted schema asks for, in a few words.
    public var refused: String {
        switch kind {
        case .keyMissing: "leaving it out"
        case .optionsRemoved(let options): "leaving out \(Text.list(visible(options)))"
        case .tooManyOptions(let count): "an enum of \(count) options"
        case .hardDeleted, .kindChanged, .sizeChanged, .invalid: SchemaProblem.words(for: wanted)
        }
    }

    /// What could stand instead, in words that fit behind "expected".
    public var expected: String {
        switch kind {
        case .keyMissing: "the key, or `deleted: soft` beside its type"
        case .hardDeleted: "nothing, as it was deleted for good"
        case .kindChanged, .sizeChanged: SchemaProblem.words(for: stored)
        case .optionsRemoved: "all stored options"
        case .tooManyOptions: "at most \(KeyDefinition.optionCountMax) options"
        case .invalid(let error): error.message
        }
    }

    /// Options, with the difference visible to those that the wanted schema has in another spelling.
    private func visible(_ options: [String]) -> [String] {
        guard case .enumeration(let others) = wanted?.remembered else { return options }
        let alike = Dictionary(others.map { (Likeness($0), $0) }) { first, _ in first }
        return options.map { option in
            alike[Likeness(option)].flatMap { QuotedText.toldApart(option, $0)?.0 } ?? option
        }
    }

    private static func words(for state: KeyState?) -> String { state?.words ?? "not defined" }
}
