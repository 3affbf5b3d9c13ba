/// From the place where reading stopped to the error that a person sees. Nothing here is fast.
extension JSONScanner {
    /// The error for a fault that the inner loop met.
    func syntaxError(for fault: Fault, in bytes: UnsafeRawBufferPointer) -> JSONSyntaxError {
        switch fault {
        case .empty:
            return JSONSyntaxError(.empty, at: 0)
        case .key(let i):
            let isFirst = significantByte(in: bytes, before: i)?.byte == UInt8(ascii: "{")
            return unexpectedByte(in: bytes, at: i, expected: isFirst ? .keyOrObjectEnd : .key)
        case .colon(let i):
            return unexpectedByte(in: bytes, at: i, expected: .colon)
        case .value(let i):
            let isFirst = significantByte(in: bytes, before: i)?.byte == UInt8(ascii: "[")
            return valueError(in: bytes, at: i, expected: isFirst ? .valueOrArrayEnd : .value)
        case .comma(let inObject, let i):
            return unexpectedByte(
                in: bytes, at: i, expected: inObject ? .commaOrObjectEnd : .commaOrArrayEnd)
        case .trailing(let i):
            return JSONSyntaxError(.trailingText, at: i)
        case .tooDeep(let i):
            return JSONSyntaxError(.tooDeep(limit: limits.depth), at: i)
        case .tooManyTokens(let i):
            return JSONSyntaxError(.tooManyTokens(limit: limits.tokens), at: i)
        case .string(let i):
            return stringError(in: bytes, at: i)
        case .number(let i):
            return numberError(in: bytes, at: i)
        }
    }

    private func unexpectedByte(
        in bytes: UnsafeRawBufferPointer, at i: Int, expected: JSONSyntaxError.Expected
    ) -> JSONSyntaxError {
        guard i < bytes.count else { return JSONSyntaxError(.truncated, at: bytes.count) }
        let closer: UInt8? =
            switch expected {
            case .key: UInt8(ascii: "}")
            case .value: UInt8(ascii: "]")
            default: nil
            }
        if bytes[i] == closer, let comma = significantByte(in: bytes, before: i),
            comma.byte == UInt8(ascii: ",")
        {
            return JSONSyntaxError(.trailingComma, at: comma.offset)
        }
        return JSONSyntaxError(.unexpected(byte: bytes[i], expected: expected), at: i)
    }

    /// The last byte before `end` that is not white space.
    private func significantByte(
        in bytes: UnsafeRawBufferPointer, before end: Int
    ) -> (byte: UInt8, offset: Int)? {
        var i = end - 1
        while i >= 0, [0x20, 0x0A, 0x0D, 0x09].contains(bytes[i]) { i -= 1 }
        return i >= 0 ? (bytes[i], i) : nil
    }

    /// The error at a byte that is the first faulty one of a string.
    private func stringError(in bytes: UnsafeRawBufferPointer, at i: Int) -> JSONSyntaxError {
        guard i < bytes.count else { return JSONSyntaxError(.truncated, at: bytes.count) }
        switch bytes[i] {
        case UInt8(ascii: "\\"):
            return escapeError(in: bytes, at: i)
        case 0x00..<0x20:
            return JSONSyntaxError(.controlCharacter(bytes[i]), at: i)
        default:
            // A sequence that is well formed as far as the text goes was cut off.
            let padded = Array(bytes[i...].prefix(4))
            guard padded.count < 4 else { return JSONSyntaxError(.invalidUTF8, at: i) }
            for low: UInt8 in [0x80, 0x90, 0xA0] {
                let rest = [UInt8](repeating: low, count: 4 - padded.count)
                let size = (padded + rest).withUnsafeBufferPointer { sequence in
                    sequence.baseAddress.map { JSONScanner.sequenceLength($0, 0, 4) } ?? 0
                }
                if size > padded.count { return JSONSyntaxError(.truncated, at: bytes.count) }
            }
            return JSONSyntaxError(.invalidUTF8, at: i)
        }
    }

    /// The error of the escape whose backslash is at `i`.
    private func escapeError(in bytes: UnsafeRawBufferPointer, at i: Int) -> JSONSyntaxError {
        let rest = Array(bytes[(i + 1)...].prefix(11))
        guard let letter = rest.first else { return JSONSyntaxError(.truncated, at: bytes.count) }
        guard letter == UInt8(ascii: "u") else { return JSONSyntaxError(.invalidEscape, at: i) }
        let digits = rest.dropFirst().prefix(4)
        guard digits.allSatisfy({ JSONScanner.hexadecimalDigit($0) >= 0 }) else {
            return JSONSyntaxError(.invalidEscape, at: i)
        }
        guard digits.count == 4 else { return JSONSyntaxError(.truncated, at: bytes.count) }
        let unit = digits.reduce(0) { $0 << 4 | JSONScanner.hexadecimalDigit($1) }
        if unit == 0 { return JSONSyntaxError(.nulCharacter, at: i) }
        // A high half may have lost its other half to the end of the text.
        let second = Array(rest.dropFirst(5))
        let isCut = second.count < 6 && i + 1 + rest.count == bytes.count
        if unit & 0xFC00 == 0xD800, isCut, isStartOfLowSurrogate(second) {
            return JSONSyntaxError(.truncated, at: bytes.count)
        }
        return JSONSyntaxError(.loneSurrogate, at: i)
    }

    /// Whether some bytes could go on to be `\uDC00` to `\uDFFF`.
    private func isStartOfLowSurrogate(_ bytes: [UInt8]) -> Bool {
        for (place, byte) in bytes.enumerated() {
            let fits =
                switch place {
                case 0: byte == UInt8(ascii: "\\")
                case 1: byte == UInt8(ascii: "u")
                case 2: byte | 0x20 == UInt8(ascii: "d")
                case 3: JSONScanner.hexadecimalDigit(byte) >= 12
                default: JSONScanner.hexadecimalDigit(byte) >= 0
                }
            if !fits { return false }
        }
        return true
    }

    /// The error of the number that starts at `i`.
    private func numberError(in bytes: UnsafeRawBufferPointer, at i: Int) -> JSONSyntaxError {
        let word = JSONScanner.word(in: bytes, at: i)
        let end = i + word.count
        let isSign = bytes[i] == UInt8(ascii: "-")
        if isSign, word.count > 1, JSONScanner.isLetter(word[word.startIndex + 1]) {
            return unknownWord(word, at: i)
        }
        let isNumber = word.withUnsafeBytes { bytes in
            bytes.baseAddress.map {
                JSONScanner.endOfNumber($0.assumingMemoryBound(to: UInt8.self), 0, bytes.count).end
            } == bytes.count
        }
        if isNumber { return JSONSyntaxError(.numberOutOfRange, at: i) }
        // `-`, `1.`, `1e`, `1e+` at the end of the text lack only digits.
        let completed = word + [UInt8(ascii: "1")]
        let isCut = completed.withUnsafeBytes { bytes in
            bytes.baseAddress.map {
                JSONScanner.endOfNumber($0.assumingMemoryBound(to: UInt8.self), 0, bytes.count).end
            } == bytes.count
        }
        if end == bytes.count, isCut { return JSONSyntaxError(.truncated, at: end) }
        return JSONSyntaxError(.malformedNumber, at: i)
    }

    /// The error at a byte that starts no value.
    private func valueError(
        in bytes: UnsafeRawBufferPointer, at i: Int, expected: JSONSyntaxError.Expected
    ) -> JSONSyntaxError {
        guard i < bytes.count else { return JSONSyntaxError(.truncated, at: bytes.count) }
        let byte = bytes[i]
        if i == 0, bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            return JSONSyntaxError(.byteOrderMark, at: 0)
        }
        let word = JSONScanner.word(in: bytes, at: i)
        let second = word.dropFirst().first ?? 0
        if byte == UInt8(ascii: "+") || byte == UInt8(ascii: ".") {
            if JSONScanner.isLetter(second) { return unknownWord(word, at: i) }
            if word.count > 1 { return JSONSyntaxError(.malformedNumber, at: i) }
        }
        if JSONScanner.isLetter(byte) {
            let isCut = ["true", "false", "null"].contains { $0.utf8.starts(with: word) }
            if isCut, i + word.count == bytes.count {
                return JSONSyntaxError(.truncated, at: bytes.count)
            }
            return unknownWord(word, at: i)
        }
        return unexpectedByte(in: bytes, at: i, expected: expected)
    }

    /// The bytes of the word or number that starts at `i`.
    private static func word(in bytes: UnsafeRawBufferPointer, at i: Int) -> [UInt8] {
        Array(bytes[i...].prefix { isWordByte($0) })
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        isWordByte(byte) && (byte >= UInt8(ascii: "A") || byte == UInt8(ascii: "$"))
    }

    /// An unknown word, cut so that a megabyte of letters makes no megabyte of message.
    private func unknownWord(_ word: [UInt8], at i: Int) -> JSONSyntaxError {
        JSONSyntaxError(.unknownWord(String(decoding: word.prefix(40), as: UTF8.self)), at: i)
    }
}
