/// Negative numbers on the command line, which the parser of arguments takes for options.
enum NegativeNumbers {
    /// The options that take a number.
    private static let options: Set<String> = [
        "--limit", "--offset", "--max-findings", "--chunk-items", "--chunk-bytes", "--size",
    ]

    /// Arguments with each negative number in a form that reaches its command, which can then say
    /// what it expects: `--limit=-1` instead of `--limit -1`, and `--` before the values of
    /// `metadex value number -5`.
    static func joined(_ arguments: [String]) -> [String] {
        var result: [String] = []
        for argument in arguments {
            guard isNumber(argument), !result.contains("--") else {
                result.append(argument)
                continue
            }
            if let option = result.last, options.contains(option) {
                result[result.count - 1] = "\(option)=\(argument)"
            } else if arguments.first == "value", result.count > 1 {
                result += ["--", argument]
            } else {
                result.append(argument)
            }
        }
        return result
    }

    /// `-1`, `-0.5`, `-1e3`; not `-` and not `-x`.
    private static func isNumber(_ argument: String) -> Bool {
        let rest = argument.utf8.dropFirst()
        return argument.utf8.first == UInt8(ascii: "-")
            && rest.first.map { $0 &- 0x30 < 10 } ?? false
    }
}
