public import SchemaModel

/// Writes a schema as a file of any form. What is written reads as the same schema again, except
/// that the wire form has no descriptions.
public enum SchemaWriter {
    /// The text of a schema file, with a line end behind the last line.
    public static func write(_ schema: MetadataSchema, as format: SchemaFormat) -> String {
        switch format {
        case .encord: WireSchemaWriter.write(schema)
        case .json: ShortJSONWriter.write(schema)
        case .yaml: ShortYAMLWriter.write(schema)
        }
    }
}
