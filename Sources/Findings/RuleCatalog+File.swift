extension RuleCatalog {
    /// MX1xx: the file as text, before it means anything.
    static let fileRules: [Rule] = [
        Rule(
            .jsonSyntax, "json-syntax", .error,
            sentence: "A JSON file follows RFC 8259 exactly.",
            template: "not valid JSON: {value}[; {suggestion}]",
            hint: "Write the file with a JSON library, not by joining strings.",
            reason:
                "Comments, trailing commas, single quotes, NaN and text behind the end are no "
                + "JSON. A platform that reads the file refuses the whole of it.",
            source: "RFC 8259"),
        Rule(
            .jsonByteOrderMark, "json-byte-order-mark", .error,
            sentence: "A JSON file starts with its value and not with a byte order mark.",
            template: "a byte order mark stands before the JSON text",
            hint: "Save the file as UTF-8 without BOM.",
            reason:
                "RFC 8259 forbids writers to add one, and PostgreSQL and most parsers refuse it.",
            source: "RFC 8259, section 8.1"),
        Rule(
            .jsonInvalidUTF8, "json-invalid-utf8", .error,
            sentence: "A file is UTF-8 text.",
            template: "not UTF-8 text[: found {value}]",
            hint: "Convert the file; Excel and older programs on Windows write Windows-1252: "
                + "`iconv -f windows-1252 -t utf-8 FILE`.",
            reason: "Bytes in another encoding would be stored as other characters or refused.",
            source: "RFC 8259, section 8.1; RFC 3629"),
        Rule(
            .jsonUnstorableText, "json-unstorable-text", .error,
            sentence: "A string holds no U+0000 and no half of a surrogate pair.",
            template: "[{key}: ]a string with {value} cannot be stored",
            hint: "Remove the character; it usually comes from a cut text or a C string.",
            reason: "Both can be written in JSON with escapes, but a jsonb value cannot hold them, "
                + "so the whole item would be refused.",
            source: "PostgreSQL 15 jsonb"),
        Rule(
            .jsonNumberRange, "json-number-range", .error,
            sentence:
                "A number has at most 131,072 digits before and 16,383 behind the decimal point.",
            template:
                "[{key}: ]the number has too many digits[: {value}]",
            hint: "Write the number as a string or drop digits.",
            reason: "jsonb keeps numbers as exact decimals of a limited length.",
            source: "PostgreSQL 15 numeric"),
        Rule(
            .jsonTooDeep, "json-too-deep", .error,
            sentence: "Arrays and objects nest at most 10,000 levels deep.",
            template: "nested deeper than {expected}",
            hint: "Look for an object that holds itself, or flatten the value.",
            reason:
                "PostgreSQL with its usual stack gives up between 6,000 and 20,000 levels; no "
                + "metadata comes near that by intention.",
            source: "PostgreSQL 15 jsonb"),
        Rule(
            .fileEmpty, "file-empty", .error,
            sentence: "A file holds something.",
            template: "the file is empty",
            hint: "Check that the program that wrote it ended well.",
            reason:
                "An empty file is usually what is left of a failed export; it must not pass as a "
                + "good upload.",
            source: "RFC 8259"),
        Rule(
            .itemTooLong, "item-too-long", .error,
            sentence:
                "The text of one item is less than 4 GiB and has at most 8,388,608 values and keys, "
                + "and that of one string is less than 256 MiB.",
            template: "longer than {expected}[: {value}]",
            hint: "Move the large value into a file of its own and keep its URL.",
            reason:
                "jsonb holds no longer string, array or object, and an item of more values would take "
                + "more memory than its text.",
            source: "PostgreSQL 15 jsonb"),
        Rule(
            .fileNotText, "file-not-text", .error,
            sentence: "A file is plain text in UTF-8: not another encoding, and not packed.",
            template: "the file is {value}[; {suggestion}]",
            hint:
                "Read the result from a new file, or through a pipe with `-` in place of the name.",
            reason:
                "PowerShell's > writes UTF-16, Excel's \"Unicode text\" too, and exports are often "
                + "packed. A platform that expects UTF-8 refuses the whole file.",
            source: "RFC 8259, section 8.1"),
    ]
}
