package import CanonicalJSON
package import Columns
package import Values

/// Puts the typed values of an item into the row of a batch that was begun.
package struct ColumnSink: ValueSink {
    /// Values are what it is for.
    @inlinable
    package static var keepsValues: Bool { true }

    private let batch: ColumnBatch
    private let places: [Int]
    /// Whether a column holds only that there is a value, by its place.
    private let isPresence: [Bool]

    /// - Parameters:
    ///   - columns: the columns of the schema whose keys the values are of.
    ///   - batch: has the columns of these keys, in their order.
    package init(_ columns: StoreColumns, _ batch: ColumnBatch) {
        self.batch = batch
        places = columns.places
        isPresence = columns.ofKeys.map { $0.definition.kind == .presence }
    }

    /// The column of a key; -1, which a batch passes over, where there is none.
    private func place(of key: Int) -> Int {
        places.indices.contains(key) ? places[key] : -1
    }

    package mutating func boolean(_ value: Bool, of key: Int) {
        batch.boolean(place(of: key), value)
    }

    package mutating func number(_ value: Double, text: UnsafeRawBufferPointer, of key: Int) {
        batch.number(place(of: key), value, exactText: text)
    }

    package mutating func instant(_ value: Instant, of key: Int) {
        batch.instant(
            place(of: key), ColumnInstant(seconds: value.seconds, nanoseconds: value.nanoseconds))
    }

    package mutating func uuid(_ value: UUIDValue, of key: Int) {
        batch.uuid(place(of: key), ColumnUUID(high: value.high, low: value.low))
    }

    package mutating func string(_ text: UnsafeRawBufferPointer, of key: Int) {
        let place = self.place(of: key)
        if isPresence.indices.contains(place), isPresence[place] {
            batch.present(place, isEmpty: text.isEmpty)
        } else {
            batch.string(place, text)
        }
    }

    package mutating func option(_ position: Int, _ text: UnsafeRawBufferPointer, of key: Int) {
        batch.option(place(of: key), position)
    }

    package mutating func vector(_ tape: JSONTape, at index: Int, of key: Int) {
        batch.present(place(of: key))
    }

    package mutating func place(latitude: Double, longitude: Double, of key: Int) {
        batch.place(place(of: key), latitude: latitude, longitude: longitude)
    }

    package mutating func null(of key: Int) {
        batch.null(place(of: key))
    }

    package mutating func other(isEmpty: Bool, of key: Int) {
        batch.other(place(of: key), isEmpty: isEmpty)
    }
}
