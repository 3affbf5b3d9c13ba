extension RuleCatalog {
    private static let keys = "Register Cloud Data (GCP), Metadata Schema Table"
    private static let frames = "Upload Cloud Data, Custom Embeddings"

    /// MX4xx: the metadata document of an item and the names of its keys.
    static let metadataRules: [Rule] = [
        Rule(
            .metadataNotObject, "metadata-not-object", .error,
            sentence: "clientMetadata is an object.",
            template: "clientMetadata: expected an object, found {value}",
            hint: "Write {\"key\": value}; JSON in quotes has to be unpacked first.",
            reason: "Keys are looked up in an object only.",
            source: "Upload Cloud Data, Custom Metadata"),
        Rule(
            .metadataLarge, "metadata-large", .warning,
            sentence: "The metadata of an item has at most 10,000,000 bytes in canonical form.",
            template: "the metadata takes more than {expected}[: {value}]",
            hint: "Move large values into files of their own and keep their URLs.",
            reason: "The limit is given as 10 MB, which may mean 10,000,000 or 10,485,760 bytes.",
            source: "Upload Cloud Data, Custom Metadata"),
        Rule(
            .metadataTooLarge, "metadata-too-large", .error,
            sentence: "The metadata of an item has at most 10,485,760 bytes in canonical form.",
            template: "the metadata takes more than {expected}[: {value}]",
            hint: "Move large values into files of their own and keep their URLs.",
            reason: "The platform enforces a limit of 10 MB for each item.",
            source: "Upload Cloud Data, Custom Metadata"),
        Rule(
            .keyForbiddenCharacter, "key-forbidden-character", .error,
            sentence:
                "A key has ASCII letters, digits, spaces, hyphens, underscores and periods only.",
            template: "\"{key}\": {value} cannot stand in a key[; nearest: \"{suggestion}\"]",
            hint: "Rename the key.",
            reason: "The schema cannot declare such a key, so its values can never be filtered.",
            source: keys),
        Rule(
            .keyUnknown, "key-unknown", .warning,
            sentence: "A key of the metadata is declared in the schema.",
            template:
                "\"{key}\" is not in the schema[; nearest: \"{suggestion}\"|; expected {expected}]",
            hint:
                "Correct the key, declare it with `metadex schema add KEY TYPE`, or list it under "
                + "`undeclared` in metadex.toml.",
            reason: "Undeclared values are stored, but cannot be filtered or sorted; an undeclared "
                + "embedding is kept as a string. Keys are case sensitive.",
            source: "Upload Cloud Data, Metadata Schema"),
        Rule(
            .keyDeleted, "key-deleted", .warning,
            sentence: "A key of the metadata is not deleted in the schema.",
            template: "\"{key}\" is deleted in the schema",
            hint:
                "Remove the value, or bring the key back with `metadex schema restore KEY`.",
            reason: "The value is stored, but not checked and not found by filters.",
            source: "encord SDK 0.1.211 metadata_schema (tombstone)"),
        Rule(
            .keyDuplicate, "key-duplicate", .warning,
            sentence: "A key stands once in an object.",
            template: "\"{key}\" stands more than once; the last one counts",
            hint: "Remove one of them.",
            reason: "jsonb does not preserve duplicate keys: the earlier value is lost.",
            source: "PostgreSQL 15 jsonb"),
        Rule(
            .keyReserved, "key-reserved", .error,
            sentence: "A key does not start with $, save for $encord.",
            template:
                "\"{key}\" starts with $, which is reserved[; nearest: \"{suggestion}\"]",
            hint: "Rename the key.",
            reason: "The schema cannot declare such a key, and the platform may give it a meaning.",
            source: "encord SDK 0.1.211 metadata_schema"),
        Rule(
            .keyframesDeprecated, "keyframes-deprecated", .warning,
            sentence: "Key frames are listed under $encord, not under keyframes.",
            template: "\"{key}\" is the deprecated list of key frames",
            hint: "List the frames in \"$encord\": {\"frames\": {\"0\": {}}}.",
            reason:
                "The SDK calls the word deprecated and refuses it as a key, whatever separators "
                + "stand in it.",
            source: "encord SDK 0.1.211 metadata_schema"),
        Rule(
            .keyWithoutLetters, "key-without-letters", .error,
            sentence: "A key has at least one letter or digit.",
            template: "\"{key}\" has no letter and no digit",
            hint: "Rename the key.",
            reason: "The schema cannot declare such a key.",
            source: "encord SDK 0.1.211 metadata_schema"),
        Rule(
            .encordShape, "encord-shape", .error,
            sentence: "$encord is an object with config and frames, which are objects too.",
            template: "{key}: expected {expected}, found {value}",
            hint: "Write {\"config\": {…}, \"frames\": {\"0\": {…}}}.",
            reason: "Metadata of frames is read in this shape only.",
            source: frames),
        Rule(
            .encordSamplingRate, "encord-sampling-rate", .error,
            sentence: "sampling_rate is a number of frames a second, at least 0.",
            template: "sampling_rate: expected a number of at least 0, found {value}",
            hint: "Write 0 to take only the first frame and the key frames.",
            reason: "The rate decides which frames the platform imports.",
            source: frames),
        Rule(
            .encordKeyframeMode, "encord-keyframe-mode", .error,
            sentence: "keyframe_mode is \"frame\" or \"seconds\".",
            template:
                "keyframe_mode: expected \"frame\" or \"seconds\", found {value}[; nearest: "
                + "{suggestion}]",
            hint: "Leave it out when the keys of frames are frame numbers.",
            reason: "The mode decides what the keys of frames mean.",
            source: frames),
        Rule(
            .encordFrameKey, "encord-frame-key", .error,
            sentence: "A key of frames is a frame number, or an offset in seconds in that mode.",
            template: "\"{key}\" is not a key of frames[; expected {expected}]",
            hint: "Write whole numbers from \"0\", or set keyframe_mode to \"seconds\".",
            reason: "The key says which frame the values belong to.",
            source: frames),
        Rule(
            .encordUnknownMember, "encord-unknown-member", .warning,
            sentence: "$encord and its config have only their known members.",
            template: "\"{key}\" is not a member of {expected}[; nearest: \"{suggestion}\"]",
            hint: "Correct the name.",
            reason: "Unknown members are left out without a word.",
            source: frames),
        Rule(
            .encordNotVideo, "encord-not-video", .warning,
            sentence: "$encord stands in the metadata of a video.",
            template: "$encord describes the frames of a video[; this item is {value}]",
            hint: "Put the values at the top level of clientMetadata.",
            reason: "Other items have no frames, so the values are never read.",
            source: frames),
    ]
}
