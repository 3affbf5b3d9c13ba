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
        text += [UInt8](unsafeUninitializedCapacity: content.count) { buffer, count in
            count = 0
            guard let output = buffer.baseAddress, let source = content.baseAddress else { return }
            count = StringEscapes.decode(
                source.assumingMemoryBound(to: UInt8.self), content.count, to: output)
        }
    }

    /// The nearest 64-bit float of a number; infinite when out of range.
    public func double(at index: Int) -> Double {
        DecimalText.double(source(of: index))
    }
}
