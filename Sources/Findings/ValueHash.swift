import CanonicalJSON

extension Fingerprint {
    /// The fingerprint of a JSON value: of its canonical form, so that indentation, the order of keys
    /// and the spelling of strings do not count.
    init(of tape: JSONTape, at index: Int) {
        self.init()
        let token = tape[index]
        switch token.kind {
        case .string: add("\"" + tape.string(at: index))
        case .array, .object: addCanonical(tape, at: index)
        case .number where token.flags.contains(.exponent): addCanonical(tape, at: index)
        default:
            add(tape.source(of: index))
            end()
        }
    }

    /// 64 KiB more than its text: exponents that are written out would cost more than they tell.
    private static let expansionBytesMax = 64 << 10

    private mutating func addCanonical(_ tape: JSONTape, at index: Int) {
        let source = tape.source(of: index)
        // What has no exponent takes at most twice its text: a space for each token.
        if CanonicalWriter.upperBound(of: index, in: tape)
            > 2 * source.count + Fingerprint.expansionBytesMax
        {
            add(source)
            return end()
        }
        var writer = CanonicalWriter()
        var written = self
        do throws(CanonicalError) {
            try writer.write(tape, at: index) { written.add($0) }
            self = written
        } catch {
            // What has no canonical form is known by its text.
            add(source)
        }
        end()
    }
}
