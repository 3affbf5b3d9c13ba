import CanonicalJSON
import Findings
import UploadFormats

/// Knows which keys may be renamed without taking another value's place: of two equal keys the last
/// one counts, so a rename onto a key that the object has already would destroy a value.
struct KeyRenames {
    /// One key of one object of one item.
    private struct Target: Hashable {
        var item: Int
        var object: Int
        var name: String
    }

    private var taken: Set<Target> = []

    /// Whether the key of a finding may get another name; the name is then taken.
    mutating func allows<Visitor>(
        _ finding: Finding, name: String, in worker: UploadWorker<Visitor>
    ) -> Bool {
        let offset = finding.location.position.offset
        let verdict = worker.verdicts.last { $0.position.offset <= offset }
        guard let slice = verdict?.slice, let start = verdict?.position.offset,
            let tape = try? JSONTape(copying: worker.text(of: slice))
        else { return false }
        for object in 0..<tape.count where tape[object].kind == .object {
            let members = JSONNode(tape: tape, index: object).members
            guard members.contains(where: { $0.key.offset == offset - start }) else { continue }
            if members.contains(where: { $0.key.string == name }) { return false }
            return taken.insert(Target(item: slice.index, object: object, name: name)).inserted
        }
        return false
    }
}
