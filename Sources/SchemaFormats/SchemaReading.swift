public import Findings
public import SchemaModel

/// What came out of a schema file.
public struct SchemaReading: Sendable {
    /// The schema; nil when a finding is an error.
    public var schema: MetadataSchema?
    /// Everything that was found, in the order of the text, with lines and columns.
    public var findings: [Finding]
    /// The form that the file was read as.
    public var format: SchemaFormat
    /// The start of the file.
    public var start: FindingLocation
    /// Where the name of each key stands.
    public var keyLocations: [KeyName: FindingLocation]

    /// The problems of a comparison as findings at the keys of this file; a key that the file does not
    /// name is reported at the file's start.
    ///
    /// - Parameter comparison: from a stored schema to this file's.
    public func findings(for comparison: SchemaComparison) -> [Finding] {
        comparison.problems.map { problem in
            Finding(
                .schemaIllegalChange, location: keyLocations[problem.key] ?? start,
                key: problem.key.text, value: .text(Finding.cut(problem.refused)),
                expected: .text(Finding.cut(problem.expected)))
        }
    }
}
