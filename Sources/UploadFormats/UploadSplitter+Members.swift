import CanonicalJSON
import Findings
import Text

/// The members at the top level of an upload: groups, flags, and what should not be there.
extension UploadSplitter {
    /// Reads a key, or `}` where the object may end; false when the window ends first.
    mutating func readKey(
        _ bytes: UnsafeRawBufferPointer, _ at: inout Int, _ start: SourcePosition, isLast: Bool,
        _ findings: inout FindingBuffer
    ) -> Bool {
        let byte = bytes[at]
        if byte == UInt8(ascii: "}") {
            if place == .key {
                stop(JSONSyntaxError(.trailingComma, at: lastComma ?? at), &findings)
            } else {
                place = envelope == nil ? .end : .afterMember
                envelope = nil
                at += 1
            }
            return true
        }
        guard byte == UInt8(ascii: "\"") else {
            let expected: JSONSyntaxError.Expected = place == .key ? .key : .keyOrObjectEnd
            stop(JSONSyntaxError(.unexpected(byte: byte, expected: expected), at: at), &findings)
            return true
        }
        guard let end = UploadSplitter.endOfString(in: bytes, from: at) else { return false }
        let source = UnsafeRawBufferPointer(rebasing: bytes[at..<end])
        if let error = fault(in: source) {
            stop(JSONSyntaxError(error.kind, at: at + error.offset), &findings)
            return true
        }
        noteMember(named: scannedString, bytes, at, length: end - at, start, &findings)
        place = .colon
        at = end
        return true
    }

    private mutating func noteMember(
        named name: String, _ bytes: UnsafeRawBufferPointer, _ at: Int, length: Int,
        _ start: SourcePosition, _ findings: inout FindingBuffer
    ) {
        var text = name
        let kind = text.withUTF8 { TopLevelMember.table.lookup(UnsafeRawBufferPointer($0)) }
            .map { TopLevelMember.all[Int($0)] }
        member = Member(kind: kind, name: name)
        let path = (envelope.map { [JSONPointer.Step.key($0.text)] } ?? []) + [.key(name)]
        let pointer = JSONPointer(path).description
        let before = UnsafeRawBufferPointer(rebasing: bytes[..<at])
        guard let kind else {
            let location = FindingLocation(
                file: findings.file, position: start.advanced(over: before), length: length,
                pointer: pointer)
            unknown = UnknownMember(location: location, name: name)
            return
        }
        if let first = seen[kind] {
            findings.report(
                .uploadDuplicateMember, atOffset: at, length: length, pointer: pointer, key: name,
                related: first)
        } else {
            seen[kind] = FindingLocation(
                file: findings.file, position: start.advanced(over: before), length: length,
                pointer: pointer)
        }
    }

    /// Reads the value of a member; false when the window ends first.
    mutating func readValue(
        _ bytes: UnsafeRawBufferPointer, _ at: inout Int, _ start: SourcePosition, isLast: Bool,
        _ findings: inout FindingBuffer
    ) -> Bool {
        let byte = bytes[at]
        let isContainer = byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[")
        if isContainer {
            switch member?.kind {
            case .group(let kind) where byte == UInt8(ascii: "["):
                group = UploadGroupName(kind, isCamelCase: member?.name != kind.snakeCaseName)
                position = 0
                place = .elementOrEnd
                at += 1
            case .envelope(let envelope) where byte == UInt8(ascii: "{") && self.envelope == nil:
                self.envelope = envelope
                place = .keyOrEnd
                at += 1
            case nil where byte == UInt8(ascii: "["):
                // Its elements are counted, and not read.
                position = 0
                place = .elementOrEnd
                at += 1
            default:
                reportUnknown(.object, &findings)
                let found = byte == UInt8(ascii: "{") ? "an object" : "an array"
                reportWrongValue(at: at, length: 1, value: found, &findings)
                place = .insideSkipped
            }
            return true
        }
        guard let end = endOfScalar(in: bytes, from: at, isLast: isLast) else { return false }
        let source = UnsafeRawBufferPointer(rebasing: bytes[at..<end])
        if end == at {
            stop(JSONSyntaxError(.unexpected(byte: byte, expected: .value), at: at), &findings)
            return true
        }
        if let error = faultOfWord(source, isCut: end == bytes.count) ?? fault(in: source) {
            stop(JSONSyntaxError(error.kind, at: at + error.offset), &findings)
            return true
        }
        readScalar(source, bytes, at, start, &findings)
        place = .afterMember
        at = end
        return true
    }

    /// Keeps the value of a flag; anything but `null` is wrong for the other members.
    private mutating func readScalar(
        _ source: UnsafeRawBufferPointer, _ bytes: UnsafeRawBufferPointer, _ at: Int,
        _ start: SourcePosition, _ findings: inout FindingBuffer
    ) {
        let text = String(decoding: source.prefix(4 * Finding.valueLengthMax), as: UTF8.self)
        reportUnknown(text == "true" || text == "false" ? .boolean : .other, &findings)
        if text == "null" { return }
        if text == "true" || text == "false" {
            let before = UnsafeRawBufferPointer(rebasing: bytes[..<at])
            let flag = UploadFlags.Flag(
                text == "true",
                location: FindingLocation(
                    file: findings.file, position: start.advanced(over: before),
                    length: source.count, pointer: pointer))
            switch member?.kind {
            case .skipDuplicateURLs: flags.skipDuplicateURLs = flag
            case .upsertMetadata: flags.upsertMetadata = flag
            default: reportWrongValue(at: at, length: source.count, value: text, &findings)
            }
            return
        }
        reportWrongValue(at: at, length: source.count, value: Finding.cut(text), &findings)
    }

    private func reportWrongValue(
        at: Int, length: Int, value: String, _ findings: inout FindingBuffer
    ) {
        switch member?.kind {
        case .group:
            findings.report(
                .uploadGroupNotArray, atOffset: at, length: length, pointer: pointer,
                key: member?.name, value: FindingWord(value), expected: "an array of items")
        case .skipDuplicateURLs, .upsertMetadata:
            let word = value.filter { $0 != "\"" }.lowercased()
            let meant = ["true": "true", "false": "false", "1": "true", "0": "false"][word]
            // Another case, 0 and 1 may mean something else.
            findings.report(
                .uploadFlagNotBoolean, atOffset: at, length: length, pointer: pointer,
                key: member?.name, value: FindingWord(value), expected: "true or false",
                suggestion: FindingWord(meant),
                fix: meant.map {
                    FindingFix($0, ExactText(value) == ExactText("\"\($0)\"") ? .safe : .unsafe)
                })
        case .envelope:
            findings.report(
                .uploadShape, atOffset: at, length: length, pointer: pointer, key: member?.name,
                value: FindingWord(value), expected: "an object with groups of items")
        case .requestOption, nil:
            break
        }
    }
}
