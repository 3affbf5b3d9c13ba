public import CanonicalJSON
public import Findings
public import Values

extension Validator {
    /// Checks the metadata of one item and, when it has no error, makes what the store takes.
    ///
    /// - Parameters:
    ///   - tape: the tape of the item's text.
    ///   - index: the token of the item's metadata; `null` counts as an empty object.
    ///   - isVideo: whether the item is a video.
    ///   - findings: what is wrong is added here.
    /// - Returns: nil when one of the new findings is an error.
    public func validate(
        _ tape: JSONTape, metadata index: Int, isVideo: Bool,
        into findings: inout FindingBuffer
    ) -> ValidatedMetadata? {
        var canonical: [UInt8] = []
        var values = NoValues()
        let isGood = validate(
            tape, metadata: index, isVideo: isVideo, into: &findings, canonical: &canonical,
            values: &values)
        guard isGood else { return nil }
        return ValidatedMetadata(
            canonical: canonical,
            undeclaredNames: (0..<memory.undeclaredCount).map {
                tape.string(at: memory.undeclared[$0])
            })
    }

    /// Checks the metadata of one item and, in the same pass, hands over its typed values; then writes
    /// its canonical form.
    ///
    /// - Parameters:
    ///   - tape: the tape of the item's text.
    ///   - index: the token of the item's metadata; `null` counts as an empty object.
    ///   - isVideo: whether the item is a video.
    ///   - findings: what is wrong is added here.
    ///   - canonical: the canonical form is appended here.
    ///   - values: gets the values of the schema's keys by their positions, those of frames aside;
    ///     all of them may have come when false is returned.
    /// - Returns: whether none of the new findings is an error; if not, nothing is appended.
    public func validate<Sink: ValueSink>(
        _ tape: JSONTape, metadata index: Int, isVideo: Bool, into findings: inout FindingBuffer,
        canonical: inout [UInt8], values: inout Sink
    ) -> Bool {
        let known = findings.errorCount
        check(tape, metadata: index, isVideo: isVideo, into: &findings, values: &values)
        if findings.hasError(since: known) { return false }
        guard let document = TapeView(tape), document.tokens[index].kind == .object else {
            guard tape[index].kind == .null else { return false }
            canonical.append(contentsOf: "{}".utf8)
            return true
        }
        let start = canonical.count
        do throws(CanonicalError) {
            try writer.append(tape, at: index, to: &canonical)
        } catch {
            canonical.removeSubrange(start...)
            return false
        }
        return true
    }

    /// Names of keys of the item that was checked last that the schema does not have, as far as they
    /// were not told before; each is told at least once.
    ///
    /// - Parameter tape: the tape of that item.
    public func newUndeclaredNames(of tape: JSONTape) -> [String] {
        guard memory.undeclaredCount > 0, let document = TapeView(tape) else { return [] }
        for place in 0..<memory.undeclaredCount {
            document.withText(memory.undeclared[place]) { undeclared.note($0) }
        }
        return undeclared.take()
    }
}
