extension RuleCatalog {
    private static let csv = "Upload Cloud Data, CSV Format"

    /// MX7xx: CSV uploads.
    static let csvRules: [Rule] = [
        Rule(
            .csvSyntax, "csv-syntax", .error,
            sentence: "A CSV file follows RFC 4180.",
            template: "not valid CSV: {value}[; expected {expected}]",
            hint: "Write a quote inside a quoted field twice, and close every quoted field.",
            reason: "Behind a lost quote, rows are read as part of a field.",
            source: "RFC 4180"),
        Rule(
            .csvHeader, "csv-header", .error,
            sentence: "The header names the columns of an upload.",
            template: "the header has {value}[; nearest: {suggestion}][; expected {expected}]",
            hint: "Use ObjectUrl with Video title, Image title, Image group title, Create video or "
                + "Series title; custom metadata goes into JSON only.",
            reason: "The header decides which kind of data the rows are.",
            source: csv),
        Rule(
            .csvRowWidth, "csv-row-width", .error,
            sentence: "A row has as many fields as the header.",
            template: "expected {expected}, found {value}",
            hint: "Put fields with commas in quotes.",
            reason: "With a field too many or too few, values land in the wrong column.",
            source: "RFC 4180"),
        Rule(
            .csvTooManyRows, "csv-too-many-rows", .error,
            sentence: "A CSV file has at most 10,000 rows.",
            template: "more than {expected} rows in one file[: {value}]",
            hint: "Cut the file with `metadex split FILE --into DIR`, or upload JSON.",
            reason: "The platform refuses longer files.",
            source: "Register Cloud Data (GCP), Step 4"),
        Rule(
            .csvSingleColumn, "csv-single-column", .notice,
            sentence: "A file with the single column ObjectUrl is an upload of videos.",
            template: "a single ObjectUrl column means videos",
            hint:
                "Add the column of your kind of data, such as Image title, if they are not videos.",
            reason: "Other files then fail with \"Expected a video, got a file of type …\".",
            source: csv),
        Rule(
            .csvCreateVideo, "csv-create-video", .error,
            sentence: "Create video is true or false, the same in all rows of a group.",
            template: "Create video: expected {expected}, found {value}",
            hint: "Write true for an image sequence and false for an image group.",
            reason: "The column decides what the rows of a group become.",
            source: csv),
        Rule(
            .csvGroupTitle, "csv-group-title", .error,
            sentence: "A row of an image group, a sequence or a series names its group.",
            template: "the row has no title of its group[; expected {expected}]",
            hint: "Write the same title in all rows of the group.",
            reason: "Rows belong together by their title.",
            source: csv),
        Rule(
            .csvEmptyRow, "csv-empty-row", .error,
            sentence: "A row holds something.",
            template: "the row is empty: it has {value} and nothing in them",
            hint: "Delete the row; spreadsheets leave such rows below the last one.",
            reason: "Every row is an item, and this one has no URL.",
            source: csv),
    ]
}
