extension RuleCatalog {
    /// MX3xx: values under the keys of the schema.
    static let valueRules: [Rule] = [
        Rule(
            .enumUnknownOption, "enum-unknown-option", .error,
            sentence: "The value of an enum key is one of its options, letter by letter.",
            template:
                "{key}: {value} is not an option[; nearest: {suggestion}|; expected {expected}]",
            hint:
                "Write an option exactly, or add it with `metadex schema options KEY --add X`.",
            reason:
                "An unknown option cannot be chosen in a filter, so the item is never found by it. "
                + "Case and spaces count: `Sunny` and `sunny` are two options.",
            source: "Upload Cloud Data, Metadata schema table"),
        Rule(
            .booleanType, "boolean-type", .error,
            sentence: "The value of a boolean key is true or false.",
            template: "{key}: expected true or false, found {value}[; write {suggestion}]",
            hint: "Write true or false without quotes.",
            reason:
                "\"true\" in quotes is a string for jsonb: filters on the boolean miss it.",
            source: "Upload Cloud Data, Metadata schema table; PostgreSQL 15 jsonb"),
        Rule(
            .numberType, "number-type", .error,
            sentence: "The value of a number key is a JSON number.",
            template: "{key}: expected a number, found {value}[; write {suggestion}|; {expected}]",
            hint: "Write the number without quotes, with a point and without unit.",
            reason: "A number in quotes is a string for jsonb: ranges and sorting do not see it.",
            source: "Upload Cloud Data, Metadata schema table; PostgreSQL 15 jsonb"),
        Rule(
            .numberNotFinite, "number-not-finite", .error,
            sentence:
                "A number lies in the range of its key's float: 64 bits, or 32 for the format F32.",
            template: "{key}: {value} is beyond the range of [{expected}|a 64-bit float]",
            hint: "Check the exponent, or declare the key as varchar.",
            reason:
                "Numbers are indexed as 64-bit floats; such a number would become infinite.",
            source: "encord SDK 0.1.211 metadata_schema (number, format F64); IEEE 754"),
        Rule(
            .numberInexact, "number-inexact", .warning,
            sentence: "A number is held exactly by a 64-bit float.",
            template:
                "{key}: {value} is not held exactly by a 64-bit float[; it becomes {suggestion}]",
            hint: "Declare identifiers as varchar and write them in quotes.",
            reason:
                "Integers beyond 9,007,199,254,740,992 and long decimals are rounded when they are "
                + "indexed. Two identifiers can then become one.",
            source: "encord SDK 0.1.211 metadata_schema (number, format F64); IEEE 754"),
        Rule(
            .datetimeType, "datetime-type", .error,
            sentence: "The value of a datetime key is a string.",
            template: "{key}: expected a datetime in quotes, found {value}[; write {suggestion}]",
            hint: "Write it like \"2025-03-01T12:00:00Z\".",
            reason:
                "Counts since 1970 come in seconds, milliseconds and more, and are never guessed.",
            source: "Upload Cloud Data, Metadata schema table; ISO 8601"),
        Rule(
            .datetimeFormat, "datetime-format", .error,
            sentence: "A datetime is written as ISO 8601 says: a date, or a date and a time.",
            template:
                "{key}: {value} is not an ISO 8601 datetime"
                + "[; write {suggestion}|; expected {expected}]",
            hint: "Write it like \"2025-03-01T12:00:00Z\" or \"2025-03-01\".",
            reason:
                "Other spellings (03/01/2025, month names, a time alone) mean different things to "
                + "different programs.",
            source: "Upload Cloud Data, Metadata schema table; ISO 8601"),
        Rule(
            .datetimeRange, "datetime-range", .error,
            sentence:
                "A datetime exists: month, day, hour, minute, second and offset are in range.",
            template: "{key}: {value} does not exist[; expected {expected}]",
            hint: "Check the order of day and month, leap years, and offsets beyond 14:00.",
            reason: "Such a value cannot be sorted or filtered; some programs move it silently to "
                + "another day.",
            source: "ISO 8601; IERS Bulletin C for leap seconds"),
        Rule(
            .datetimeNoOffset, "datetime-no-offset", .notice,
            sentence: "A datetime names its offset from UTC.",
            template: "{key}: {value} has no UTC offset and is read as UTC",
            hint: "Add Z or an offset such as +02:00.",
            reason:
                "The platform keeps UTC. A local time without an offset lands hours away from "
                + "where it was meant.",
            source: "encord SDK 0.1.211 metadata_schema (datetime, timezone UTC); ISO 8601"),
        Rule(
            .uuidType, "uuid-type", .error,
            sentence: "The value of a uuid key is a string.",
            template: "{key}: expected a uuid in quotes, found {value}",
            hint: "Write it like \"3f2b8c1e-9d4a-4f6b-8a1c-5e7d9b0c2f31\".",
            reason: "Nothing else can hold 128 bits without loss.",
            source: "Upload Cloud Data, Metadata schema table; RFC 9562"),
        Rule(
            .uuidFormat, "uuid-format", .error,
            sentence: "A uuid is 32 hexadecimal digits in groups of 8-4-4-4-12, of any version.",
            template: "{key}: {value} is not a uuid[; write {suggestion}|; expected {expected}]",
            hint:
                "Use the 8-4-4-4-12 form without braces and prefix, or declare the key as varchar.",
            reason:
                "Two spellings of one uuid are two values in jsonb, so only one is taken.",
            source: "Upload Cloud Data, Metadata schema table; RFC 9562"),
        Rule(
            .varcharType, "varchar-type", .error,
            sentence: "The value of a varchar key is a string.",
            template: "{key}: expected a string, found {value}[; write {suggestion}]",
            hint: "Put the value in quotes.",
            reason: "Text filters do not see numbers, booleans or nested values.",
            source: "Upload Cloud Data, Metadata schema table"),
        Rule(
            .varcharTooLong, "varchar-too-long", .error,
            sentence:
                "A varchar has at most its key's number of characters, 8,192 unless declared.",
            template: "{key}: longer than {expected}[: {value}]",
            hint: "Shorten it, or declare the key as text.",
            reason: "The platform limits a varchar so that it can be indexed.",
            source: "encord SDK 0.1.211 metadata_schema (varchar, max_length)"),
        Rule(
            .textType, "text-type", .error,
            sentence: "The value of a text key is a string.",
            template: "{key}: expected a string, found {value}[; write {suggestion}]",
            hint: "Put the value in quotes.",
            reason: "Full text search does not see numbers, booleans or nested values.",
            source: "Upload Cloud Data, Metadata schema table"),
        Rule(
            .enumType, "enum-type", .error,
            sentence: "The value of an enum key is a string.",
            template:
                "{key}: expected an option in quotes, found {value}[; nearest: {suggestion}]",
            hint: "Put the option in quotes; for several options, declare one boolean key each.",
            reason: "Options are strings, and an item has one of them.",
            source: "Upload Cloud Data, Metadata schema table"),
        Rule(
            .embeddingType, "embedding-type", .error,
            sentence: "The value of an embedding key is an array of numbers.",
            template: "{key}: expected an array of [{expected}|numbers], found {value}",
            hint: "Write the vector as a JSON array, for instance with `.tolist()` in Python.",
            reason: "A vector in quotes or in another form is kept as a string and never searched.",
            source: "Upload Cloud Data, Custom Embeddings"),
        Rule(
            .embeddingSize, "embedding-size", .error,
            sentence: "An embedding has exactly as many numbers as its key declares.",
            template: "{key}: expected {expected}, found {value}",
            hint: "Use the model that the key was made for, or declare a new key for the new size.",
            reason:
                "Vectors of different sizes cannot be compared, and a size never changes.",
            source: "Upload Cloud Data, Custom Embeddings"),
        Rule(
            .embeddingElement, "embedding-element", .error,
            sentence: "Every element of an embedding is a finite number.",
            template: "{key}: an embedding holds finite numbers only, found {value}",
            hint: "Look for NaN or missing values in the model's output; they are written as null.",
            reason: "One such element makes every distance to the vector meaningless.",
            source: "Upload Cloud Data, Custom Embeddings"),
        Rule(
            .embeddingZero, "embedding-zero", .warning,
            sentence: "An embedding has at least one number that is not zero.",
            template: "{key}: every number of the embedding is zero",
            hint: "Leave the key out for items that the model could not read.",
            reason:
                "A zero vector has no direction: similarity to it is undefined. It is usually a "
                + "placeholder for a failed computation.",
            source: "Upload Cloud Data, Custom Embeddings"),
        Rule(
            .geospatialType, "geospatial-type", .error,
            sentence:
                "The value of a geospatial key is an object with latitude and longitude, both "
                + "numbers.",
            template:
                "{key}: expected [{expected}|an object with latitude and longitude], found {value}"
                + "[; write {suggestion}]",
            hint: "Write it like {\"latitude\": 51.5, \"longitude\": -0.12}.",
            reason: "Pairs in arrays and strings leave open which number is the latitude.",
            source: "encord SDK 0.1.211 metadata_schema (GeospatialCoordinates)"),
        Rule(
            .geospatialMissingMember, "geospatial-missing-member", .error,
            sentence: "A geospatial value has both a latitude and a longitude.",
            template: "{key}: the coordinates have no {expected}[; nearest: {suggestion}]",
            hint: "Name the members latitude and longitude in full.",
            reason: "Half a place is no place, and lat, lng or lon are not read.",
            source: "encord SDK 0.1.211 metadata_schema (GeospatialCoordinates)"),
        Rule(
            .geospatialRange, "geospatial-range", .error,
            sentence:
                "Latitude is a number from -90 to 90, longitude from -180 to 180, in degrees.",
            template: "{key}: {value} is out of range[; expected {expected}][; {suggestion}]",
            hint: "Check that latitude and longitude are not swapped and that both are in degrees.",
            reason: "A value outside of the range is no place on earth.",
            source: "encord SDK 0.1.211 metadata_schema (GeospatialCoordinates)"),
        Rule(
            .userType, "user-type", .error,
            sentence: "The value of a user key is an e-mail address as a string.",
            template: "{key}: expected an e-mail address in quotes, found {value}",
            hint: "Write it like \"name@example.org\".",
            reason: "The server names people by their e-mail address.",
            source: "encord SDK 0.1.211 metadata_schema (user)"),
    ]
}
