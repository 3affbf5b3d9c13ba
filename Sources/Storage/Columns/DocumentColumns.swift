import CanonicalJSON
package import Columns
import Text
package import Values

/// Reads the values of stored documents into the rows of batches, as the check of an import does.
package final class DocumentColumns {
    /// Has the columns of the schema's keys.
    package let batch: ColumnBatch
    private let schema: CompiledSchema
    private let places: [Int]
    private var sink: ColumnSink
    private var scanner = JSONScanner()
    private let tape = JSONTape()

    /// - Parameters:
    ///   - schema: the schema of the store.
    ///   - columns: those of its columns that are filled.
    package init(_ schema: CompiledSchema, _ columns: StoreColumns) {
        self.schema = schema
        batch = ColumnBatch(columns.ofKeys.map(\.definition))
        sink = ColumnSink(columns, batch)
        places = columns.places
    }

    /// Adds the row of an item.
    ///
    /// - Parameters:
    ///   - document: its canonical document; nil for an item that is gone, whose row is empty.
    ///   - number: the item's number.
    /// - Throws: ``StoreError`` of kind `damagedRow` for what is not a JSON object.
    package func add(_ document: UnsafeRawBufferPointer?, of number: Int64) throws {
        batch.beginRow()
        if let document { try read(document, of: number) }
        batch.endRow()
    }

    private func read(_ document: UnsafeRawBufferPointer, of number: Int64) throws {
        do throws(JSONSyntaxError) {
            try scanner.scan(document, into: tape)
        } catch {
            throw StoreError(.damagedRow(detail: "items \(number) has a document that is not JSON"))
        }
        guard let view = TapeView(tape), view.tokens[0].kind == .object else {
            throw StoreError(
                .damagedRow(detail: "items \(number) has a document that is no object"))
        }
        let end = Int(view.tokens[0].next)
        var key = 1
        while key < end {
            let position = view.withText(key) { schema.names.find($0) }
            if position >= 0, places[position] >= 0 {
                schema.checks[position].read(view, key + 1, of: position, into: &sink)
            }
            key = Int(view.tokens[key + 1].next)
        }
    }
}
