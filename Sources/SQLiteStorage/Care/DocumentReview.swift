import CanonicalJSON
import SQLiteDriver

/// Looks whether documents, and what uploads said about media, are objects in canonical form.
struct DocumentReview {
    private let connection: Connection

    init(_ connection: Connection) {
        self.connection = connection
    }

    func run() throws -> [String] {
        var problems: [String] = []
        let tape = JSONTape()
        var scanner = JSONScanner()
        var writer = CanonicalWriter()
        var canonical: [UInt8] = []
        func fault(of text: UnsafeRawBufferPointer) -> String? {
            do {
                try scanner.scan(text, into: tape)
            } catch {
                return "is not JSON"
            }
            if tape[0].kind != .object { return "is not an object" }
            canonical.removeAll(keepingCapacity: true)
            do {
                try writer.append(tape, to: &canonical)
            } catch {
                return "is too long"
            }
            return canonical.elementsEqual(text) ? nil : "is not in canonical form"
        }
        let statement = try connection.statement(
            "SELECT number, document, media FROM items ORDER BY number")
        while try problems.count <= StoreCheck.problemsMax && statement.step() {
            let number = try statement.integer(0)
            if let fault = try statement.withText(1, fault) {
                problems.append("the document of item \(number) \(fault)")
            }
            if !statement.isNull(2), let fault = try statement.withText(2, fault) {
                problems.append("the media of item \(number) \(fault)")
            }
        }
        return problems
    }
}
