import CanonicalJSON
import Findings
import Foundation
import SchemaModel
import Text
import UploadReading

extension Configuration {
    /// Reads a settings file.
    ///
    /// - Parameter path: the file; `-` is standard input.
    /// - Throws: a `Failure`: status 3 when it cannot be read, 2 with the place when it is wrong.
    init(contentsOf path: String) throws {
        let input = try openInput(path)
        let bytes = try reading(input) { try $0.readAll(limit: Configuration.bytesMax) }
        try self.init(bytes, file: input.name)
    }

    /// Reads the text of a settings file.
    init(_ bytes: [UInt8], file: String) throws {
        path = file
        do {
            try take(SettingsReader.read(bytes), Lines(of: bytes))
        } catch let fault as SettingsFault {
            let place = Lines(of: bytes).position(fault.offset)
            throw Failure.usage(
                "\(file):\(place.line):\(place.column): \(fault.message)", hint: fault.hint)
        }
    }

    private mutating func take(_ table: SettingsTable, _ lines: Lines) throws {
        let names = [
            "schema", "store", "target", "fail-on", "baseline", "undeclared", "exclude", "rules",
        ]
        try Configuration.check(table, against: names, in: nil)
        schema = try text("schema", of: table, lines) { _, text in resolved(text) }
        store = try text("store", of: table, lines) { _, text in resolved(text) }
        baseline = try text("baseline", of: table, lines) { _, text in resolved(text) }
        target = try text("target", of: table, lines, Configuration.choice)
        failOn = try text("fail-on", of: table, lines, Configuration.choice)
        undeclared = try list("undeclared", of: table, lines)
        var choices = 0
        exclude = try list("exclude", of: table, lines) { value, text throws(SettingsFault) in
            try Configuration.checkPattern(value, text, &choices)
        }
        guard let member = table["rules"] else { return }
        guard case .table(let rules) = member.value.content else {
            throw SettingsFault(
                at: member.value.offset, "\"rules\" must be a table, found \(member.value.noun)",
                hint: "write it below a line of its own: [rules]")
        }
        try Configuration.check(rules, against: ["error", "warn", "ignore"], in: "rules")
        errors = try list("error", of: rules, in: "rules", lines, Configuration.checkRule)
        warnings = try list("warn", of: rules, in: "rules", lines, Configuration.checkRule)
        ignored = try list("ignore", of: rules, in: "rules", lines, Configuration.checkRule)
    }

    /// Refuses names that mean nothing, the first of the file.
    private static func check(
        _ table: SettingsTable, against known: [String], in parent: String?
    ) throws(SettingsFault) {
        guard
            let unknown = table.members.first(where: { member in
                !known.contains { $0.utf8.elementsEqual(member.name.utf8) }
            })
        else { return }
        let name = parent.map { "\($0).\(unknown.name)" } ?? unknown.name
        throw SettingsFault(
            at: unknown.offset, "there is no setting \"\(name)\"",
            hint: NearestMatch.match(for: unknown.name, in: known).map { "did you mean \"\($0)\"?" }
                ?? "known: \(known.joined(separator: ", "))")
    }

    private func text<Value>(
        _ name: String, of table: SettingsTable, _ lines: Lines,
        _ read: (SettingsTable.Member, String) throws -> Value
    ) throws -> Setting<Value>? {
        guard let member = table[name] else { return nil }
        guard case .text(let text) = member.value.content else {
            throw SettingsFault(
                at: member.value.offset,
                "\"\(name)\" must be a text in quotes, found \(member.value.noun)")
        }
        if text.isEmpty {
            throw SettingsFault(
                at: member.value.offset, "\"\(name)\" is empty", hint: "remove the line")
        }
        return Setting(
            value: try read(member, text), line: lines.position(member.offset).line)
    }

    /// One word of a few.
    private static func choice<Value: RawRepresentable<String> & CaseIterable>(
        _ member: SettingsTable.Member, _ word: String
    ) throws(SettingsFault) -> Value {
        if let value = Value(rawValue: word) { return value }
        let words = Value.allCases.map(\.rawValue)
        let choices = words.dropLast().joined(separator: ", ") + " or " + (words.last ?? "")
        throw SettingsFault(
            at: member.value.offset, "\"\(member.name)\" must be \(choices), not \"\(word)\"")
    }

    private func list(
        _ name: String, of table: SettingsTable, in parent: String? = nil, _ lines: Lines,
        _ check: (SettingsValue, String) throws -> Void = { _, _ in }
    ) throws -> Setting<[String]>? {
        guard let member = table[name] else { return nil }
        let whole = parent.map { "\($0).\(name)" } ?? name
        guard case .list(let values) = member.value.content else {
            throw SettingsFault(
                at: member.value.offset, "\"\(whole)\" must be a list, found \(member.value.noun)",
                hint: "put texts in brackets: \(name) = [\"…\"]")
        }
        let texts = try values.map { value in
            guard case .text(let text) = value.content else {
                throw SettingsFault(
                    at: value.offset, "\"\(whole)\" must hold texts only, found \(value.noun)")
            }
            if text.isEmpty {
                throw SettingsFault(at: value.offset, "\"\(whole)\" holds an empty text")
            }
            try check(value, text)
            return text
        }
        return Setting(value: texts, line: lines.position(member.offset).line)
    }

    /// Checks a pattern of paths.
    ///
    /// - Parameter choices: how many patterns braces have added so far. Each is tried on each path
    ///   that a walk meets, so all of them together may be no more than those of one text.
    private static func checkPattern(
        _ value: SettingsValue, _ text: String, _ choices: inout Int
    ) throws(SettingsFault) {
        do throws(Failure) {
            choices += try BraceChoices.texts(of: text).count - 1
        } catch {
            throw SettingsFault(at: value.offset, error.message, hint: error.hint)
        }
        if choices < BraceChoices.choicesMax { return }
        throw SettingsFault(
            at: value.offset,
            "with the braces of this pattern, those of \"exclude\" stand for more than "
                + "\(BraceChoices.choicesMax) patterns",
            hint: "write * for what differs")
    }

    private static func checkRule(_ value: SettingsValue, _ word: String) throws(SettingsFault) {
        do throws(UnknownRule) {
            _ = try RuleCatalog.rule(named: word)
        } catch {
            let failure = Failure.unknownRule(error)
            throw SettingsFault(at: value.offset, failure.message, hint: failure.hint)
        }
    }
}

/// Finds lines and columns of a text.
private struct Lines {
    private let bytes: [UInt8]

    init(of bytes: [UInt8]) { self.bytes = bytes }

    func position(_ offset: Int) -> SourcePosition {
        bytes.withUnsafeBytes {
            SourcePosition.start.advanced(over: UnsafeRawBufferPointer(rebasing: $0.prefix(offset)))
        }
    }
}
