import Reporting
import SchemaModel

/// A schema as a table for people.
enum SchemaTable {
    /// The names of the columns.
    static let columns = ["key", "type", "details", "state"]

    /// One line a key: name, type, state, description.
    ///
    /// - Parameter width: the columns of the terminal; nil where there is none.
    static func text(of schema: MetadataSchema, width: Int? = nil) -> String {
        if schema.keys.isEmpty { return "The schema has no keys.\n" }
        var table = TextTable(header: columns)
        for key in schema.keys { table.append(row(of: key)) }
        return table.text(width: width)
    }

    /// The cells of a key.
    ///
    /// - Parameter withDescription: whether the description stands among the details.
    static func row(of key: SchemaKey, withDescription: Bool = true) -> [String] {
        [
            key.name.text, type(of: key.state), details(of: key, withDescription: withDescription),
            state(of: key.state),
        ]
    }

    private static func type(of state: KeyState) -> String {
        switch state {
        case .active(let definition), .softDeleted(let definition): definition.type.word
        case .hardDeleted: "-"
        }
    }

    private static func state(of state: KeyState) -> String {
        switch state {
        case .active: "active"
        case .softDeleted: "deleted, can be restored"
        case .hardDeleted: "deleted for good"
        }
    }

    private static func details(of key: SchemaKey, withDescription: Bool) -> String {
        let definition: KeyDefinition? =
            switch key.state {
            case .active(let definition), .softDeleted(let definition): definition
            case .hardDeleted: nil
            }
        let form: String? =
            switch definition {
            case .enumeration(let options): options.joined(separator: ", ")
            case .embedding(let size, let api):
                "\(size) numbers" + (api == nil ? "" : ", hosted model")
            case .varchar(let length): "at most \(length) characters"
            case .number(let format): format.rawValue
            default: nil
            }
        let description = withDescription ? key.description : nil
        return [form, description].compactMap { $0 }.filter { !$0.isEmpty }.joined(
            separator: "; ")
    }
}
