/// The rules, by the number in their code: `MX301` is `enumUnknownOption`.
///
/// A number is never used again for another rule. What each rule says is in ``RuleCatalog``.
public enum RuleID: UInt16, Sendable, Hashable, CaseIterable {
    // The file.
    case jsonSyntax = 101
    case jsonByteOrderMark = 102
    case jsonInvalidUTF8 = 103
    case jsonUnstorableText = 104
    case jsonNumberRange = 105
    case jsonTooDeep = 106
    case fileEmpty = 107
    case itemTooLong = 108
    case fileNotText = 109

    // The shape of an upload.
    case uploadShape = 201
    case uploadUnknownMember = 202
    case uploadGroupNotArray = 203
    case uploadFlagNotBoolean = 204
    case uploadTooManyItems = 205
    case uploadTooManyURLs = 206
    case uploadUpsertWithoutSkip = 207
    case uploadNoItems = 208
    case uploadDuplicateMember = 209
    case itemNotObject = 210
    case itemMissingURL = 211
    case itemMissingTitle = 212
    case itemMissingMember = 213
    case itemMemberType = 214
    case itemUnknownMember = 215
    case itemDuplicateMember = 216
    case urlEmpty = 217
    case urlWhitespace = 218
    case urlTooLong = 219
    case titleTooLong = 220
    case frameNumbering = 221
    case groupWithoutFrames = 222
    case mediaMetadataMissingMember = 223
    case mediaMetadataMemberType = 224
    case mediaMetadataUnknownMember = 225
    case itemTypeMismatch = 226
    case itemInvalidUUID = 227
    case itemMemberSpelling = 228
    case urlWithoutScheme = 229

    // Values.
    case enumUnknownOption = 301
    case booleanType = 302
    case numberType = 303
    case numberNotFinite = 304
    case numberInexact = 305
    case datetimeType = 306
    case datetimeFormat = 307
    case datetimeRange = 308
    case datetimeNoOffset = 309
    case uuidType = 310
    case uuidFormat = 311
    case varcharType = 312
    case varcharTooLong = 313
    case textType = 314
    case enumType = 315
    case embeddingType = 316
    case embeddingSize = 317
    case embeddingElement = 318
    case embeddingZero = 319
    case geospatialType = 320
    case geospatialMissingMember = 321
    case geospatialRange = 322
    case userType = 323

    // The metadata document of an item.
    case metadataNotObject = 401
    case metadataLarge = 402
    case metadataTooLarge = 403
    case keyForbiddenCharacter = 404
    case keyUnknown = 405
    case keyDeleted = 406
    case keyDuplicate = 407
    case keyReserved = 408
    case keyframesDeprecated = 409
    case keyWithoutLetters = 410
    case encordShape = 411
    case encordSamplingRate = 412
    case encordKeyframeMode = 413
    case encordFrameKey = 414
    case encordUnknownMember = 415
    case encordNotVideo = 416

    // Suspicions: legal, and probably not meant.
    case numberAsText = 501
    case leadingZero = 502
    case datetimeMixedOffsets = 503
    case datetimeEpoch = 504
    case geospatialSwapped = 505
    case varcharNearDuplicates = 506
    case keyConstant = 507
    case keyMostlyMissing = 508
    case keyCaseVariants = 509
    case urlDuplicate = 510

    // Schema files and changes.
    case schemaShape = 601
    case schemaUnknownType = 602
    case schemaKeyName = 603
    case schemaOptionCount = 604
    case schemaDuplicateOption = 605
    case schemaEmbeddingSize = 606
    case schemaVarcharLength = 607
    case schemaMissingMember = 608
    case schemaUnknownMember = 609
    case schemaAlias = 610
    case schemaIllegalChange = 611
    case schemaYAMLSyntax = 612
    case schemaTombstone = 613
    case schemaDuplicateKey = 614
    case schemaMemberType = 615
    case schemaEmbeddingTarget = 616
    case schemaNearDuplicateKey = 617
    case schemaNearDuplicateOption = 618
    case schemaOptionText = 619

    // CSV uploads.
    case csvSyntax = 701
    case csvHeader = 702
    case csvRowWidth = 703
    case csvTooManyRows = 704
    case csvSingleColumn = 705
    case csvCreateVideo = 706
    case csvGroupTitle = 707
    case csvEmptyRow = 708

    /// The stable code, for instance `MX301`.
    public var code: String { "MX\(rawValue)" }

    /// What the catalogue says about the rule.
    public var rule: Rule { RuleCatalog[self] }

    /// The readable name, for instance `enum-unknown-option`.
    public var name: String { rule.name }

    /// The severity unless the user chooses another.
    public var defaultSeverity: Severity { rule.severity }
}
