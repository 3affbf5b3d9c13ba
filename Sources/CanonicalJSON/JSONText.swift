extension JSONTape {
    /// The text of a string or key, escapes resolved.
    public func string(at index: Int) -> String {
        if !self[index].flags.contains(.escaped) {
            return String(decoding: content(of: index), as: UTF8.self)
        }
        var text: [UInt8] = []
        appendText(of: index, to: &text)
        return String(decoding: text, as: UTF8.self)
    }

    /// Appends the UTF-8 text of a string or key, escapes resolved.
    public func appendText(of index: Int, to text: inout [UInt8]) {
        let content = content(of: index)
        guard self[index].flags.contains(.escaped) else {
            text.append(contentsOf: content)
            return
        }
        var i = 0
        while i < content.count {
            let byte = content[i]
            guard byte == UInt8(ascii: "\\"), i + 1 < content.count else {
                text.append(byte)
                i += 1
                continue
            }
            i += 2
            switch content[i - 1] {
            case UInt8(ascii: "b"): text.append(0x08)
            case UInt8(ascii: "f"): text.append(0x0C)
            case UInt8(ascii: "n"): text.append(0x0A)
            case UInt8(ascii: "r"): text.append(0x0D)
            case UInt8(ascii: "t"): text.append(0x09)
            case UInt8(ascii: "u"):
                var scalar = hexadecimal(content, at: i)
                i += 4
                if scalar & 0xFC00 == 0xD800, i + 6 <= content.count {
                    scalar =
                        0x10000 + (scalar & 0x3FF) << 10 | (hexadecimal(content, at: i + 2) & 0x3FF)
                    i += 6
                }
                text.append(contentsOf: Unicode.Scalar(scalar).map { Array(String($0).utf8) } ?? [])
            case let other: text.append(other)
            }
        }
    }

    /// The value of four hexadecimal digits that the scanner has checked.
    private func hexadecimal(_ bytes: UnsafeRawBufferPointer, at start: Int) -> UInt32 {
        var value: UInt32 = 0
        for i in start..<min(start + 4, bytes.count) {
            let byte = UInt32(bytes[i])
            value = value << 4 | (byte <= 0x39 ? byte & 0xF : (byte & 0xF) + 9)
        }
        return value
    }

    /// The nearest 64-bit float of a number; infinite when out of range.
    public func double(at index: Int) -> Double {
        Double(String(decoding: source(of: index), as: UTF8.self)) ?? .nan
    }
}
