package import Columns
package import SchemaModel
import Values

/// The columns that a store keeps beside its documents: what the items themselves are, and the values
/// of each key that the schema remembers a type of, deleted for now or not.
package struct StoreColumns: Sendable {
    /// One column.
    package struct Column: Sendable, Hashable {
        /// The key, or a field of the item behind an `@`, which no key begins with.
        package let name: String
        /// How its values are read: two columns of one form hold the same values for the same
        /// documents.
        package let form: String
        /// What the values are.
        package let definition: ColumnDefinition
    }

    /// The columns of the items themselves, by position.
    package enum ItemColumn: Int, Sendable, CaseIterable {
        /// Whether the row is an item that is not deleted.
        case stored
        /// The id of its folder in the store.
        case folder
        case kind, created, updated

        /// The column.
        package var column: Column {
            switch self {
            case .stored: Column(name: "@stored", form: "presence", definition: .init(.presence))
            case .folder: Column(name: "@folder", form: "number", definition: .init(.number))
            case .kind: Column(name: "@kind", form: "text", definition: .init(.text))
            case .created: Column(name: "@created", form: "datetime", definition: .init(.instant))
            case .updated: Column(name: "@updated", form: "datetime", definition: .init(.instant))
            }
        }
    }

    /// 2^53: a store that has given a number a millisecond gets there in 285,000 years; a higher one is
    /// damage.
    package static let rowMax: Int64 = 1 << 53

    /// The columns of the items themselves.
    package static let ofItems = ItemColumn.allCases.map(\.column)

    /// One column for each key that has one.
    package let ofKeys: [Column]
    /// The place in ``ofKeys`` of each key, by its position in the compiled schema; -1 for none.
    package let places: [Int]

    /// - Parameter schema: the schema of the store.
    package init(_ schema: MetadataSchema) {
        var columns: [Column] = []
        places = schema.keys.map { key in
            guard let definition = key.state.remembered else { return -1 }
            columns.append(Column(key.name.text, definition))
            return columns.count - 1
        }
        ofKeys = columns
    }

    private init(ofKeys: [Column], places: [Int]) {
        self.ofKeys = ofKeys
        self.places = places
    }

    /// These columns without some of them.
    ///
    /// - Parameter isWanted: whether a column of a key stays.
    package func only(where isWanted: (Column) -> Bool) -> StoreColumns {
        var columns: [Column] = []
        let places = places.map { place in
            guard place >= 0, isWanted(ofKeys[place]) else { return -1 }
            columns.append(ofKeys[place])
            return columns.count - 1
        }
        return StoreColumns(ofKeys: columns, places: places)
    }
}

extension StoreColumns.Column {
    /// The column of a key.
    ///
    /// - Parameters:
    ///   - name: the key.
    ///   - definition: what the schema says of it.
    package init(_ name: String, _ definition: KeyDefinition) {
        self.name = name
        switch definition.type {
        case .boolean: (form, self.definition) = ("boolean", .init(.boolean))
        case .number:
            form = definition == .number(.single) ? "number F32" : "number"
            self.definition = .init(.number)
        case .datetime: (form, self.definition) = ("datetime", .init(.instant))
        case .uuid: (form, self.definition) = ("uuid", .init(.uuid))
        case .varchar(let length): (form, self.definition) = ("varchar \(length)", .init(.text))
        // Words are looked for in texts of this type: they have an index of their own.
        case .text: (form, self.definition) = ("text", .init(.presence))
        case .user: (form, self.definition) = ("user", .init(.text))
        case .enumeration(let options):
            form = "enum"
            self.definition = .init(.text, options: options.map { Array($0.utf8) })
        case .embedding(let size):
            (form, self.definition) = ("embedding \(size)", .init(.presence))
        case .geospatial: (form, self.definition) = ("geospatial", .init(.place))
        }
    }
}
