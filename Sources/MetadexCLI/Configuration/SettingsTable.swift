/// A table of a settings file: its members in the order of the file.
final class SettingsTable {
    /// How a table came to be: TOML lets some of them grow later, others not.
    enum Origin {
        /// By its own header, `[rules]`.
        case header
        /// As a part of a longer header or of the root.
        case implied
        /// By a dotted key, `rules.error = …`.
        case dotted
        /// Between braces, where it is complete.
        case inline
    }

    /// One `name = value`.
    struct Member {
        let name: String
        /// Where the name stands.
        let offset: Int
        let value: SettingsValue
    }

    private(set) var members: [Member] = []
    var origin: Origin
    /// By bytes: two spellings of `é` are two names.
    private var positions: [[UInt8]: Int] = [:]

    init(_ origin: Origin) {
        self.origin = origin
    }

    /// The member with a name.
    subscript(name: String) -> Member? { positions[Array(name.utf8)].map { members[$0] } }

    /// Appends a member whose name is new.
    func append(_ member: Member) {
        positions[Array(member.name.utf8)] = members.count
        members.append(member)
    }
}

/// A value of a settings file with its place.
struct SettingsValue {
    enum Content {
        case text(String)
        case boolean(Bool)
        case integer(Int)
        case list([SettingsValue])
        case table(SettingsTable)
    }

    let content: Content
    let offset: Int

    /// The value as a message names it.
    var noun: String {
        switch content {
        case .text(let text): "the text \"\(text)\""
        case .boolean(let value): "\(value)"
        case .integer(let value): "the number \(value)"
        case .list: "a list"
        case .table: "a table"
        }
    }
}

/// What is wrong with a settings file, and where.
struct SettingsFault: Error, Equatable {
    var offset: Int
    var message: String
    var hint: String?

    init(at offset: Int, _ message: String, hint: String? = nil) {
        self.offset = offset
        self.message = message
        self.hint = hint
    }
}
