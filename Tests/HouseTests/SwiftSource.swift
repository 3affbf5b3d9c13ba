import Foundation
import TestSupport

/// The text of a Swift file as the checks of the house read it.
struct SwiftSource {
    /// The target that the file belongs to.
    let target: String
    /// The file's name without its ending.
    let name: String
    /// The lines without comments. Strings stay: what they interpolate is code.
    let lines: [String]

    init(target: String = "", name: String = "", _ text: String) {
        self.target = target
        self.name = name
        lines = text.components(separatedBy: "\n").map(SwiftSource.withoutComment)
    }

    /// Every file of `Sources/`.
    static let all: [SwiftSource] = Repository.swiftFiles(in: "Sources").map { file in
        let folders = file.path.split(separator: "/").drop { $0 != "Sources" }.dropFirst()
        let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
        return SwiftSource(
            target: String(folders.first ?? ""),
            name: file.deletingPathExtension().lastPathComponent, text)
    }

    private static func withoutComment(_ line: String) -> String {
        guard let start = line.firstRange(of: "//")?.lowerBound else { return line }
        // In a string the two strokes stand behind an odd number of quotes.
        let isInString = line[..<start].count { $0 == "\"" } % 2 == 1
        return isInString ? line : String(line[..<start])
    }

    /// The words of code, in their order.
    var words: [Substring] { lines.flatMap(SwiftSource.words) }

    static func words(_ line: String) -> [Substring] {
        line.split { !($0.isLetter || $0.isNumber || $0 == "_") }
    }
}
