package import CanonicalJSON
public import Items
public import QueryLanguage
package import Storage
import Validation
public import Values

/// A query on its way over stored items: the evaluator, and the memory for one document at a time.
package final class QueryEvaluation {
    package let evaluator: DocumentEvaluator
    private let tape = JSONTape()
    private var scanner = JSONScanner()

    /// Prepares a query.
    package init(_ query: CheckedQuery) {
        evaluator = DocumentEvaluator(query)
    }

    /// Prepares a filter.
    package init(_ filter: CheckedFilter) {
        evaluator = DocumentEvaluator(filter)
    }

    /// Reads a stored document.
    ///
    /// - Parameter document: must stay unchanged while the tape is used.
    /// - Returns: its tape, until the next document is read.
    /// - Throws: ``StoreError`` of kind `damagedRow` for what is not JSON.
    package func read(_ document: UnsafeRawBufferPointer, of number: Int64) throws -> JSONTape {
        do {
            try scanner.scan(document, into: tape)
        } catch {
            throw StoreError(.damagedRow(detail: "items \(number) has a document that is not JSON"))
        }
        return tape
    }

    /// Reads the document of the item that a cursor stands on.
    ///
    /// - Returns: its tape, until the cursor moves or another document is read.
    package func tape(of cursor: some ItemCursor) throws -> JSONTape {
        try read(cursor.document(), of: cursor.number)
    }

    /// What an item shows for the selected operands.
    package func values(_ tape: JSONTape, _ fields: ItemFields) -> [QueryValue] {
        evaluator.selection(tape, fields).map { value in
            switch value {
            case .missing: .missing
            case .token(let index): .json(Array(tape.source(of: index)))
            case .text(let text): .text(text)
            case .datetime(let instant): .datetime(instant)
            }
        }
    }
}

extension ItemFields {
    /// The fields of a stored item.
    public init(_ item: StoredItem) {
        self.init(
            urls: item.urls, title: item.title, kind: item.kind.wireName, folder: item.folder,
            uuid: item.id.value, created: Instant(item.created),
            updated: Instant(item.updated))
    }
}

extension Instant {
    /// A time of the store.
    public init(_ time: StoreTime) {
        self.init(seconds: time.seconds, nanoseconds: time.nanoseconds)
    }
}
