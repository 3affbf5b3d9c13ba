extension QueryLexer {
    /// Reads `'...'`; two single quotes inside stand for one, and nothing else is special.
    mutating func string() throws(QueryError) -> QueryToken {
        let start = position
        var content: [UInt8] = []
        var index = start + 1
        while let byte = byte(index) {
            if byte == UInt8(ascii: "'") {
                guard self.byte(index + 1) == byte else {
                    advance(to: index + 1)
                    let text = String(decoding: content, as: UTF8.self)
                    return QueryToken(kind: .string(text), range: start..<position)
                }
                index += 1
            }
            content.append(byte)
            index += 1
        }
        throw QueryError(
            .unterminatedString, in: part, at: start..<bytes.count,
            expected: "a closing single quote", found: text(start..<bytes.count))
    }

    /// Reads `"..."`; two double quotes inside stand for one, and the escapes are those of JSON.
    mutating func quotedKey() throws(QueryError) -> QueryToken {
        let start = position
        var content: [UInt8] = []
        var index = start + 1
        while let byte = byte(index) {
            if byte == UInt8(ascii: "\\") {
                index = try appendEscape(at: index, to: &content)
                continue
            }
            if byte == UInt8(ascii: "\"") {
                guard self.byte(index + 1) == byte else {
                    advance(to: index + 1)
                    let text = String(decoding: content, as: UTF8.self)
                    return QueryToken(kind: .quotedKey(text), range: start..<position)
                }
                index += 1
            }
            content.append(byte)
            index += 1
        }
        throw QueryError(
            .unterminatedKey, in: part, at: start..<bytes.count,
            expected: "a closing double quote", found: text(start..<bytes.count))
    }

    /// Reads a number as JSON writes it, with an optional plus sign in front.
    mutating func number() throws(QueryError) -> QueryToken {
        let start = position
        var index = start
        if let sign = byte(index), sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") {
            index += 1
        }
        let digits = index
        index = endOfDigits(from: index)
        var isValid = index > digits && (bytes[digits] != UInt8(ascii: "0") || index == digits + 1)
        if byte(index) == UInt8(ascii: ".") {
            let end = endOfDigits(from: index + 1)
            isValid = isValid && end > index + 1
            index = end
        }
        if let exponent = byte(index), exponent | 0x20 == UInt8(ascii: "e") {
            index += 1
            if let sign = byte(index), sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") {
                index += 1
            }
            let end = endOfDigits(from: index)
            isValid = isValid && end > index
            index = end
        }
        if let literal = unquotedLiteral(from: start) { throw literal }
        let numberEnd = index
        while let (scalar, length) = scalar(at: index), BareWord.allows(scalar) { index += length }
        advance(to: index)
        let written = text(start..<index)
        let value = Double(text(digits..<index)).map {
            bytes[start] == UInt8(ascii: "-") ? -$0 : $0
        }
        guard isValid, index == numberEnd, let value else {
            throw QueryError(
                .malformedNumber, in: part, at: start..<index,
                expected: "a number as in JSON, or a key in double quotes", found: written)
        }
        if value.isInfinite {
            throw QueryError(.numberOutOfRange, in: part, at: start..<index, found: written)
        }
        return QueryToken(kind: .number(value), range: start..<index)
    }

    private func endOfDigits(from start: Int) -> Int {
        var end = start
        while let byte = byte(end), (0x30...0x39).contains(byte) { end += 1 }
        return end
    }

    /// Appends what one escape stands for.
    ///
    /// - Returns: the offset behind the escape.
    private func appendEscape(at start: Int, to content: inout [UInt8]) throws(QueryError) -> Int {
        switch byte(start + 1) {
        case UInt8(ascii: "\""): content.append(UInt8(ascii: "\""))
        case UInt8(ascii: "\\"): content.append(UInt8(ascii: "\\"))
        case UInt8(ascii: "/"): content.append(UInt8(ascii: "/"))
        case UInt8(ascii: "b"): content.append(0x08)
        case UInt8(ascii: "f"): content.append(0x0C)
        case UInt8(ascii: "n"): content.append(0x0A)
        case UInt8(ascii: "r"): content.append(0x0D)
        case UInt8(ascii: "t"): content.append(0x09)
        case UInt8(ascii: "u"):
            if let (scalar, end) = unicodeEscape(at: start) {
                content.append(contentsOf: String(scalar).utf8)
                return end
            }
            throw invalidEscape(at: start)
        default: throw invalidEscape(at: start)
        }
        return start + 2
    }

    /// The character of `\uXXXX`, or of two of them that are a surrogate pair.
    private func unicodeEscape(at start: Int) -> (Unicode.Scalar, end: Int)? {
        guard let high = hexadecimal(at: start + 2) else { return nil }
        if let scalar = Unicode.Scalar(high) { return (scalar, start + 6) }
        guard high < 0xDC00, byte(start + 6) == UInt8(ascii: "\\"),
            byte(start + 7) == UInt8(ascii: "u"), let low = hexadecimal(at: start + 8),
            (0xDC00...0xDFFF).contains(low),
            let scalar = Unicode.Scalar(0x10000 + (high & 0x3FF) << 10 + (low & 0x3FF))
        else { return nil }
        return (scalar, start + 12)
    }

    private func hexadecimal(at start: Int) -> UInt32? {
        guard start + 4 <= bytes.count else { return nil }
        let digits = text(start..<start + 4)
        guard digits.utf8.allSatisfy({ $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "-") }) else {
            return nil
        }
        return UInt32(digits, radix: 16)
    }

    private func invalidEscape(at start: Int) -> QueryError {
        let length = scalar(at: start + 1)?.1 ?? 0
        return QueryError(
            .invalidEscape, in: part, at: start..<start + 1 + length,
            expected: #"\" \\ \/ \b \f \n \r \t or \uXXXX"#,
            found: text(start..<start + 1 + length), suggestion: #"\\ for a backslash"#)
    }
}
