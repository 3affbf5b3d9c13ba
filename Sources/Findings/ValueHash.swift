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

    private mutating func addCanonical(_ tape: JSONTape, at index: Int) {
        var writer = CanonicalWriter()
        var written = self
        do throws(CanonicalError) {
            try writer.write(tape, at: index) { written.add($0) }
            self = written
        } catch {
            // What has no canonical form is known by its text.
            add(tape.source(of: index))
        }
        end()
    }
}
