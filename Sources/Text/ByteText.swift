/// Small questions about UTF-8 bytes.
extension UnsafeRawBufferPointer {
    /// The bytes without ASCII white space at the start and the end.
    package var trimmingSpaces: UnsafeRawBufferPointer {
        var start = 0
        var end = count
        while start < end, self[start].isASCIISpace { start += 1 }
        while end > start, self[end - 1].isASCIISpace { end -= 1 }
        return UnsafeRawBufferPointer(rebasing: self[start..<end])
    }

    /// Whether the bytes are a word of lower-case ASCII letters, in any case.
    package func equalsIgnoringCase(_ word: StaticString) -> Bool {
        guard count == word.utf8CodeUnitCount else { return false }
        for index in 0..<count where self[index] | 0x20 != word.utf8Start[index] { return false }
        return true
    }

    /// The number of Unicode scalars of valid UTF-8.
    package var scalarCount: Int {
        var continuations = 0
        for byte in self where byte & 0xC0 == 0x80 { continuations &+= 1 }
        return count &- continuations
    }
}

extension UInt8 {
    package var isASCIISpace: Bool { self == 0x20 || (self >= 0x09 && self <= 0x0D) }
}
