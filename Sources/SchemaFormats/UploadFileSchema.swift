/// The part of the JSON Schema that describes upload files: groups, items, media metadata, flags.
///
/// Both encodings are accepted, snake_case and camelCase alike.
enum UploadFileSchema {
    /// 500,000 items a file.
    private static let itemsMax = 500_000
    /// 16 KiB a URL; no character takes less than a byte.
    private static let urlLengthMax = 16_384
    /// 300 characters a title.
    private static let titleLengthMax = 300

    /// The members of a whole file.
    static var properties: [(String, JSONTree)] {
        let groups: [(names: [String], definition: String, words: String)] = [
            (["videos"], "video", "Videos, one file each."),
            (["images"], "image", "Images, one file each."),
            (["audio"], "audio", "Audio files."),
            (["image_groups", "imageGroups"], "imageGroup", "Images that belong together."),
            (["dicom_series", "dicomSeries"], "dicomSeries", "DICOM files that form one series."),
            (["text"], "text", "Plain text files."),
            (["pdf"], "pdf", "PDF documents."),
            (["nifti"], "nifti", "NIfTI volumes."),
            (["time_series", "timeSeries"], "timeSeries", "Time series."),
            (["scenes"], "scene", "Scenes of several files."),
            (
                ["image_groups_from_items", "imageGroupsFromItems"], "imageGroupFromItems",
                "Image groups of items that are registered already."
            ),
        ]
        var members: [(String, JSONTree)] = []
        for group in groups {
            for name in group.names {
                members.append(
                    (
                        name,
                        [
                            "description": .string(group.words), "type": "array",
                            "items": ["$ref": .string("#/$defs/\(group.definition)")],
                            "maxItems": .integer(itemsMax),
                        ]
                    ))
            }
        }
        let flags = [
            (
                ["skip_duplicate_urls", "skipDuplicateUrls"],
                "Skip items whose URL is in the folder already, so that a retry is safe."
            ),
            (
                ["upsert_metadata", "upsertMetadata"],
                "Replace the metadata of skipped items; needs skip_duplicate_urls."
            ),
        ]
        for (names, words) in flags {
            for name in names {
                members.append(
                    (name, ["description": .string(words), "type": "boolean", "default": false]))
            }
        }
        for name in ["externalFiles", "external_files", "dataItems", "data_items"] {
            members.append((name, ["$ref": "#"]))
        }
        for name in ["integrationHash", "integration_hash", "fileName", "file_name"] {
            members.append((name, ["type": ["string", "null"]]))
        }
        for name in ["ignoreErrors", "ignore_errors"] {
            members.append((name, ["type": ["boolean", "null"]]))
        }
        return members
    }

    /// The definitions of items, of the files in them, and of media metadata.
    static var definitions: [(String, JSONTree)] {
        [
            ("url", url),
            ("title", title),
            ("video", file(media: "video")),
            ("image", file(media: "image")),
            ("audio", file(media: "audio")),
            ("text", file(media: "text")),
            ("pdf", file(media: "pdf")),
            ("nifti", file(media: nil)),
            ("timeSeries", file(media: nil, with: [("settings", ["type": ["object", "null"]])])),
            (
                "scene",
                item(with: [("scene", ["type": "object"])])
                    .adding([("required", ["scene"])])
            ),
            (
                "imageGroup",
                group(of: "images", media: "image", spelled: ["images"])
            ),
            (
                "dicomSeries",
                group(of: "dicomFiles", media: "dicom", spelled: ["dicomFiles", "dicom_files"])
            ),
            (
                "imageGroupFromItems",
                item(
                    with: both("imageItems", "image_items", ["type": "array"])
                        + both("videoUrlPrefix", "video_url_prefix", ["type": ["string", "null"]])
                        + videoFlags)
            ),
        ] + MediaSchema.definitions
    }

    private static let url: JSONTree = [
        "description": "Where the file lies; no white space.", "type": "string", "minLength": 1,
        "maxLength": .integer(urlLengthMax), "pattern": "^\\S+$",
    ]

    private static let title: JSONTree = [
        "description": "The name of the item; the path of its URL unless given.",
        "type": ["string", "null"], "maxLength": .integer(titleLengthMax),
    ]

    private static let videoFlags =
        both(
            "createVideo", "create_video",
            ["description": "Whether the images form a video.", "type": ["boolean", "null"]])
        + both("clusterByResolution", "cluster_by_resolution", ["type": ["boolean", "null"]])

    /// A member under both of its names.
    private static func both(
        _ name: String, _ other: String, _ schema: JSONTree
    ) -> [(String, JSONTree)] {
        [(name, schema), (other, schema)]
    }

    /// An item with the members that all items have, and more.
    private static func item(with members: [(String, JSONTree)]) -> JSONTree {
        [
            "type": "object",
            "properties": .object(
                [("title", ["$ref": "#/$defs/title"])]
                    + both("clientMetadata", "client_metadata", ["$ref": "#/$defs/clientMetadata"])
                    + members
                    + both(
                        "placeholderItemUuid", "placeholder_item_uuid",
                        ["type": ["string", "null"]])
                    + both("externalFileType", "external_file_type", ["type": "string"])),
        ]
    }

    /// An item of one file.
    private static func file(
        media: String?, with members: [(String, JSONTree)] = []
    ) -> JSONTree {
        item(with: urls + metadata(media) + members).adding([("anyOf", anyURL)])
    }

    private static let urls: [(String, JSONTree)] = ["objectUrl", "object_url", "url"].map {
        ($0, ["$ref": "#/$defs/url"])
    }

    private static let anyURL: JSONTree = [
        ["required": ["objectUrl"]], ["required": ["object_url"]], ["required": ["url"]],
    ]

    private static func metadata(_ media: String?) -> [(String, JSONTree)] {
        guard let media else { return [] }
        return both(
            "\(media)Metadata", "\(media)_metadata", ["$ref": .string("#/$defs/\(media)Metadata")])
    }

    /// An item of several files: a list of them, or numbered URLs.
    private static func group(
        of list: String, media: String, spelled names: [String]
    ) -> JSONTree {
        let files: JSONTree = [
            "type": ["array", "null"],
            "items": [
                "type": "object",
                "properties": .object(
                    urls + [("title", ["$ref": "#/$defs/title"])] + metadata(media)),
                "anyOf": anyURL,
            ],
        ]
        let numbered = "^(objectUrl|object_url)_[0-9]+$"
        return item(with: names.map { ($0, files) } + videoFlags).adding([
            ("patternProperties", .object([(numbered, ["$ref": "#/$defs/url"] as JSONTree)])),
            (
                "anyOf",
                .array(
                    names.map { name -> JSONTree in ["required": [.string(name)]] } + [
                        ["not": ["propertyNames": ["not": ["pattern": .string(numbered)]]]]
                    ])
            ),
        ])
    }
}
