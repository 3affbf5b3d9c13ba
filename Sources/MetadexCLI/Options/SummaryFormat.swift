import ArgumentParser

/// How a command that writes files says what it has done.
enum SummaryFormat: String, ExpressibleByArgument, CaseIterable {
    /// For people, on standard error.
    case text
    /// One object a file, on standard output.
    case json
}
