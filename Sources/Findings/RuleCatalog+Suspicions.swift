extension RuleCatalog {
    private static let experience = "Metadex: legal, and usually a mistake"

    /// MX5xx: legal, and probably not meant.
    static let suspicionRules: [Rule] = [
        Rule(
            .numberAsText, "number-as-text", .warning,
            sentence: "A number is not written as a string.",
            template: "{key}: {value} is a number in quotes[; without them: {suggestion}]",
            hint: "Declare the key as number and write the values without quotes.",
            reason: "Strings sort \"10\" before \"9\", and ranges on them find nothing.",
            source: experience),
        Rule(
            .leadingZero, "leading-zero", .warning,
            sentence: "Codes keep their leading zeros.",
            template: "{key}: {value} may have lost its leading zeros[; nearest: {suggestion}]",
            hint: "Take the values from the source as text, not from a spreadsheet.",
            reason:
                "Spreadsheets and CSV readers turn codes such as 00601 into numbers. Joining with "
                + "the source then fails for these items.",
            source: experience),
        Rule(
            .datetimeMixedOffsets, "datetime-mixed-offsets", .warning,
            sentence: "All values of a datetime key have an offset, or none has.",
            template: "{key}: some values have a UTC offset and some have none[: {value}]",
            hint: "Write an offset in every value.",
            reason:
                "The values without offset are read as UTC and land hours away from the others.",
            source: experience),
        Rule(
            .datetimeEpoch, "datetime-epoch", .warning,
            sentence: "A datetime is not a count of seconds or milliseconds.",
            template: "{key}: {value} looks like a Unix time[ in {expected}][; write {suggestion}]",
            hint: "Write it as an ISO 8601 datetime.",
            reason: "A count without unit is read a thousandfold wrong sooner or later.",
            source: experience),
        Rule(
            .geospatialSwapped, "geospatial-swapped", .warning,
            sentence: "Latitude and longitude are not swapped.",
            template: "{key}: latitude and longitude look swapped[; write {suggestion}]",
            hint: "Exchange the two numbers; GeoJSON writes the longitude first.",
            reason: "Swapped numbers are often legal, and put the item on another continent.",
            source: experience),
        Rule(
            .varcharNearDuplicates, "varchar-near-duplicates", .warning,
            sentence: "Values of a key do not differ only by case, spaces or what cannot be seen.",
            template: "{key}: {value} differs from {suggestion} only by {expected}",
            hint: "Choose one spelling, or declare the key as enum.",
            reason: "A filter on one spelling misses the items with the other.",
            source: experience),
        Rule(
            .keyConstant, "key-constant", .warning,
            sentence: "A key has more than one value.",
            template: "{key}: every item has the same value[: {value}]",
            hint: "Check whether the value was meant to vary.",
            reason:
                "A key that is always the same separates nothing, and is often a default that was "
                + "never filled in.",
            source: experience),
        Rule(
            .keyMostlyMissing, "key-mostly-missing", .warning,
            sentence: "A declared key is given for more than a few items.",
            template: "{key}: almost no item has it[: {value}]",
            hint: "Check the spelling of the key and the program that writes it.",
            reason: "Filters on the key leave nearly all items out.",
            source: experience),
        Rule(
            .keyCaseVariants, "key-case-variants", .warning,
            sentence: "Keys do not differ only by case, spaces or what cannot be seen.",
            template: "\"{key}\" and \"{suggestion}\" differ only by {expected}",
            hint: "Choose one spelling.",
            reason: "Keys are compared byte by byte: the values are spread over two keys.",
            source: "Register Cloud Data (GCP), Metadata Schema Table"),
        Rule(
            .urlDuplicate, "url-duplicate", .warning,
            sentence: "A URL stands once in an upload.",
            template: "the URL {value} stands in an earlier item too[: {expected}]",
            hint:
                "Remove one of the items. Which one counts depends on the flags of the file: with "
                + "skip_duplicate_urls the first, with upsert_metadata too the metadata of the last.",
            reason:
                "Without skip_duplicate_urls the file is registered twice. With it the later items "
                + "are skipped; with upsert_metadata their metadata replaces that of the first, "
                + "which is lost.",
            source: "Upload Cloud Data, JSON Format"),
    ]
}
