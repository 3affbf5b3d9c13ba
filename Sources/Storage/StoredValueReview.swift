import CanonicalJSON
import Findings
package import Items
package import SchemaModel
import Validation
import Values

/// Reads stored documents for the keys that a change of the schema is about, and for no others.
package struct StoredValueReview {
    /// What was found so far, in the order of the keys.
    package private(set) var reviews: [KeyReview]
    private let names: [[UInt8]]
    /// Judges the values of the keys that are made anew; nil where there is none.
    private let validator: Validator?
    private var findings: FindingBuffer
    private var scanner = JSONScanner()
    private let tape = JSONTape()

    /// - Parameter keys: the keys whose values are read.
    package init(_ keys: [SchemaPlan.Key]) {
        reviews = keys.map { KeyReview($0) }
        names = keys.map { Array($0.name.text.utf8) }
        // A key that is made anew is judged as it will be, also while it is deleted.
        let judged = keys.compactMap { key -> SchemaKey? in
            guard key.step.readsValues, let definition = key.state?.remembered else { return nil }
            return SchemaKey(name: key.name, state: .active(definition))
        }
        let options = ValidationOptions(findsSuspicions: false)
        validator =
            judged.isEmpty
            ? nil : Validator(schema: CompiledSchema(MetadataSchema(judged)), options: options)
        // What is only worth a warning fits.
        var levels = RuleLevels()
        for rule in RuleID.allCases
        where levels[rule] != .error || !Self.valueRules.contains(rule.rawValue) {
            levels[rule] = nil
        }
        findings = FindingBuffer(file: "", levels: levels)
    }

    /// Whether there is nothing to read documents for.
    package var isEmpty: Bool { reviews.isEmpty }

    /// Reads the document of one item.
    ///
    /// - Parameters:
    ///   - number: the item's number.
    ///   - item: the item's id and first URL; asked for where a value is a sample.
    /// - Throws: ``StoreError`` of kind `damagedRow` for what is not a JSON object.
    package mutating func read(
        _ document: UnsafeRawBufferPointer, of number: Int64,
        item: () throws -> (id: ItemID, url: String?)
    ) throws {
        do throws(JSONSyntaxError) {
            try scanner.scan(document, into: tape)
        } catch {
            throw StoreError(.damagedRow(detail: "items \(number) has a document that is not JSON"))
        }
        guard tape[0].kind == .object else {
            throw StoreError(
                .damagedRow(detail: "items \(number) has a document that is no object"))
        }
        var mayMisfit = false
        var token = 1
        while token < Int(tape[0].next) {
            // Frames have values of the same keys.
            if isSame(token, Self.frames) { mayMisfit = true }
            for index in names.indices where isSame(token, names[index]) {
                mayMisfit = true
                if tape[token + 1].kind != .null { reviews[index].valueCount += 1 }
            }
            token = Int(tape[token].next)
        }
        if mayMisfit { try judge(item) }
    }

    private static let frames = Array("$encord".utf8)
    /// MX3xx: the rules about values under keys.
    private static let valueRules = 300..<400 as Range<RuleID.RawValue>

    private func isSame(_ token: Int, _ name: [UInt8]) -> Bool {
        tape[token].flags.contains(.escaped)
            ? tape.string(at: token).utf8.elementsEqual(name)
            : tape.content(of: token).elementsEqual(name)
    }

    private mutating func judge(_ item: () throws -> (id: ItemID, url: String?)) throws {
        guard let validator else { return }
        findings.findings.removeAll(keepingCapacity: true)
        validator.check(tape, metadata: 0, isVideo: true, into: &findings)
        var seen: Set<Int> = []
        for finding in findings.findings {
            guard let key = finding.key,
                let index = names.firstIndex(where: { $0.elementsEqual(key.utf8) }),
                seen.insert(index).inserted
            else { continue }
            reviews[index].misfitCount += 1
            if reviews[index].key.isNumber, StoredValueReview.isZeroLed(finding.value) {
                reviews[index].zeroLedCount += 1
            }
            if reviews[index].samples.count < KeyReview.samplesMax {
                let (id, url) = try item()
                reviews[index].samples.append(
                    KeyReview.Misfit(item: id, url: url, finding: finding))
            }
        }
    }

    /// Whether a value is a string like `007`, whose zeros no number keeps.
    private static func isZeroLed(_ value: String?) -> Bool {
        guard let value = value?.utf8.drop(while: { $0 == UInt8(ascii: "\"") }) else {
            return false
        }
        return value.first == UInt8(ascii: "0")
            && value.dropFirst().first.map { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
                == true
    }
}

extension SchemaPlan.Key {
    fileprivate var isNumber: Bool { state?.remembered?.type == .number }
}
