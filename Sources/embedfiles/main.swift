import Foundation

// Usage: embedfiles OUTPUT.swift FILE...
// Writes one Swift file holding the name and text of every FILE as static strings.

func embed(arguments: [String]) throws {
    guard let output = arguments.first else { return }
    var source = """
        enum EmbeddedFiles {
            static let all: [(name: String, text: StaticString)] = [

        """
    for path in arguments.dropFirst() {
        let url = URL(fileURLWithPath: path)
        let text = try String(contentsOf: url, encoding: .utf8)
        source += "(\"\(url.lastPathComponent)\", ####\"\"\"\n\(text)\n\"\"\"####),\n"
    }
    source += "    ]\n}\n"
    try source.write(toFile: output, atomically: true, encoding: .utf8)
}

try embed(arguments: Array(CommandLine.arguments.dropFirst()))
