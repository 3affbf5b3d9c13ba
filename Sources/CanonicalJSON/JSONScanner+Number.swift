extension JSONScanner {
    /// Finds the end of a number.
    ///
    /// - Parameters:
    ///   - text: the document.
    ///   - start: offset of the minus sign or first digit.
    ///   - length: bytes in the document.
    /// - Returns: the offset behind the number and what was seen in it; -1 when it is malformed.
    @inline(__always)
    static func endOfNumber(
        _ text: UnsafePointer<UInt8>, _ start: Int, _ length: Int
    ) -> (end: Int, flags: JSONToken.Flags) {
        var flags: JSONToken.Flags = []
        var i = start
        if text[i] == UInt8(ascii: "-") {
            flags.insert(.negative)
            i &+= 1
        }
        let integer = i
        i = endOfDigits(text, i, length)
        if i == integer { return (-1, flags) }
        if text[integer] == UInt8(ascii: "0"), i &- integer > 1 { return (-1, flags) }
        guard i < length else { return (i, flags) }
        if text[i] == UInt8(ascii: ".") {
            flags.insert(.fraction)
            let fraction = i &+ 1
            i = endOfDigits(text, fraction, length)
            if i == fraction { return (-1, flags) }
            guard i < length else { return (i, flags) }
        }
        if text[i] | 0x20 == UInt8(ascii: "e") {
            flags.insert(.exponent)
            i &+= 1
            if i < length, text[i] == UInt8(ascii: "+") || text[i] == UInt8(ascii: "-") { i &+= 1 }
            let exponent = i
            i = endOfDigits(text, exponent, length)
            if i == exponent { return (-1, flags) }
            guard i < length else { return (i, flags) }
        }
        // The usual followers first; a letter, digit, dot or sign would go on with the number.
        let byte = text[i]
        if byte == UInt8(ascii: ",") || byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]") {
            return (i, flags)
        }
        return (isWordByte(byte) ? -1 : i, flags)
    }

    @inline(__always)
    private static func endOfDigits(
        _ text: UnsafePointer<UInt8>, _ start: Int, _ length: Int
    ) -> Int {
        var i = start
        while i < length, text[i] &- UInt8(ascii: "0") < 10 { i &+= 1 }
        return i
    }
}
