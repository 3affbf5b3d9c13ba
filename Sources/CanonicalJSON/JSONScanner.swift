/// Reads one JSON text into a tape: strict RFC 8259, and nothing that `jsonb` would refuse.
///
/// It uses no recursion; nesting costs one token a level.
public struct JSONScanner: Sendable {
    /// The limits of every scan.
    public let limits: JSONLimits

    /// Makes a scanner.
    ///
    /// - Parameter limits: the limits of every scan.
    public init(limits: JSONLimits = .standard) {
        self.limits = limits
    }

    /// Reads one whole document.
    ///
    /// - Parameters:
    ///   - bytes: the text; white space around the value is allowed, anything else is not.
    ///   - tape: filled from its start; what it held before is gone, also when this throws.
    /// - Throws: the first fault in the order of the text.
    public mutating func scan(
        _ bytes: UnsafeRawBufferPointer, into tape: JSONTape
    ) throws(JSONSyntaxError) {
        tape.restart(with: bytes)
        guard bytes.count <= JSONLimits.documentBytesMax else {
            let limit = JSONLimits.documentBytesMax
            throw JSONSyntaxError(.tooLong(limit: limit), at: limit)
        }
        guard let base = bytes.baseAddress else { throw JSONSyntaxError(.empty, at: 0) }
        let fault = readDocument(
            base.assumingMemoryBound(to: UInt8.self), length: bytes.count, into: tape)
        // A string that is too long stands before the fault.
        let error = stringTooLong(in: tape) ?? fault.map { syntaxError(for: $0, in: bytes) }
        if let error {
            tape.count = 0
            throw error
        }
    }

    /// Where the reading stopped, as little as the inner loop needs to say.
    enum Fault {
        case empty
        case key(at: Int)
        case colon(at: Int)
        /// A byte that starts no value.
        case value(at: Int)
        case comma(inObject: Bool, at: Int)
        case trailing(at: Int)
        case tooDeep(at: Int)
        case tooManyTokens(at: Int)
        /// A string, by its first faulty byte.
        case string(at: Int)
        /// A number, by its first byte.
        case number(at: Int)
    }

    /// The `next` of an open container is the index of the container around it; this is none.
    private static let noContainer = Int(UInt32.max)

    /// Fills the tape; nil when the whole text is one document.
    ///
    /// An open container's `next` holds its parent until it is closed, so the tape is the stack.
    private func readDocument(
        _ text: UnsafePointer<UInt8>, length: Int, into tape: JSONTape
    ) -> Fault? {
        var tokens = tape.storage
        // What the tape has room for, and the limit allows.
        var room = min(tape.capacity, limits.tokens)
        var count = 0
        var seen: JSONToken.Flags = []
        var open = JSONScanner.noContainer
        var inObject = false
        var depth = 0
        var i = skipSpace(text, 0, length)
        if i == length { return .empty }
        defer { tape.count = count }

        scanning: while true {
            // Room for a key and a value.
            if count &+ 2 > room {
                if room >= limits.tokens { return .tooManyTokens(at: i) }
                tape.count = count
                tape.grow(to: count &+ 2)
                tokens = tape.storage
                room = min(tape.capacity, limits.tokens)
            }
            if inObject {
                if i == length || text[i] != UInt8(ascii: "\"") { return .key(at: i) }
                let (end, flags) = JSONScanner.endOfString(text, i &+ 1, length)
                if end < 0 { return .string(at: ~end) }
                seen.formUnion(flags)
                // When the value is a container, it sets `next` once more.
                tokens[count] = JSONToken(
                    .key, flags, from: i, to: end &+ 1, next: count &+ 2)
                count &+= 1
                i = skipSpace(text, end &+ 1, length)
                if i == length || text[i] != UInt8(ascii: ":") { return .colon(at: i) }
                i = skipSpace(text, i &+ 1, length)
            }
            if i == length { return .value(at: i) }

            let start = i
            let byte = text[i]
            if byte == UInt8(ascii: "\"") {
                let (end, flags) = JSONScanner.endOfString(text, i &+ 1, length)
                if end < 0 { return .string(at: ~end) }
                seen.formUnion(flags)
                i = end &+ 1
                tokens[count] = JSONToken(.string, flags, from: start, to: i, next: count &+ 1)
            } else if byte &- UInt8(ascii: "0") < 10 || byte == UInt8(ascii: "-") {
                let (end, flags) = JSONScanner.endOfNumber(text, i, length)
                if end < 0 { return .number(at: start) }
                if flags.contains(.exponent) || end &- start > DecimalText.alwaysInRangeBytes {
                    let number = UnsafeRawBufferPointer(start: text + start, count: end &- start)
                    if !DecimalText.isInRange(number) { return .number(at: start) }
                }
                seen.formUnion(flags)
                i = end
                tokens[count] = JSONToken(.number, flags, from: start, to: i, next: count &+ 1)
            } else if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") {
                if depth >= limits.depth { return .tooDeep(at: i) }
                i = skipSpace(text, i &+ 1, length)
                let isObject = byte == UInt8(ascii: "{")
                let kind: JSONToken.Kind = isObject ? .object : .array
                if i == length || text[i] != byte &+ 2 {
                    tokens[count] = JSONToken(kind, [], from: start, to: 0, next: open)
                    open = count
                    inObject = isObject
                    depth &+= 1
                    count &+= 1
                    continue scanning
                }
                i &+= 1
                tokens[count] = JSONToken(kind, [], from: start, to: i, next: count &+ 1)
            } else {
                let kind: JSONToken.Kind
                switch byte {
                case UInt8(ascii: "t") where hasWord(text, i, length, "true"): kind = .true
                case UInt8(ascii: "f") where hasWord(text, i, length, "false"): kind = .false
                case UInt8(ascii: "n") where hasWord(text, i, length, "null"): kind = .null
                default: return .value(at: i)
                }
                i &+= kind == .false ? 5 : 4
                tokens[count] = JSONToken(kind, [], from: start, to: i, next: count &+ 1)
            }
            count &+= 1

            // Behind a value: close what closes, until a comma.
            while open != JSONScanner.noContainer {
                i = skipSpace(text, i, length)
                let byte = i < length ? text[i] : 0
                if byte == UInt8(ascii: ",") {
                    i = skipSpace(text, i &+ 1, length)
                    continue scanning
                }
                if byte != (inObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) {
                    return .comma(inObject: inObject, at: i)
                }
                i &+= 1
                depth &-= 1
                let closed = open
                open = Int(tokens[closed].next)
                tokens[closed].end = UInt32(truncatingIfNeeded: i)
                tokens[closed].next = UInt32(truncatingIfNeeded: count)
                inObject = open != JSONScanner.noContainer && tokens[open].kind == .object
                if inObject { tokens[closed &- 1].next = UInt32(truncatingIfNeeded: count) }
            }
            break
        }
        i = skipSpace(text, i, length)
        if i != length { return .trailing(at: i) }
        tape.flags = seen
        return nil
    }

    /// The first byte from `i` on that is not JSON white space, or the end.
    @inline(__always)
    private func skipSpace(_ text: UnsafePointer<UInt8>, _ i: Int, _ length: Int) -> Int {
        if i < length, text[i] > 0x20 { return i }
        return skipSpaces(text, i, length)
    }

    private func skipSpaces(_ text: UnsafePointer<UInt8>, _ start: Int, _ length: Int) -> Int {
        var i = start
        while i < length {
            switch text[i] {
            case 0x20, 0x0A, 0x0D, 0x09: i &+= 1
            default: return i
            }
        }
        return i
    }

    /// Whether a word stands here and ends here.
    @inline(__always)
    private func hasWord(
        _ text: UnsafePointer<UInt8>, _ i: Int, _ length: Int, _ word: StaticString
    ) -> Bool {
        let size = word.utf8CodeUnitCount
        guard length &- i >= size else { return false }
        for k in 0..<size where text[i &+ k] != word.utf8Start[k] { return false }
        return length &- i == size || !JSONScanner.isWordByte(text[i &+ size])
    }

    /// Whether a byte would go on with a word or number that is written without quotes.
    @inline(__always)
    static func isWordByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "$"),
            UInt8(ascii: "."), UInt8(ascii: "+"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}

extension JSONToken {
    /// A token of places that are known to fit.
    @inline(__always)
    init(_ kind: Kind, _ flags: Flags, from start: Int, to end: Int, next: Int) {
        self.init(
            kind: kind, flags: flags, start: UInt32(truncatingIfNeeded: start),
            end: UInt32(truncatingIfNeeded: end), next: UInt32(truncatingIfNeeded: next))
    }
}
