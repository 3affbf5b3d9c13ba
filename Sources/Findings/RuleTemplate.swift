/// Fills the message templates of the rule catalogue.
enum RuleTemplate {
    /// Fills a template.
    ///
    /// - Parameters:
    ///   - template: text with `{word}` places and optional parts in `[...]`.
    ///   - word: the text for a place; nil when the finding has none.
    /// - Returns: the text; a place without a word outside of `[...]` is filled with `?`.
    static func render(_ template: String, word: (Substring) -> String?) -> String {
        var result = ""
        var rest = template[...]
        while let open = rest.firstIndex(where: { $0 == "{" || $0 == "[" }) {
            result += rest[..<open]
            let isPlace = rest[open] == "{"
            guard let close = rest[open...].firstIndex(of: isPlace ? "}" : "]") else { break }
            let inner = rest[rest.index(after: open)..<close]
            if isPlace {
                result += word(inner) ?? "?"
            } else {
                var isComplete = true
                let part = render(String(inner)) { place in
                    let text = word(place)
                    if text == nil { isComplete = false }
                    return text
                }
                if isComplete { result += part }
            }
            rest = rest[rest.index(after: close)...]
        }
        return result + rest
    }
}
