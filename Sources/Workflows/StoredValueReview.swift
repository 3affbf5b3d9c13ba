import CanonicalJSON
import Findings
import Items
import SchemaModel
import Storage
import Text
import Validation
import Values

/// Reads stored documents under a new schema.
struct StoredValueReview {
    private(set) var misfits: [ChangeSchema.Misfit]
    private let validator: Validator
    private var scanner = JSONScanner()
    private let tape = JSONTape()
    private let positions: [ExactText: Int]

    /// - Parameters:
    ///   - old: the schema so far.
    ///   - schema: the schema from now on.
    init(from old: MetadataSchema, to schema: MetadataSchema) {
        let keys = schema.keys.filter { key in
            guard let new = key.state.definition, let before = old[key.name.text]?.state.definition
            else { return false }
            // An enum with more options takes all that it took before.
            return new.type.word != before.type.word
        }
        misfits = keys.map { key in
            ChangeSchema.Misfit(
                key: key.name.text, type: key.state.definition?.type.word ?? "",
                oldType: old.type(of: key.name.text)?.word ?? "", count: 0, zeroLedCount: 0,
                samples: [])
        }
        positions = Dictionary(
            uniqueKeysWithValues: keys.enumerated().map { (ExactText($1.name.text), $0) })
        validator = Validator(
            schema: CompiledSchema(schema), options: ValidationOptions(findsSuspicions: false))
    }

    /// Whether no key changes its type, so that no document need be read.
    var isEmpty: Bool { misfits.isEmpty }

    /// Reads one item.
    mutating func check(_ item: StoredItem) {
        var findings = FindingBuffer(file: item.url ?? item.id.description)
        item.document.withUnsafeBytes { bytes in
            guard (try? scanner.scan(bytes, into: tape)) != nil else { return }
            validator.check(tape, metadata: 0, isVideo: item.kind == .video, into: &findings)
        }
        var seen: Set<Int> = []
        for finding in findings.findings where finding.severity == .error {
            guard let key = finding.key, let position = positions[ExactText(key)],
                seen.insert(position).inserted
            else { continue }
            misfits[position].count += 1
            if misfits[position].type == KeyType.number.word, isZeroLed(finding.value) {
                misfits[position].zeroLedCount += 1
            }
            if misfits[position].samples.count < ChangeSchema.Misfit.samplesMax {
                misfits[position].samples.append("\(finding.location.file): \(finding.message)")
            }
        }
    }

    /// Whether a value is a string like `007`, whose zeros no number keeps.
    private func isZeroLed(_ value: String?) -> Bool {
        guard let value = value?.utf8.drop(while: { $0 == UInt8(ascii: "\"") }) else {
            return false
        }
        return value.first == UInt8(ascii: "0")
            && value.dropFirst().first.map { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
                == true
    }
}
