import CanonicalJSON
package import SchemaModel
public import Text

/// What values of one key must be, as a hot loop needs to know it.
///
/// Invariant: whoever made it holds the table of its options for as long as it is used.
package struct TypeCheck {
    /// How values of a key are read.
    package enum Kind {
        /// The key is deleted: no value fits.
        case deleted
        case boolean, datetime, number, singleNumber, uuid, varchar, text, enumeration, embedding,
            geospatial, user
    }

    /// How values are checked.
    package let kind: Kind
    /// How values are read into columns: under a key that is deleted for now as before, so that they
    /// are all there when it is restored.
    @usableFromInline let storedKind: Kind
    /// The most characters of a varchar, or the numbers of an embedding; 0 for every other type.
    package var size: Int
    /// The options of an enum. Not counted as a reference.
    @usableFromInline let options: Unmanaged<ByteTable>?

    /// - Parameters:
    ///   - state: what the schema says of the key.
    ///   - options: the options of an enum by their positions, held by the caller.
    package init(_ state: KeyState, _ options: ByteTable?) {
        let definition = state.remembered
        (storedKind, size) =
            switch (definition, definition?.type) {
            case (.number(.single), _): (.singleNumber, 0)
            case (_, nil): (.deleted, 0)
            case (_, .boolean): (.boolean, 0)
            case (_, .datetime): (.datetime, 0)
            case (_, .number): (.number, 0)
            case (_, .uuid): (.uuid, 0)
            case (_, .varchar(let maxLength)): (.varchar, maxLength)
            case (_, .text): (.text, 0)
            case (_, .enumeration): (.enumeration, 0)
            case (_, .embedding(let size)): (.embedding, size)
            case (_, .geospatial): (.geospatial, 0)
            case (_, .user): (.user, 0)
            }
        kind = state.definition == nil ? .deleted : storedKind
        self.options = options.map { Unmanaged.passUnretained($0) }
    }

    /// The position of an option in its key's list; -1 when it is none.
    @inlinable @inline(__always)
    package func option(_ start: UnsafePointer<UInt8>, _ length: Int) -> Int {
        options?._withUnsafeGuaranteedRef { $0.find(start, length) } ?? -1
    }
}
