extension JSONScanner {
    /// Finds the end of a string.
    ///
    /// - Parameters:
    ///   - text: the document.
    ///   - start: offset behind the opening quote.
    ///   - length: bytes in the document; nothing is read behind them.
    /// - Returns: the offset of the closing quote, or the complement (`~`) of the offset of the
    ///   first faulty byte (`length` when the text ends inside the string); and what was seen.
    @inline(__always)
    static func endOfString(
        _ text: UnsafePointer<UInt8>, _ start: Int, _ length: Int
    ) -> (end: Int, flags: JSONToken.Flags) {
        var i = start
        while i &+ 16 <= length {
            let marks = ByteBlock(at: text + i).stringMarks
            if marks != 0 {
                i &+= ByteBlock.first(marks)
                if text[i] == UInt8(ascii: "\"") { return (i, []) }
                break
            }
            i &+= 16
        }
        return endOfUnusualString(text, i, length)
    }

    /// The same for the rest of a string from its first byte that is not plain ASCII.
    @inline(never)
    static func endOfUnusualString(
        _ text: UnsafePointer<UInt8>, _ start: Int, _ length: Int
    ) -> (end: Int, flags: JSONToken.Flags) {
        var flags: JSONToken.Flags = []
        var i = start
        while i < length {
            let byte = text[i]
            if byte == UInt8(ascii: "\"") { return (i, flags) }
            if byte == UInt8(ascii: "\\") {
                let size = escapeLength(text, i, length)
                if size == 0 { return (~i, flags) }
                flags.insert(.escaped)
                i &+= size
            } else if byte >= 0x80 {
                let size = sequenceLength(text, i, length)
                if size == 0 { return (~i, flags) }
                flags.insert(.nonASCII)
                i &+= size
            } else if byte < 0x20 {
                return (~i, flags)
            } else {
                i = endOfPlainText(text, i &+ 1, length)
            }
        }
        return (~length, flags)
    }

    /// The first byte from `start` on that is a quote, a backslash, a control byte or not ASCII.
    @inline(__always)
    static func endOfPlainText(
        _ text: UnsafePointer<UInt8>, _ start: Int, _ length: Int
    ) -> Int {
        var i = start
        while i &+ 16 <= length {
            let marks = ByteBlock(at: text + i).stringMarks
            if marks != 0 { return i &+ ByteBlock.first(marks) }
            i &+= 16
        }
        while i < length {
            let byte = text[i]
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte < 0x20
                || byte >= 0x80
            {
                return i
            }
            i &+= 1
        }
        return i
    }

    /// Bytes in the escape at a backslash, a surrogate pair together; 0 when `jsonb` has none such.
    @inline(__always)
    static func escapeLength(_ text: UnsafePointer<UInt8>, _ i: Int, _ length: Int) -> Int {
        guard i &+ 1 < length else { return 0 }
        switch text[i &+ 1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"),
            UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            return 2
        case UInt8(ascii: "u"):
            let unit = codeUnit(text, i, length)
            if unit <= 0 { return 0 }
            guard unit & 0xF800 == 0xD800 else { return 6 }
            guard unit & 0xFC00 == 0xD800, codeUnit(text, i &+ 6, length) & ~0x3FF == 0xDC00 else {
                return 0
            }
            return 12
        default: return 0
        }
    }

    /// The UTF-16 code unit of a `\uXXXX` at `i`; -1 when there is none.
    @inline(__always)
    static func codeUnit(_ text: UnsafePointer<UInt8>, _ i: Int, _ length: Int) -> Int {
        guard i &+ 6 <= length, text[i] == UInt8(ascii: "\\"), text[i &+ 1] == UInt8(ascii: "u")
        else { return -1 }
        var unit = 0
        for k in 2..<6 {
            let digit = hexadecimalDigit(text[i &+ k])
            if digit < 0 { return -1 }
            unit = unit &<< 4 | digit
        }
        return unit
    }

    /// The value of a hexadecimal digit; -1 for every other byte.
    @inline(__always)
    static func hexadecimalDigit(_ byte: UInt8) -> Int {
        let digit = byte &- UInt8(ascii: "0")
        if digit < 10 { return Int(digit) }
        let letter = (byte | 0x20) &- UInt8(ascii: "a")
        return letter < 6 ? Int(letter) &+ 10 : -1
    }

    /// Bytes in the UTF-8 sequence that starts with a byte of 0x80 or more; 0 when it is ill formed
    /// (Unicode 15, table 3-7: no overlong forms, no surrogates, nothing above U+10FFFF).
    @inline(__always)
    static func sequenceLength(_ text: UnsafePointer<UInt8>, _ i: Int, _ length: Int) -> Int {
        let first = text[i]
        guard i &+ 1 < length else { return 0 }
        let second = text[i &+ 1]
        if first < 0xE0 {
            return first >= 0xC2 && second & 0xC0 == 0x80 ? 2 : 0
        }
        guard i &+ 2 < length, text[i &+ 2] & 0xC0 == 0x80 else { return 0 }
        if first < 0xF0 {
            let low: UInt8 = first == 0xE0 ? 0xA0 : 0x80
            let high: UInt8 = first == 0xED ? 0x9F : 0xBF
            return second >= low && second <= high ? 3 : 0
        }
        guard first <= 0xF4, i &+ 3 < length, text[i &+ 3] & 0xC0 == 0x80 else { return 0 }
        let low: UInt8 = first == 0xF0 ? 0x90 : 0x80
        let high: UInt8 = first == 0xF4 ? 0x8F : 0xBF
        return second >= low && second <= high ? 4 : 0
    }

    /// The error for the first string whose decoded text is longer than `jsonb` can hold.
    func stringTooLong(in tape: JSONTape) -> JSONSyntaxError? {
        let limit = JSONLimits.jsonbElementBytesMax
        guard tape.bytes.count > limit else { return nil }
        for index in 0..<tape.count where tape[index].kind == .string || tape[index].kind == .key {
            let content = tape.content(of: index)
            if content.count > limit, decodedLength(content) > limit {
                return JSONSyntaxError(.tooLong(limit: limit), at: Int(tape[index].start))
            }
        }
        return nil
    }

    /// Bytes in the text of a string's content.
    private func decodedLength(_ content: UnsafeRawBufferPointer) -> Int {
        guard let base = content.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return 0 }
        var decoded = 0
        var i = 0
        while i < content.count {
            if base[i] != UInt8(ascii: "\\") {
                i += 1
                decoded += 1
                continue
            }
            let unit = JSONScanner.codeUnit(base, i, content.count)
            switch unit {
            case -1:
                i += 2
                decoded += 1
            case 0xD800...0xDBFF:
                i += 12
                decoded += 4
            default:
                i += 6
                decoded += unit < 0x80 ? 1 : unit < 0x800 ? 2 : 3
            }
        }
        return decoded
    }
}
