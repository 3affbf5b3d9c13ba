import Findings
import Text

/// Finds the type that a person meant by a word that is none.
enum TypeWords {
    /// What other tools call our types.
    private static let synonyms = [
        "bool": "boolean", "date": "datetime", "time": "datetime", "timestamp": "datetime",
        "int": "number", "integer": "number", "float": "number", "double": "number",
        "numeric": "number", "decimal": "number", "str": "varchar", "char": "varchar",
        "string": "varchar", "long_string": "text", "longtext": "text", "guid": "uuid",
        "category": "enum", "categorical": "enum", "select": "enum", "choice": "enum",
        "vector": "embedding", "array": "embedding", "list": "embedding", "geo": "geospatial",
        "point": "geospatial", "location": "geospatial", "latlon": "geospatial",
    ]

    /// The nearest of some types.
    static func nearest(to word: String, in types: [String]) -> String? {
        if let type = synonyms[word.lowercased()], types.contains(type) { return type }
        return NearestMatch.match(for: word, in: types)
    }
}
