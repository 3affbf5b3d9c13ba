/// Reads one JSON text into a tape: strict RFC 8259, and nothing that `jsonb` would refuse.
///
/// It uses no recursion; nesting costs one token a level.
public struct JSONScanner {
    /// The limits of every scan.
    public let limits: JSONLimits

    public init(limits: JSONLimits = .standard) {
        self.limits = limits
    }

    /// Reads one whole document.
    ///
    /// - Parameters:
    ///   - bytes: the text; white space around the value is allowed, anything else is not.
    ///   - tape: filled from its start; what it held before is gone, also when this throws.
    /// - Throws: the first fault in the order of the text.
    public mutating func scan(_ bytes: UnsafeRawBufferPointer, into tape: JSONTape) throws(JSONSyntaxError) {
        tape.bytes = bytes
        tape.count = 0
        throw JSONSyntaxError(.empty, at: 0)
    }
}
