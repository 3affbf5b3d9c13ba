/// The escapes of JSON strings that a scanner has checked.
enum StringEscapes {
    /// Writes the UTF-8 text of a string's content; it is never longer than the content.
    ///
    /// - Parameters:
    ///   - source: the bytes between the quotes.
    ///   - length: their number.
    ///   - output: room for `length` bytes.
    /// - Returns: the number of bytes written.
    static func decode(
        _ source: UnsafePointer<UInt8>, _ length: Int, to output: UnsafeMutablePointer<UInt8>
    ) -> Int {
        var i = 0
        var o = 0
        while i < length {
            if source[i] != UInt8(ascii: "\\") {
                output[o] = source[i]
                i &+= 1
                o &+= 1
                continue
            }
            let scalar = scalar(source, &i, length)
            o &+= encode(scalar, to: output + o)
        }
        return o
    }

    /// Writes a string's content with the escapes that `escape_json` of PostgreSQL 15 writes; the
    /// result is never longer than the content.
    ///
    /// The parameters and the result are those of ``decode(_:_:to:)``.
    static func canonicalize(
        _ source: UnsafePointer<UInt8>, _ length: Int, to output: UnsafeMutablePointer<UInt8>
    ) -> Int {
        var i = 0
        var o = 0
        while i < length {
            if source[i] != UInt8(ascii: "\\") {
                let end = endOfRun(source, i, length)
                (output + o).update(from: source + i, count: end &- i)
                o &+= end &- i
                i = end
                continue
            }
            let scalar = scalar(source, &i, length)
            o &+=
                scalar < 0x80
                ? escape(UInt8(truncatingIfNeeded: scalar), to: output + o)
                : encode(scalar, to: output + o)
        }
        return o
    }

    /// Writes an ASCII character as it stands in a canonical string: one, two or six bytes.
    @inline(__always)
    static func escape(_ byte: UInt8, to output: UnsafeMutablePointer<UInt8>) -> Int {
        let letter: UInt8
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): letter = byte
        case 0x08: letter = UInt8(ascii: "b")
        case 0x09: letter = UInt8(ascii: "t")
        case 0x0A: letter = UInt8(ascii: "n")
        case 0x0C: letter = UInt8(ascii: "f")
        case 0x0D: letter = UInt8(ascii: "r")
        case 0..<0x20:
            output[0] = UInt8(ascii: "\\")
            output[1] = UInt8(ascii: "u")
            output[2] = UInt8(ascii: "0")
            output[3] = UInt8(ascii: "0")
            output[4] = UInt8(ascii: "0") &+ byte &>> 4
            let low = byte & 0xF
            output[5] = low < 10 ? UInt8(ascii: "0") &+ low : UInt8(ascii: "a") &+ low &- 10
            return 6
        default:
            output[0] = byte
            return 1
        }
        output[0] = UInt8(ascii: "\\")
        output[1] = letter
        return 2
    }

    /// The character of the escape at `i`, which moves behind it.
    @inline(__always)
    private static func scalar(
        _ source: UnsafePointer<UInt8>, _ i: inout Int, _ length: Int
    ) -> UInt32 {
        guard i &+ 1 < length else {
            i = length
            return UInt32(UInt8(ascii: "\\"))
        }
        let letter = source[i &+ 1]
        switch letter {
        case UInt8(ascii: "b"): i &+= 2; return 0x08
        case UInt8(ascii: "f"): i &+= 2; return 0x0C
        case UInt8(ascii: "n"): i &+= 2; return 0x0A
        case UInt8(ascii: "r"): i &+= 2; return 0x0D
        case UInt8(ascii: "t"): i &+= 2; return 0x09
        case UInt8(ascii: "u"):
            let unit = JSONScanner.codeUnit(source, i, length)
            guard unit & 0xFC00 == 0xD800 else {
                i &+= 6
                return UInt32(truncatingIfNeeded: unit)
            }
            let low = JSONScanner.codeUnit(source, i &+ 6, length)
            i &+= 12
            return UInt32(truncatingIfNeeded: 0x10000 &+ (unit & 0x3FF) &<< 10 &+ (low & 0x3FF))
        default: i &+= 2; return UInt32(letter)
        }
    }

    /// Writes a character in UTF-8.
    @inline(__always)
    private static func encode(_ scalar: UInt32, to output: UnsafeMutablePointer<UInt8>) -> Int {
        func continuation(_ shift: UInt32) -> UInt8 {
            0x80 | UInt8(truncatingIfNeeded: scalar &>> shift) & 0x3F
        }
        if scalar < 0x80 {
            output[0] = UInt8(truncatingIfNeeded: scalar)
            return 1
        }
        if scalar < 0x800 {
            output[0] = 0xC0 | UInt8(truncatingIfNeeded: scalar &>> 6)
            output[1] = continuation(0)
            return 2
        }
        if scalar < 0x10000 {
            output[0] = 0xE0 | UInt8(truncatingIfNeeded: scalar &>> 12)
            output[1] = continuation(6)
            output[2] = continuation(0)
            return 3
        }
        output[0] = 0xF0 | UInt8(truncatingIfNeeded: scalar &>> 18)
        output[1] = continuation(12)
        output[2] = continuation(6)
        output[3] = continuation(0)
        return 4
    }

    /// The offset of the next backslash, or the end.
    @inline(__always)
    private static func endOfRun(
        _ source: UnsafePointer<UInt8>, _ start: Int, _ length: Int
    ) -> Int {
        var i = start
        while i &+ 16 <= length {
            let marks = ByteBlock(at: source + i).backslashes
            if marks != 0 { return i &+ ByteBlock.first(marks) }
            i &+= 16
        }
        while i < length, source[i] != UInt8(ascii: "\\") { i &+= 1 }
        return i
    }
}
