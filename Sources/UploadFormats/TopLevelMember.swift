/// What a member at the top level of an upload is.
enum TopLevelMember: Hashable {
    case group(UploadGroup)
    case skipDuplicateURLs, upsertMetadata
    /// The groups of a whole upload request lie one level deeper.
    case envelope(UploadEnvelope)
    /// `integrationHash`, `ignoreErrors`, `fileName`: members of the request; nothing to check.
    case requestOption(UInt8)

    /// The names of all members; the values are places in ``all``.
    static let table = NameTable(spellings)

    /// Names for "nearest", in the spelling of the documentation.
    static let suggestions: [String] = groupNames + flagNames + ["externalFiles", "dataItems"]

    /// The names of groups, each spelling once.
    static let groupNames: [String] = UploadGroup.allCases.flatMap { group in
        group.snakeCaseName == group.camelCaseName
            ? [group.snakeCaseName] : [group.snakeCaseName, group.camelCaseName]
    }

    /// The names of groups as the documentation spells them.
    static let documentedGroups: [String] = UploadGroup.allCases.map(\.snakeCaseName)

    static let flagNames = [
        "skip_duplicate_urls", "upsert_metadata", "skipDuplicateUrls", "upsertMetadata",
    ]

    static let all: [TopLevelMember] =
        UploadGroup.allCases.map(TopLevelMember.group) + [
            .skipDuplicateURLs, .upsertMetadata, .envelope(.externalFiles), .envelope(.dataItems),
            .envelope(.externalFilesSnakeCase), .envelope(.dataItemsSnakeCase), .requestOption(0),
            .requestOption(1), .requestOption(2),
        ]

    private static let spellings: [[String]] =
        UploadGroup.allCases.map { [$0.snakeCaseName, $0.camelCaseName] } + [
            ["skip_duplicate_urls", "skipDuplicateUrls"], ["upsert_metadata", "upsertMetadata"],
            ["externalFiles"], ["dataItems"], ["external_files"], ["data_items"],
            ["integrationHash", "integration_hash"], ["ignoreErrors", "ignore_errors"],
            ["fileName", "file_name"],
        ]
}
