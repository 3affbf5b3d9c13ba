package import CanonicalJSON
package import SchemaModel
import Text

/// What the values of one key must be, with everything that reading them takes.
package struct CompiledType: Sendable {
    // Neither is changed after `init`.
    package nonisolated(unsafe) let check: TypeCheck
    /// Holds what ``check`` does not count.
    private nonisolated(unsafe) let options: ByteTable?

    /// - Parameter definition: what the schema says of the key.
    package init(_ definition: KeyDefinition) {
        if case .enumeration(let options) = definition.type {
            self.options = ByteTable(options)
        } else {
            options = nil
        }
        check = TypeCheck(.active(definition), options)
    }

    /// Reads a value into a sink; see ``TypeCheck/read(_:_:of:into:)``.
    ///
    /// - Parameters:
    ///   - tape: the scanned text.
    ///   - index: the value's token.
    package func read<Sink: ValueSink>(_ tape: JSONTape, at index: Int, into sink: inout Sink) {
        guard let view = TapeView(tape) else { return sink.other(isEmpty: false, of: 0) }
        check.read(view, index, of: 0, into: &sink)
    }
}
