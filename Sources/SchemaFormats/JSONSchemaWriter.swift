public import SchemaModel

/// Writes a JSON Schema (draft 2020-12) of upload files whose metadata follows a schema, so that an
/// editor completes keys and options and marks mistakes.
///
/// It accepts every file that `metadex validate` finds no error in. It cannot say all that
/// `validate` says: distances between options, dates that do not exist, sizes in bytes.
public enum JSONSchemaWriter {
    /// The text of a JSON Schema, with a line end behind the last line.
    public static func write(_ schema: MetadataSchema) -> String {
        let document: JSONTree = [
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": "Upload file",
            "description": "Items to register, with custom metadata checked by type.",
            "type": "object",
            "properties": .object(UploadFileSchema.properties),
            "additionalProperties": false,
            "if": [
                "properties": ["upsert_metadata": ["const": true]], "required": ["upsert_metadata"],
            ],
            "then": [
                "properties": ["skip_duplicate_urls": ["const": true]],
                "required": ["skip_duplicate_urls"],
            ],
            "$defs": .object(
                UploadFileSchema.definitions + [
                    ("clientMetadata", ClientMetadataSchema.document(of: schema)),
                    ("frameMetadata", ClientMetadataSchema.frame(of: schema)),
                ]),
        ]
        return document.text() + "\n"
    }
}
