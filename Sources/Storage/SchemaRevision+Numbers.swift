package import SchemaModel

extension SchemaRevision {
    /// What a store has before the first revision was saved.
    package static var empty: SchemaRevision {
        SchemaRevision(number: 0, schema: MetadataSchema(), author: "", date: "", changes: [])
    }

    /// The number of the next revision.
    ///
    /// - Throws: ``StoreError`` of kind `damagedRow` where there is none.
    package static func number(after number: Int) throws -> Int {
        let (next, isPast) = number.addingReportingOverflow(1)
        if isPast || number < 0 {
            throw StoreError(.damagedRow(detail: "schema_revisions has the number \(number)"))
        }
        return next
    }
}
