import TestSupport
import Testing

@testable import MetadexCLI

/// The part of TOML that settings need is read as TOML means it; everything else is refused with its
/// place.
@Suite struct SettingsReaderTests {
    struct Example: Decodable, CustomTestStringConvertible {
        var text: String
        /// What is read, as JSON without blanks.
        var reads: String?
        /// `line:column: message`, the start of it.
        var fails: String?
        var hint: String?
        var testDescription: String { text }
    }

    @Test(arguments: CaseFiles.load("settings.json", as: Example.self))
    func example(example: Example) throws {
        do throws(SettingsFault) {
            let table = try SettingsReader.read(Array(example.text.utf8))
            #expect(SettingsReaderTests.json(of: table) == example.reads)
        } catch {
            let place = SettingsReaderTests.place(of: error.offset, in: example.text)
            let told = "\(place): \(error.message)"
            #expect(told.hasPrefix(example.fails ?? "nothing"), "\(told)")
            if let hint = example.hint { #expect(error.hint == hint) }
        }
    }

    @Test("bytes that are not UTF-8 have a place")
    func encoding() {
        let examples: [([UInt8], Int)] = [
            (Array("a = \"".utf8) + [0xE9, 0x22], 5), ([0xFF, 0xFE, 0x61, 0x00], 0),
            (Array("a=1\n#".utf8) + [0xC3], 5), ([0x00, 0x61], 0),
        ]
        for (bytes, offset) in examples {
            let fault = #expect(throws: SettingsFault.self) { try SettingsReader.read(bytes) }
            #expect(fault?.offset == offset, "\(bytes)")
        }
    }

    @Test("brackets without end are refused without recursion without end")
    func depth() {
        for (opening, count) in [("a = [", 100_000), ("a = {b = ", 100_000), ("a.", 100_000)] {
            let text = String(repeating: opening, count: count) + "1"
            #expect(throws: SettingsFault.self) { try SettingsReader.read(Array(text.utf8)) }
            let list = "a = " + String(repeating: "[", count: count)
            #expect(throws: SettingsFault.self) { try SettingsReader.read(Array(list.utf8)) }
        }
    }

    /// 10,000 texts, in which bytes, pieces and lines are exchanged, doubled, lost or made up.
    @Test("no text traps, and every fault has a place in the text", arguments: 1...10)
    func mutations(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let seeds = CaseFiles.load("settings.json", as: Example.self).map { Array($0.text.utf8) }
        let pieces = [
            "[", "]", "[[", "{", "}", "\"", "'", "\\u", "=", ".", "#", "\n", "\r", ",", "!",
        ]
        for _ in 0..<1_000 {
            var bytes = seeds[Int.random(in: 0..<seeds.count, using: &random)]
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let place = Int.random(in: 0...bytes.count, using: &random)
                let end = min(bytes.count, place + Int.random(in: 0...3, using: &random))
                let piece: [UInt8] =
                    switch Int.random(in: 0..<4, using: &random) {
                    case 0: []
                    case 1: [UInt8.random(in: 0...255, using: &random)]
                    case 2: Array((pieces.randomElement(using: &random) ?? "").utf8)
                    default: seeds[Int.random(in: 0..<seeds.count, using: &random)]
                    }
                bytes.replaceSubrange(place..<end, with: piece)
            }
            do throws(SettingsFault) {
                _ = try SettingsReader.read(bytes)
            } catch {
                #expect((0...bytes.count).contains(error.offset), "seed \(seed): \(bytes)")
                #expect(!error.message.isEmpty, "seed \(seed): \(bytes)")
            }
        }
    }

    private static func place(of offset: Int, in text: String) -> String {
        var (line, column) = (1, 1)
        for scalar in String(decoding: text.utf8.prefix(offset), as: UTF8.self).unicodeScalars {
            (line, column) = scalar == "\n" ? (line + 1, 1) : (line, column + 1)
        }
        return "\(line):\(column)"
    }

    private static func json(of table: SettingsTable) -> String {
        "{" + table.members.map { "\"\($0.name)\":" + json(of: $0.value) }.joined(separator: ",")
            + "}"
    }

    private static func json(of value: SettingsValue) -> String {
        switch value.content {
        case .text(let text): "\"\(text)\""
        case .boolean(let value): "\(value)"
        case .integer(let number): "\(number)"
        case .list(let values): "[" + values.map(json).joined(separator: ",") + "]"
        case .table(let table): json(of: table)
        }
    }
}
