import Findings
import Yams
import Text

/// Why a text is not a YAML document that can be a schema.
struct YAMLFault: Error {
    let rule: RuleID
    /// Offset in the file.
    let offset: Int
    var message: String?
    /// The key that is given twice.
    var key: String?
    /// Other keys that are given twice, by the offset of their first place.
    var others: [Int: String] = [:]
}

/// Reads one YAML document with Yams, with byte offsets for its marks.
enum YAMLReader {
    /// 16 times: each key that is given twice costs one more parse, so a file of nothing else is
    /// cut short.
    private static let duplicatesMax = 16

    /// Reads a file.
    ///
    /// - Throws: ``YAMLFault`` with the first place that is not YAML.
    static func read(_ file: [UInt8]) throws(YAMLFault) -> SourceValue {
        guard file.count <= SchemaReader.yamlBytesMax else {
            throw YAMLFault(
                rule: .schemaYAMLSyntax, offset: 0,
                message: "the file is larger than \(SchemaReader.yamlBytesMax) bytes")
        }
        try check(file)
        let start = file.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        let bytes = Array(file[start...])
        if let offset = YAMLGuard.aliasedKey(in: bytes) {
            throw YAMLFault(
                rule: .schemaYAMLSyntax, offset: start + offset,
                message: "in a file with aliases, a key cannot be an alias, a list or a mapping")
        }
        var originals: [Int: String] = [:]
        while true {
            let text = YAMLText(bytes, start: start, originals: originals)
            let disguised = disguising(originals.keys.sorted(), start: start, in: bytes)
            do {
                guard
                    let node = try Parser(
                        yaml: String(decoding: disguised, as: UTF8.self), resolver: .basic,
                        encoding: .utf8
                    ).singleRoot()
                else { throw YAMLFault(rule: .fileEmpty, offset: 0) }
                return SourceValue(node, in: text)
            } catch let fault as YAMLFault {
                throw fault
            } catch YamlError.duplicatedKeysInMapping(let duplicates, let context) {
                // The parser stops at a key that is given twice. The first of the two is written
                // differently, in as many characters, so that the next try gets further and all
                // marks stay right.
                let offset = text.offset(line: context.mark.line, column: context.mark.column)
                let name = duplicates.first ?? ""
                guard originals.count < duplicatesMax,
                    disguisedIndex(ofKeyAt: offset - start, in: bytes) != nil
                else {
                    throw YAMLFault(
                        rule: .schemaDuplicateKey, offset: offset, key: name, others: originals)
                }
                originals[offset] = name
            } catch let error as YamlError {
                throw fault(error, in: text)
            } catch {
                throw YAMLFault(rule: .schemaYAMLSyntax, offset: start, message: "\(error)")
            }
        }
    }

    /// Finds bytes that are not UTF-8 and characters that YAML does not allow.
    private static func check(_ file: [UInt8]) throws(YAMLFault) {
        var iterator = file.makeIterator()
        var parser = UTF8.ForwardParser()
        var offset = 0
        while true {
            switch parser.parseScalar(from: &iterator) {
            case .valid(let encoded):
                let scalar = UTF8.decode(encoded)
                if !YAMLString.isAllowed(scalar), !(scalar == "\u{FEFF}" && offset == 0) {
                    throw YAMLFault(
                        rule: .schemaYAMLSyntax, offset: offset,
                        message:
                            "the character \(UnicodeEscape.text(scalar)) "
                            + "is only allowed as an escape in double quotes")
                }
                offset += encoded.count
            case .error: throw YAMLFault(rule: .jsonInvalidUTF8, offset: offset)
            case .emptyInput: return
            }
        }
    }

    /// The index of the character that disguises a key; nil when the key has none that could.
    private static func disguisedIndex(ofKeyAt index: Int, in bytes: [UInt8]) -> Int? {
        guard index < bytes.count else { return nil }
        let isQuoted = bytes[index] == UInt8(ascii: "\"") || bytes[index] == UInt8(ascii: "'")
        let from = isQuoted ? index + 1 : index
        guard from < bytes.count, bytes[from] > 0x20, !"\"'&*!\\?".utf8.contains(bytes[from]) else {
            return nil
        }
        return from
    }

    /// The text with a character of some keys replaced by one of private use, another for each key.
    private static func disguising(_ keys: [Int], start: Int, in bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        var position = 0
        for (number, key) in keys.enumerated() {
            guard let from = disguisedIndex(ofKeyAt: key - start, in: bytes),
                let replacement = Unicode.Scalar(0xE000 + UInt32(number))
            else { continue }
            result += bytes[position..<from]
            result += Array(String(replacement).utf8)
            position = from + 1
            while position < bytes.count, bytes[position] & 0xC0 == 0x80 { position += 1 }
        }
        return result + bytes[position...]
    }

    private static func fault(_ error: YamlError, in text: YAMLText) -> YAMLFault {
        switch error {
        case .scanner(let context, let problem, let mark, _),
            .parser(let context, let problem, let mark, _):
            let offset = text.offset(line: mark.line, column: mark.column)
            if text.byte(at: offset) == UInt8(ascii: "\t") {
                return YAMLFault(
                    rule: .schemaYAMLSyntax, offset: offset,
                    message: "a tab cannot indent; use spaces")
            }
            if problem.hasPrefix("Maximum nesting level") {
                return YAMLFault(
                    rule: .schemaYAMLSyntax, offset: offset,
                    message: "more than 1,000 levels of nesting")
            }
            let message = context.map { "\(problem) \($0.text)" } ?? problem
            return YAMLFault(rule: .schemaYAMLSyntax, offset: offset, message: message)
        case .composer(let context, let problem, let mark, _):
            return YAMLFault(
                rule: .schemaYAMLSyntax, offset: text.offset(line: mark.line, column: mark.column),
                message: context.map { "\($0.text), \(problem)" } ?? problem)
        default:
            return YAMLFault(rule: .schemaYAMLSyntax, offset: text.start, message: "\(error)")
        }
    }
}
