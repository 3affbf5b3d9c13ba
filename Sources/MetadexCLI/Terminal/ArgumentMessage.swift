/// What the parser says about wrong arguments, in words that help.
enum ArgumentMessage {
    private static let missing = "Error: Missing value for '"

    /// - Parameters:
    ///   - message: the parser's, of several lines.
    ///   - arguments: the command line.
    static func improved(_ message: String, _ arguments: [String]) -> String {
        // The parser takes a value that begins with a dash for a flag, and the value for missing.
        guard message.hasPrefix(missing),
            let end = message.dropFirst(missing.count).firstIndex(of: "'"),
            let option = message[..<end].dropFirst(missing.count).split(separator: " ").first,
            let index = arguments.firstIndex(of: String(option)),
            arguments.indices.contains(index + 1), arguments[index + 1].hasPrefix("-")
        else { return message }
        let value = arguments[index + 1]
        let rest = message[message.index(after: end)...]
        let isFlag = value.dropFirst().first.map { !$0.isNumber } ?? false
        if isFlag { return message }
        return "Error: \(value) looks like a flag; write \(option)=\(value)" + rest
    }
}
