import Findings
import SchemaModel

/// What came out of a schema file.
public struct SchemaReading: Sendable {
    /// The schema; nil when a finding is an error.
    public var schema: MetadataSchema?
    /// Everything that was found, in the order of the text, with lines and columns.
    public var findings: [Finding]
    /// The form that the file was read as.
    public var format: SchemaFormat
}
