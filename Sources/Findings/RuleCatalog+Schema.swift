extension RuleCatalog {
    private static let wire = "encord SDK 0.1.211 metadata_schema"

    /// MX6xx: schema files and changes of a schema.
    static let schemaRules: [Rule] = [
        Rule(
            .schemaShape, "schema-shape", .error,
            sentence: "A schema is an object of keys, each with its definition.",
            template: "[{key}: ]expected {expected}, found {value}",
            hint:
                "Write {\"keys\": {\"speed\": \"number\"}} or {\"speed\": {\"ty\": \"number\"}}.",
            reason: "A schema file is the wire form of the SDK or the short form, in JSON or YAML.",
            source: wire),
        Rule(
            .schemaUnknownType, "schema-unknown-type", .error,
            sentence: "A key has one of the known types.",
            template: "{key}: {value} is not a type[; nearest: {suggestion}]",
            hint:
                "Use boolean, datetime, number, uuid, varchar, text, enum, embedding or "
                + "geospatial.",
            reason: "One unknown type makes the SDK refuse the schema of the whole organisation.",
            source: wire),
        Rule(
            .schemaKeyName, "schema-key-name", .error,
            sentence: "The name of a key follows the rules for names.",
            template:
                "\"{key}\" cannot be the name of a key[; expected {expected}][; nearest: \"{suggestion}\"]",
            hint:
                "Use letters, digits, spaces, hyphens, underscores and periods, but not keyframes.",
            reason: "The SDK and the documentation refuse other names.",
            source: "encord SDK 0.1.211 metadata_schema; "
                + "Register Cloud Data (GCP), Metadata Schema Table"),
        Rule(
            .schemaOptionCount, "schema-option-count", .error,
            sentence: "An enum has 1 to 255 options.",
            template: "{key}: expected 1 to 255 options, found {value}",
            hint: "Declare the key as varchar when its values are not a short list.",
            reason: "The SDK refuses the 256th option, although its message allows it.",
            source: wire),
        Rule(
            .schemaDuplicateOption, "schema-duplicate-option", .warning,
            sentence: "An option stands once in its enum.",
            template: "{key}: the option {value} stands more than once",
            hint: "Remove one of them.",
            reason:
                "Duplicates count against the limit of 255 and are shown twice; Metadex keeps one.",
            source: wire),
        Rule(
            .schemaEmbeddingSize, "schema-embedding-size", .error,
            sentence: "The size of an embedding is a whole number from 1 to 4,096.",
            template: "{key}: expected a size from 1 to 4096, found {value}",
            hint: "Write the number of dimensions of your model.",
            reason: "Larger vectors are refused, and the size can never be changed later.",
            source: "Upload Cloud Data, Metadata schema table"),
        Rule(
            .schemaVarcharLength, "schema-varchar-length", .error,
            sentence: "max_length of a varchar is a whole number from 0 to 8,192.",
            template: "{key}: expected a length from 0 to 8192, found {value}",
            hint: "Declare the key as text when its values are longer.",
            reason: "The platform limits a varchar so that it can be indexed.",
            source: wire),
        Rule(
            .schemaMissingMember, "schema-missing-member", .error,
            sentence: "A definition has every member that its type needs.",
            template: "{key}: {expected} is missing",
            hint: "Add the member.",
            reason: "The type is incomplete without it.",
            source: wire),
        Rule(
            .schemaUnknownMember, "schema-unknown-member", .warning,
            sentence: "A definition has only the members of its type.",
            template: "[{key}: ]\"{value}\" is not a member here[; nearest: \"{suggestion}\"]",
            hint: "Correct the name, or remove the member.",
            reason:
                "The SDK drops unknown members when it loads the schema, so they are lost with the "
                + "next save.",
            source: wire),
        Rule(
            .schemaAlias, "schema-alias", .notice,
            sentence: "A type is written with its present name.",
            template: "{key}: {value} is an old name of {suggestion}",
            hint: "Write varchar for string, and text for long_string.",
            reason:
                "The documentation strongly recommends the present names; files are written with "
                + "them.",
            source: "Upload Cloud Data, Metadata schema table"),
        Rule(
            .schemaIllegalChange, "schema-illegal-change", .error,
            sentence: "A change of the schema is one that the platform allows.",
            template: "{key}: {value} is refused[; expected {expected}]",
            hint: "Make a new key, and delete the old one when no item needs it.",
            reason: "Options are only ever added, sizes and kinds of keys never change, and a hard "
                + "deletion is final. Only one scalar type may become another.",
            source: wire),
        Rule(
            .schemaYAMLSyntax, "schema-yaml-syntax", .error,
            sentence: "A YAML file follows YAML 1.2 and holds a single document.",
            template: "not valid YAML: {value}",
            hint: "Check the indentation, and put text with : or # in quotes.",
            reason: "The file cannot be read otherwise.",
            source: "YAML 1.2"),
        Rule(
            .schemaTombstone, "schema-tombstone", .error,
            sentence: "A tombstone remembers the definition of a living key, or nothing.",
            template: "{key}: deleted_ty must be a definition or null, found {value}",
            hint: "Write the definition as it was before the key was deleted.",
            reason: "The SDK refuses a tombstone of a tombstone.",
            source: wire),
        Rule(
            .schemaDuplicateKey, "schema-duplicate-key", .error,
            sentence: "A key is defined once.",
            template: "\"{key}\" is defined more than once",
            hint: "Remove one of the definitions.",
            reason: "JSON readers keep only the last of them.",
            source: "RFC 8259, section 4"),
        Rule(
            .schemaMemberType, "schema-member-type", .error,
            sentence: "The members of a definition have their types.",
            template: "{key}: expected {expected}, found {value}[; write {suggestion}]",
            hint: "Write the member in the expected form.",
            reason: "The SDK refuses the schema otherwise.",
            source: wire),
        Rule(
            .schemaEmbeddingTarget, "schema-embedding-target", .error,
            sentence: "For Active, the size of an embedding is at most 2,000.",
            template: "{key}: expected a size from 1 to 2000 for Active, found {value}",
            hint: "Use a smaller model, or check with `--target index`.",
            reason: "Active takes smaller vectors than Index.",
            source: "Upload Cloud Data, Metadata schema table"),
        Rule(
            .schemaNearDuplicateKey, "schema-near-duplicate-key", .warning,
            sentence: "Keys do not differ only by case, spaces or what cannot be seen.",
            template: "\"{key}\" differs from \"{suggestion}\" only by {expected}",
            hint: "Choose one spelling, and delete the other key.",
            reason:
                "Keys are compared byte by byte: the values are spread over two keys, and a filter "
                + "on one of them misses those of the other.",
            source: "Register Cloud Data (GCP), Metadata Schema Table"),
        Rule(
            .schemaNearDuplicateOption, "schema-near-duplicate-option", .warning,
            sentence: "Options do not differ only by case, spaces or what cannot be seen.",
            template: "{key}: {value} differs from {suggestion} only by {expected}",
            hint: "Keep one of them; once stored, an option can never be removed.",
            reason:
                "Options are compared byte by byte, and people cannot tell these apart: a filter "
                + "on one misses the items with the other.",
            source: "Metadex: legal, and usually a mistake"),
        Rule(
            .schemaOptionText, "schema-option-text", .warning,
            sentence:
                "An option is a word: not empty, without spaces around it, quotes or characters "
                + "that cannot be seen.",
            template: "{key}: the option {value} {expected}[; write {suggestion}]",
            hint: "Correct it before it is stored; an option can never be removed.",
            reason: "Such options come from spreadsheets and word processors, and no value that "
                + "is typed fits them.",
            source: "Metadex: legal, and usually a mistake"),
    ]
}
