import Text

/// The rules of an enum's options: sorted by code point, without duplicates, 1 to 255.
///
/// Options are compared byte by byte. Swift's own `==` would take `é` written as one character and
/// as two for the same option, which they are not in JSON.
public enum EnumOptions {
    /// Options in the order of their code points, each of them once.
    public static func sorted(_ options: some Sequence<String>) -> [String] {
        let ordered = options.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        var result: [String] = []
        result.reserveCapacity(ordered.count)
        for option in ordered where !(result.last.map { ExactText.isSame($0, option) } ?? false) {
            result.append(option)
        }
        return result
    }

    /// The options of one list that another one lacks.
    ///
    /// - Parameters:
    ///   - options: a sorted list.
    ///   - others: a sorted list.
    public static func missing(_ options: [String], in others: [String]) -> [String] {
        var result: [String] = []
        var index = 0
        for option in options {
            while index < others.count, others[index].utf8.lexicographicallyPrecedes(option.utf8) {
                index += 1
            }
            if index == others.count || !ExactText.isSame(others[index], option) {
                result.append(option)
            }
        }
        return result
    }

}
