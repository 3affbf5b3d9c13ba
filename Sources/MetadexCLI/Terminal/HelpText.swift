/// The help of a command in the order in which a person reads it: what the command is for first, what
/// every command has last.
///
/// The parser puts groups with a title before the command's own options, and its own flags among
/// these.
enum HelpText {
    private struct Section {
        let title: Substring
        var lines: [Substring] = []
        var isEmpty: Bool { lines.allSatisfy(\.isEmpty) }
    }

    /// Arranges a help that the parser made; any other text stays as it is.
    static func arranged(_ text: String) -> String {
        guard text.hasPrefix("OVERVIEW: ") else { return text }
        var head = Section(title: "")
        var sections: [Section] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if isTitle(line) {
                sections.append(Section(title: line))
            } else if sections.isEmpty {
                head.lines.append(withoutGeneralFlags(line))
            } else {
                sections[sections.count - 1].lines.append(line)
            }
        }
        let general = sections.firstIndex { $0.title == "\(GlobalOptions.title.uppercased()):" }
        let own = sections.firstIndex { $0.title == "OPTIONS:" }
        if let general, let own {
            let entries = entries(of: sections[own].lines)
            sections[own].lines = entries.filter { !isParsers($0) }.flatMap { $0 }
            let moved = entries.filter(isParsers).flatMap { $0 }
            sections[general].lines = withoutEnd(sections[general].lines) + moved
        }
        func place(_ index: Int) -> Int {
            switch sections[index].title {
            case "ARGUMENTS:": 0
            case "OPTIONS:": 1
            default: index == general ? 3 : sections[index].title.hasSuffix("SUBCOMMANDS:") ? 4 : 2
            }
        }
        let order = sections.indices.sorted { (place($0), $0) < (place($1), $1) }
        let arranged = order.map { sections[$0] }.filter { !$0.isEmpty }
        let blocks = [withoutEnd(head.lines)] + arranged.map { [$0.title] + withoutEnd($0.lines) }
        return blocks.map { $0.joined(separator: "\n") }.joined(separator: "\n\n")
    }

    private static func isTitle(_ line: Substring) -> Bool {
        line.hasSuffix(":") && line.count > 1
            && line.dropLast().utf8.allSatisfy {
                $0 == UInt8(ascii: " ") || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0)
            }
    }

    /// The usage line tells what the command takes; what every command takes would come first in it.
    private static func withoutGeneralFlags(_ line: Substring) -> Substring {
        guard line.hasPrefix("USAGE: ") else { return line }
        return line.replacing(" [--color <when>]", with: "").replacing(" [--quiet]", with: "")[...]
    }

    /// The lines of each option: the first begins at the margin, the others are indented.
    private static func entries(of lines: [Substring]) -> [[Substring]] {
        var entries: [[Substring]] = []
        for line in lines {
            if line.hasPrefix("  -") || entries.isEmpty {
                entries.append([line])
            } else {
                entries[entries.count - 1].append(line)
            }
        }
        return entries
    }

    /// Whether an option is one that the parser adds to every command.
    private static func isParsers(_ entry: [Substring]) -> Bool {
        guard let words = entry.first?.split(separator: " ") else { return false }
        return words.first == "--version" || words.first == "-h,"
    }

    private static func withoutEnd(_ lines: [Substring]) -> [Substring] {
        var lines = lines
        while lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }
}
