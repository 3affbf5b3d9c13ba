import CanonicalJSON
import Findings
import SchemaModel
import Text

/// A schema file that is being read: it parses the text and collects the findings.
struct SchemaSource {
    private var buffer: FindingBuffer
    /// Whether something was found that leaves no schema.
    private(set) var hasErrors = false
    private var keyLocations: [KeyName: FindingLocation] = [:]
    /// The finding about the merge key of the definition that is being read.
    private var lastMergeKey: Int?

    init(file: String, levels: RuleLevels) {
        buffer = FindingBuffer(file: file, levels: levels)
    }

    /// Reports a file that is no UTF-8 text by its first bytes; false for any other.
    mutating func reportForeignContent(_ bytes: [UInt8]) -> Bool {
        let isForeign = bytes.prefix(ForeignContent.lengthMax).withUnsafeBytes {
            buffer.reportForeignContent($0)
        }
        if isForeign { hasErrors = true }
        return isForeign
    }

    /// Reports a JSON Schema, such as the one that an export writes for other tools; false for
    /// anything else.
    mutating func reportJSONSchema(_ root: SourceValue) -> Bool {
        guard root.isJSONSchema else { return false }
        report(
            .schemaShape, at: root,
            found: "a JSON Schema, such as `metadex schema export --format json-schema` writes",
            expected: "a schema file")
        return true
    }

    /// Reads JSON; nil with a finding when the text is not JSON.
    mutating func parseJSON(_ bytes: [UInt8]) -> SourceValue? {
        do {
            return SourceValue(try JSONTape(copying: bytes).root)
        } catch {
            buffer.report(error)
            hasErrors = true
            return nil
        }
    }

    /// Reads YAML; nil with a finding when the text is not YAML.
    mutating func parseYAML(_ bytes: [UInt8]) -> SourceValue? {
        do throws(YAMLFault) {
            return try YAMLReader.read(bytes)
        } catch {
            for (offset, key) in error.others {
                buffer.report(error.rule, atOffset: offset, key: key)
            }
            buffer.report(
                error.rule, atOffset: error.offset, key: error.key,
                value: FindingWord(error.message))
            hasErrors = true
            return nil
        }
    }

    /// Reports a finding about a value.
    ///
    /// - Parameters:
    ///   - found: the value in words; made from `value` unless given.
    ///   - severity: the severity at most; nil for the rule's own.
    mutating func report(
        _ rule: RuleID, at value: SourceValue, key: String? = nil, found: String? = nil,
        expected: String? = nil, suggestion: String? = nil, related: SourceValue? = nil,
        atMost severity: Severity? = nil
    ) {
        // The merge key, which was reported, stands for what is missing.
        if rule == .schemaMissingMember || rule == .schemaOptionCount, value.hasMergeKey,
            let lastMergeKey
        {
            buffer.findings[lastMergeKey].severity = .error
            hasErrors = true
            return
        }
        let count = buffer.findings.count
        buffer.report(
            rule, atOffset: value.offset, length: value.length, pointer: value.pointer, key: key,
            value: .text(Finding.cut(found ?? value.words)), expected: FindingWord(expected),
            suggestion: FindingWord(suggestion),
            related: related.map(location))
        guard buffer.findings.count > count else { return }
        if let severity {
            buffer.findings[count].severity = min(severity, buffer.findings[count].severity)
        }
        if buffer.findings[count].severity == .error { hasErrors = true }
    }

    /// The members of an object, each name once: the last one counts, earlier ones are reported,
    /// and so are names that are no text.
    ///
    /// - Parameter key: the schema key that the object defines, for findings; nil for the schema.
    mutating func members(
        of object: SourceValue, key: String? = nil
    ) -> [(name: String, key: SourceValue, value: SourceValue)] {
        var result: [(name: String, key: SourceValue, value: SourceValue)] = []
        var positions: [KeyName: Int] = [:]
        for (memberKey, value) in object.members {
            if memberKey.isMergeKey {
                // A definition may be complete without it, a list of keys is not.
                lastMergeKey = buffer.findings.count
                report(
                    .schemaMemberType, at: memberKey, key: key ?? "<<",
                    found: "a merge key (<<), which is not read",
                    expected: "the members themselves, or an alias for the whole definition",
                    atMost: key == nil ? .error : .warning)
                continue
            }
            guard let name = memberKey.text else {
                let suggestion = memberKey.scalarText.map(JSONString.quoted)
                report(
                    .schemaMemberType, at: memberKey, key: key ?? memberKey.scalarText ?? "",
                    expected: "a name in quotes", suggestion: suggestion)
                continue
            }
            if let position = positions[KeyName(stored: name)] {
                report(.schemaDuplicateKey, at: memberKey, key: name, related: result[position].key)
                result[position] = (name, memberKey, value)
            } else {
                positions[KeyName(stored: name)] = result.count
                result.append((name, memberKey, value))
            }
        }
        return result
    }

    /// The place of a value, without line and column.
    private func location(of value: SourceValue) -> FindingLocation {
        FindingLocation(
            file: buffer.file, position: SourcePosition(offset: value.offset, line: 0, column: 0),
            length: value.length, pointer: value.pointer)
    }

    /// Checks the name of a key by the rules for new keys, and remembers its place.
    mutating func name(_ text: String, at value: SourceValue) -> KeyName {
        if let problem = KeyName.problem(of: text.utf8) {
            report(
                .schemaKeyName, at: value, key: text, expected: problem.expected,
                suggestion: KeyName.corrected(text))
        }
        let name = KeyName(stored: text)
        keyLocations[name] = location(of: value)
        return name
    }

    /// Reports keys in use that look like an earlier one. Deleted keys are no trouble: deleting one
    /// of two is the remedy.
    mutating func reportNearDuplicates(_ keys: [SchemaKey]) {
        var firstAlike: [Likeness: KeyName] = [:]
        for key in keys {
            guard case .active = key.state, let place = keyLocations[key.name] else { continue }
            let likeness = Likeness(key.name.text)
            guard let earlier = firstAlike[likeness] else {
                firstAlike[likeness] = key.name
                continue
            }
            buffer.report(
                .schemaNearDuplicateKey, atOffset: place.position.offset, length: place.length,
                pointer: place.pointer, key: key.name.text,
                expected: FindingWord(Likeness.difference(of: key.name.text, from: earlier.text)),
                suggestion: .text(earlier.text), related: keyLocations[earlier])
            if buffer.findings.last?.severity == .error { hasErrors = true }
        }
    }

    /// The places of all keys, with lines and columns.
    func resolvedKeyLocations(in bytes: [UInt8]) -> [KeyName: FindingLocation] {
        bytes.withUnsafeBytes { bytes in
            var lines = LineIndex(bytes)
            return keyLocations.mapValues { place in
                var place = place
                place.position = lines.position(ofOffset: place.position.offset)
                return place
            }
        }
    }

    /// The findings in the order of the text, with lines and columns.
    func resolvedFindings(in bytes: [UInt8]) -> [Finding] {
        var buffer = buffer
        bytes.withUnsafeBytes { buffer.resolvePositions(in: $0, from: .start) }
        return buffer.findings.enumerated().sorted { a, b in
            (a.element.location.position.offset, a.offset) < (
                b.element.location.position.offset, b.offset
            )
        }.map(\.element)
    }
}
