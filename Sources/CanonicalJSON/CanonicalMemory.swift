/// What a writer works in: the text, the way down to the value being written, the members of the
/// objects on that way, and those of their keys that had to be decoded.
struct CanonicalMemory {
    /// An array or object that is being written.
    private struct Frame: BitwiseCopyable {
        /// Whether the counts below are members, else tokens.
        var isObject: Bool
        /// The first member, or the token of the first element.
        var start: Int
        /// The member or element to write next.
        var next: Int
        var end: Int
        /// Bytes of decoded keys before the container.
        var decoded: Int
    }

    var output = CanonicalOutput()
    private var frames = ScratchBuffer<Frame>(capacity: 32)
    private var members = ScratchBuffer<CanonicalMember>(capacity: 64)
    private var decoded = ScratchBuffer<UInt8>(capacity: 256)
    private let order = CanonicalOrder()

    func deallocate() {
        output.deallocate()
        frames.deallocate()
        members.deallocate()
        decoded.deallocate()
        order.deallocate()
    }

    /// Writes one value; false when it is longer than the output's limit.
    mutating func write(_ tape: JSONTape, at index: Int) -> Bool {
        guard let base = tape.bytes.baseAddress, index < tape.count else { return true }
        let document = base.assumingMemoryBound(to: UInt8.self)
        let size = tape.bytes.count
        let tokens = UnsafePointer(tape.storage)
        var depth = 0
        var memberCount = 0
        var decodedCount = 0
        var frame = Frame(isObject: false, start: 0, next: 0, end: 0, decoded: 0)
        var value = index

        writing: while true {
            let token = tokens[value]
            let start = Int(token.start)
            if token.kind == .array || token.kind == .object {
                guard output.reserve(CanonicalMemory.punctuation) else { return false }
                frames.reserve(depth &+ 1, keeping: depth)
                frames.base[depth] = frame
                depth &+= 1
                if token.kind == .object {
                    output.write(UInt8(ascii: "{"))
                    frame = Frame(
                        isObject: true, start: memberCount, next: memberCount, end: memberCount,
                        decoded: decodedCount)
                    gatherMembers(of: value, tokens, document, &memberCount, &decodedCount)
                    frame.end = memberCount
                } else {
                    output.write(UInt8(ascii: "["))
                    frame = Frame(
                        isObject: false, start: value &+ 1, next: value &+ 1, end: Int(token.next),
                        decoded: decodedCount)
                }
            } else {
                let length = Int(token.end) &- start
                guard output.reserve(length &+ CanonicalMemory.punctuation) else { return false }
                if token.flags.isDisjoint(with: [.escaped, .exponent])
                    && !isNegativeZero(token, document)
                {
                    output.write(document + start, length, readable: size &- start)
                } else if token.kind != .number {
                    output.writeEscaped(document + start, length)
                } else if !output.writeNumber(
                    UnsafeRawBufferPointer(start: document + start, count: length))
                {
                    return false
                }
            }

            while depth > 0 {
                if frame.next != frame.end {
                    if frame.next != frame.start { output.writeSpaced(UInt8(ascii: ",")) }
                    guard frame.isObject else {
                        value = frame.next
                        frame.next = Int(tokens[value].next)
                        continue writing
                    }
                    let key = Int(members.base[frame.next].key)
                    frame.next &+= 1
                    let start = Int(tokens[key].start)
                    let length = Int(tokens[key].end) &- start
                    guard output.reserve(length &+ CanonicalMemory.punctuation) else {
                        return false
                    }
                    if tokens[key].flags.contains(.escaped) {
                        output.writeEscaped(document + start, length)
                    } else {
                        output.write(document + start, length, readable: size &- start)
                    }
                    output.writeSpaced(UInt8(ascii: ":"))
                    value = key &+ 1
                    continue writing
                }
                guard output.reserve(CanonicalMemory.punctuation) else { return false }
                if frame.isObject {
                    output.write(UInt8(ascii: "}"))
                    memberCount = frame.start
                    decodedCount = frame.decoded
                } else {
                    output.write(UInt8(ascii: "]"))
                }
                depth &-= 1
                frame = frames.base[depth]
            }
            return !output.isTooLong
        }
    }

    /// Room for what stands between two values or keys, in bytes: a bracket and a separator.
    private static let punctuation = 8

    /// Whether a number may be a zero with a minus sign, which is not kept.
    @inline(__always)
    private func isNegativeZero(_ token: JSONToken, _ document: UnsafePointer<UInt8>) -> Bool {
        guard token.flags.contains(.negative) else { return false }
        let number = document + Int(token.start)
        // `-0`, or `-0.0` and perhaps more digits.
        return number[1] == UInt8(ascii: "0")
            && (token.end &- token.start == 2 || number[3] == UInt8(ascii: "0"))
    }

    /// Appends the members of an object in their order, each key once.
    @inline(__always)
    private mutating func gatherMembers(
        of object: Int, _ tokens: UnsafePointer<JSONToken>, _ document: UnsafePointer<UInt8>,
        _ memberCount: inout Int, _ decodedCount: inout Int
    ) {
        let first = memberCount
        let end = Int(tokens[object].next)
        var count = 0
        var key = object &+ 1
        while key < end {
            let token = tokens[key]
            let start = Int(token.start) &+ 1
            let length = Int(token.end) &- 1 &- start
            // Sorting needs as many places again.
            members.reserve(first &+ 2 &* (count &+ 1), keeping: first &+ count)
            if token.flags.contains(.escaped) {
                // Four bytes more, because a member reads four bytes of every key.
                decoded.reserve(decodedCount &+ length &+ 4, keeping: decodedCount)
                let text = decoded.base + decodedCount
                let written = StringEscapes.decode(document + start, length, to: text)
                (text + written).initialize(repeating: 0, count: 4)
                members.base[first &+ count] = CanonicalMember(
                    text: text, length: written, key: key, start: decodedCount, isDecoded: true,
                    place: count)
                decodedCount &+= written
            } else {
                // Behind a key there are always a quote, a colon, a value and a bracket.
                members.base[first &+ count] = CanonicalMember(
                    text: document + start, length: length, key: key, start: start,
                    isDecoded: false, place: count)
            }
            count &+= 1
            key = Int(token.next)
        }
        memberCount =
            first
            &+ order.sort(
                members.base + first, count: count,
                by: CanonicalComparison(document: document, decoded: decoded.base))
    }
}
