extension UploadSplitter {
    /// Finds the items of JSON Lines: every line that is not blank. Only LF ends a line.
    mutating func splitLines(
        _ bytes: UnsafeRawBufferPointer, from begin: Int, isLast: Bool,
        into slices: inout [UploadSlice]
    ) -> Int {
        var line = begin
        while line < bytes.count {
            let found = UploadSplitter.lineFeed(in: bytes, from: line + scanned)
            guard let end = found ?? (isLast ? bytes.count : nil) else {
                scanned = bytes.count - line
                return line
            }
            scanned = 0
            nextLook = UploadSplitter.firstLook
            var first = line
            var last = end
            while first < last, UploadFormat.isWhiteSpace(bytes[first]) { first += 1 }
            while last > first, UploadFormat.isWhiteSpace(bytes[last - 1]) { last -= 1 }
            if first < last {
                slices.append(UploadSlice(start: first, end: last, index: itemCount))
                itemCount += 1
            }
            line = found == nil ? end : end + 1
        }
        return line
    }

    /// The offset of the first line feed from an offset on; nil when there is none.
    static func lineFeed(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
        var at = start
        let feeds = SIMD32<UInt8>(repeating: 0x0A)
        while at + 32 <= bytes.count {
            let block = bytes.loadUnaligned(fromByteOffset: at, as: SIMD32<UInt8>.self)
            if any(block .== feeds) { break }
            at += 32
        }
        while at < bytes.count {
            if bytes[at] == 0x0A { return at }
            at += 1
        }
        return nil
    }
}
