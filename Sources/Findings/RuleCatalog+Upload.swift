extension RuleCatalog {
    private static let json = "Upload Cloud Data, JSON Format"
    private static let model = "encord SDK 0.1.211 orm.storage"

    /// MX2xx: groups, flags, items and media metadata.
    static let uploadRules: [Rule] = [
        Rule(
            .uploadShape, "upload-shape", .error,
            sentence: "An upload is a JSON object with groups of items.",
            template: "[{key}: ]expected {expected}, found {value}",
            hint: "Put the items under videos, images, audio, image_groups or dicom_series.",
            reason: "The name of the group decides how its files are read.",
            source: json),
        Rule(
            .uploadUnknownMember, "upload-unknown-member", .error,
            sentence: "Every member at the top level is a group or a flag.",
            template: "\"{key}\" is not a group or flag of an upload[; {value}]"
                + "[; nearest: \"{suggestion}\"|; expected {expected}]",
            hint: "Correct the name, or remove the member.",
            reason:
                "A misspelled group loses all its items without a word. A single value with a name "
                + "of its own is only a warning: the platform leaves it out.",
            source: json),
        Rule(
            .uploadGroupNotArray, "upload-group-not-array", .error,
            sentence: "A group is an array of items.",
            template: "{key}: expected an array of items, found {value}",
            hint: "Put the items in [ and ], a single one too.",
            reason: "Anything else is refused with the whole file.",
            source: json),
        Rule(
            .uploadFlagNotBoolean, "upload-flag-not-boolean", .error,
            sentence: "A flag is true or false.",
            template: "{key}: expected true or false, found {value}[; write {suggestion}]",
            hint: "Write true or false without quotes.",
            reason: "A flag in another form may count as not given, and the upload would do "
                + "something else than meant.",
            source: json),
        Rule(
            .uploadTooManyItems, "upload-too-many-items", .error,
            sentence: "An upload holds at most 500,000 items.",
            template: "more than {expected} items in one upload[: {value}]",
            hint: "Cut the file with `metadex split FILE --into DIR --chunk-items 500000`.",
            reason: "Larger files are refused as a whole.",
            source: json),
        Rule(
            .uploadTooManyURLs, "upload-too-many-urls", .error,
            sentence: "An upload holds at most 1,000,000 URLs, the frames of groups included.",
            template: "more than {expected} URLs in one upload[: {value}]",
            hint: "Cut the file with `metadex split FILE --into DIR`.",
            reason: "Larger files are refused as a whole.",
            source: json),
        Rule(
            .uploadUpsertWithoutSkip, "upload-upsert-without-skip", .error,
            sentence: "upsert_metadata needs skip_duplicate_urls to be true.",
            template: "upsert_metadata has no effect unless skip_duplicate_urls is true",
            hint: "Add \"skip_duplicate_urls\": true, or remove upsert_metadata.",
            reason:
                "Without it every known URL is registered a second time and the stored metadata "
                + "stays as it was.",
            source: "Upload Cloud Data, Update Custom Metadata (JSON)"),
        Rule(
            .uploadNoItems, "upload-no-items", .warning,
            sentence: "An upload holds at least one item.",
            template: "the upload holds no items",
            hint: "Check the program that wrote the file.",
            reason: "Such an upload ends well and does nothing.",
            source: json),
        Rule(
            .uploadDuplicateMember, "upload-duplicate-member", .error,
            sentence: "A group or flag stands once in a file.",
            template: "\"{key}\" stands more than once at the top level",
            hint: "Join the arrays of the group into one.",
            reason: "JSON readers keep only the last of them: the items of the others are lost "
                + "without a word.",
            source: "RFC 8259, section 4"),
        Rule(
            .itemNotObject, "item-not-object", .error,
            sentence: "An item is an object.",
            template: "expected an item object, found {value}",
            hint: "Write {\"objectUrl\": \"…\"} in place of a bare URL.",
            reason: "An item without members has no place for its URL and metadata.",
            source: json),
        Rule(
            .itemMissingURL, "item-missing-url", .error,
            sentence: "An item names its file by a URL.",
            template: "the item has no URL[; expected {expected}]",
            hint: "Add objectUrl, or objectUrl_0, objectUrl_1, … for groups.",
            reason: "Without a URL there is nothing to register.",
            source: json),
        Rule(
            .itemMissingTitle, "item-missing-title", .warning,
            sentence: "An image group, a series or a scene has a title.",
            template: "the item has no title",
            hint: "Add \"title\".",
            reason: "A group has no file name that could stand in, and the platform needs a title "
                + "for groups that come from a bucket.",
            source: model),
        Rule(
            .itemMissingMember, "item-missing-member", .error,
            sentence: "An item has every member that its kind needs.",
            template: "the item has no member \"{key}\"",
            hint: "Add the member.",
            reason: "The platform refuses the item without it.",
            source: model),
        Rule(
            .itemMemberType, "item-member-type", .error,
            sentence: "The members of an item have their types.",
            template: "{key}: expected {expected}, found {value}[; write {suggestion}]",
            hint: "Write the member in the expected form.",
            reason: "The platform refuses the item otherwise.",
            source: model),
        Rule(
            .itemUnknownMember, "item-unknown-member", .warning,
            sentence: "An item has only the members of its kind.",
            template: "\"{key}\" is not a member of such an item[; nearest: \"{suggestion}\"]",
            hint: "Correct the name, or move custom values into clientMetadata.",
            reason:
                "Unknown members are left out without a word; a misspelled clientMetadata loses "
                + "all values of the item.",
            source: model),
        Rule(
            .itemDuplicateMember, "item-duplicate-member", .warning,
            sentence: "A member stands once in an item.",
            template: "\"{key}\" stands more than once in the item; the last one counts",
            hint: "Remove one of them.",
            reason: "JSON readers keep the last one only.",
            source: "RFC 8259, section 4"),
        Rule(
            .urlEmpty, "url-empty", .error,
            sentence: "A URL is not empty.",
            template: "the URL is empty",
            hint: "Remove the item, or write its URL.",
            reason: "There is nothing to register.",
            source: json),
        Rule(
            .urlWhitespace, "url-whitespace", .error,
            sentence: "A URL holds no white space.",
            template: "white space in the URL {value}[; write {suggestion}]",
            hint: "Write %20 for a space, and remove spaces around the URL.",
            reason: "The platform refuses such a URL.",
            source: "Upload Cloud Data, CSV Format"),
        Rule(
            .urlTooLong, "url-too-long", .error,
            sentence: "A URL has at most 16 KB (16,384 bytes).",
            template: "the URL is longer than {expected}[: {value}]",
            hint: "Register the plain URL; signed parameters are not needed with an integration.",
            reason: "The platform refuses a longer one.",
            source: json),
        Rule(
            .titleTooLong, "title-too-long", .error,
            sentence: "A title or file name has at most 300 characters.",
            template: "the title is longer than {expected}[: {value}]",
            hint: "Shorten the title.",
            reason: "The platform refuses a longer one.",
            source: "Register Cloud Data (GCP), Step 4"),
        Rule(
            .frameNumbering, "frame-numbering", .warning,
            sentence: "Frames are objectUrl_0, objectUrl_1 and so on, without a gap.",
            template: "{key}: frames count from objectUrl_0 without a gap[; expected {expected}]",
            hint: "Number the frames again from 0.",
            reason: "The number is the position of the frame; a gap shifts all frames behind it or "
                + "drops them.",
            source: json),
        Rule(
            .groupWithoutFrames, "group-without-frames", .error,
            sentence: "A group or series has at least one frame.",
            template: "the group has no frames[; expected {expected}]",
            hint: "Add objectUrl_0, objectUrl_1, …, or remove the group.",
            reason: "There is nothing to register.",
            source: json),
        Rule(
            .mediaMetadataMissingMember, "media-metadata-missing-member", .error,
            sentence: "Media metadata is complete or left out.",
            template: "the media metadata has no \"{key}\"",
            hint:
                "Add the member, or remove the media metadata so that the platform reads the file.",
            reason:
                "The platform trusts media metadata in place of the file and refuses a part of it.",
            source: model),
        Rule(
            .mediaMetadataMemberType, "media-metadata-member-type", .error,
            sentence: "The members of media metadata have their types.",
            template: "{key}: expected {expected}, found {value}",
            hint: "Write the member in the expected form.",
            reason:
                "The platform trusts media metadata in place of the file; a wrong one spoils the "
                + "item's frames.",
            source: model),
        Rule(
            .mediaMetadataUnknownMember, "media-metadata-unknown-member", .warning,
            sentence: "Media metadata has only the members of its kind.",
            template:
                "\"{key}\" is not a member of such media metadata[; nearest: \"{suggestion}\"]",
            hint: "Correct the name, or move custom values into clientMetadata.",
            reason: "Unknown members are left out without a word.",
            source: model),
        Rule(
            .itemTypeMismatch, "item-type-mismatch", .error,
            sentence: "externalFileType agrees with the group of the item.",
            template: "externalFileType is {value}, but the group holds {expected}",
            hint: "Move the item into its group, or remove externalFileType.",
            reason: "The platform would read the file as something that it is not.",
            source: model),
        Rule(
            .itemInvalidUUID, "item-invalid-uuid", .error,
            sentence: "Identifiers of items are uuids.",
            template: "{key}: {value} is not a uuid[; write {suggestion}]",
            hint: "Write it like \"3f2b8c1e-9d4a-4f6b-8a1c-5e7d9b0c2f31\".",
            reason: "Items are known to the platform by their uuid.",
            source: model),
        Rule(
            .itemMemberSpelling, "item-member-spelling", .warning,
            sentence: "The members of an item have their documented names.",
            template: "\"{key}\" is read as \"{suggestion}\", which is the documented name",
            hint: "Write the documented name.",
            reason:
                "Whether the platform takes the other spelling is not documented; where it does "
                + "not, the member is left out without a word.",
            source: json),
        Rule(
            .urlWithoutScheme, "url-without-scheme", .warning,
            sentence: "A URL says how its file is fetched: https:, s3:, gs: or the like.",
            template: "the URL {value} {expected}",
            hint: "Write the full URL of the file in its bucket.",
            reason:
                "Paths of one computer and words such as nan or None come from programs "
                + "that had no URL; nothing can be fetched for them.",
            source: json),
    ]
}
