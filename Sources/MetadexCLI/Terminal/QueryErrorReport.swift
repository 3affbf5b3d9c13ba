import QueryLanguage

extension Terminal {
    /// Says what is wrong with a query, each with its place.
    func say(_ errors: QueryErrors, of request: QueryRequest) {
        for error in errors.errors {
            say("error: \(error.message)")
            say(lines: error.excerpt(of: request).split(separator: "\n").map { "  " + $0 })
        }
    }
}
