import CanonicalJSON
public import Findings
public import SchemaModel
public import Values

extension CompiledSchema {
    /// What the schema itself has that a target does not take.
    ///
    /// - Parameters:
    ///   - target: where the metadata is to be used.
    ///   - findings: what is found is added here; the place is the start of the buffer's file.
    public func problems(for target: EmbeddingTarget, into findings: inout FindingBuffer) {
        for key in keys {
            guard case .embedding(let size) = key.type, size > target.sizeMax else {
                continue
            }
            findings.report(
                .schemaEmbeddingTarget, atOffset: 0,
                pointer: JSONPointer([.key(key.name)]).description, key: key.name,
                value: "\(size)", expected: "at most \(target.sizeMax)")
        }
    }
}
