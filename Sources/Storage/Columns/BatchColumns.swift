import CanonicalJSON
package import Columns
import Findings
import Validation

/// The typed values of the items of a ``WriteBatch``, as their check has read them.
///
/// Invariant: a batch is used by one thread at a time, and so are its columns; a copy of the batch that
/// is written to shares them, so there is only one.
package final class BatchColumns: @unchecked Sendable {
    /// The rows, in the order in which items were appended.
    package let rows: ColumnBatch
    private var sink: ColumnSink

    /// - Parameter columns: the columns of the schema that the items are checked against.
    package init(_ columns: StoreColumns) {
        rows = ColumnBatch(columns.ofKeys.map(\.definition))
        sink = ColumnSink(columns, rows)
    }

    /// Checks the metadata of an item while its values go into the row that was begun; see
    /// ``Validator/validate(_:metadata:isVideo:into:canonical:values:)``.
    func validate(
        _ tape: JSONTape, metadata index: Int, isVideo: Bool, with validator: Validator,
        into findings: inout FindingBuffer, canonical: inout [UInt8]
    ) -> Bool {
        validator.validate(
            tape, metadata: index, isVideo: isVideo, into: &findings, canonical: &canonical,
            values: &sink)
    }
}
