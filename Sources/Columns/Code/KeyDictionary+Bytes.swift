import Text

/// A dictionary is stored as chunks: each holds the texts that were added since the one before it.
///
/// | offset | |
/// | --- | --- |
/// | 0 | `MXCD` |
/// | 4 | version, 32 bits |
/// | 8 | code of the first text, 32 bits |
/// | 12 | number of texts, 32 bits |
/// | 16 | where each text ends, counted from the first text's start, 32 bits each |
/// | | the texts |
/// | last 8 | checksum of all before it |
///
/// All integers are little-endian.
extension KeyDictionary {
    private static let mark: UInt32 = 0x4443_584D
    private static let version: UInt32 = 1
    private static let headerByteCount = 16

    /// The texts from a code on, as they are stored.
    ///
    /// - Parameter code: the first code; the number of texts so far for none.
    public func chunk(from code: Int) -> [UInt8] {
        let first = min(max(code, 0), count)
        var chunk: [UInt8] = []
        func put(_ value: UInt32) {
            withUnsafeBytes(of: value.littleEndian) { chunk.append(contentsOf: $0) }
        }
        put(KeyDictionary.mark)
        put(KeyDictionary.version)
        put(UInt32(truncatingIfNeeded: first))
        put(UInt32(truncatingIfNeeded: count - first))
        var texts: [UInt8] = []
        for code in first..<count {
            texts.append(contentsOf: text(UInt32(truncatingIfNeeded: code)) ?? [])
            put(UInt32(truncatingIfNeeded: texts.count))
        }
        chunk.append(contentsOf: texts)
        let checksum = XXHash64.hash(chunk)
        withUnsafeBytes(of: checksum.littleEndian) { chunk.append(contentsOf: $0) }
        return chunk
    }

    /// 16 bytes of a chunk say which codes it has.
    public static let chunkHeadByteCount = headerByteCount

    /// The code behind the last text of a chunk, of which the head is enough; 0 for bytes that are no chunk.
    public static func end(ofChunk chunk: UnsafeRawBufferPointer) -> Int {
        guard chunk.count >= headerByteCount else { return 0 }
        let first = UInt32(littleEndian: chunk.loadUnaligned(fromByteOffset: 8, as: UInt32.self))
        let count = UInt32(littleEndian: chunk.loadUnaligned(fromByteOffset: 12, as: UInt32.self))
        return Int(first) + Int(count)
    }

    /// Adds the texts of a chunk.
    ///
    /// - Parameter chunk: the one behind those that were added before.
    /// - Throws: where the bytes are no chunk, or not the next one; nothing is added then.
    public mutating func append(chunk: [UInt8]) throws(ColumnFault) {
        func read(_ offset: Int) -> UInt32 {
            chunk.withUnsafeBytes {
                UInt32(littleEndian: $0.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
            }
        }
        let header = KeyDictionary.headerByteCount
        guard chunk.count >= header + 8 else { throw ColumnFault(.size, at: chunk.count) }
        guard read(0) == KeyDictionary.mark else { throw ColumnFault(.mark, at: 0) }
        guard read(4) == KeyDictionary.version else { throw ColumnFault(.version, at: 4) }
        let end = chunk.count - 8
        let stored = UInt64(read(end)) | UInt64(read(end + 4)) << 32
        guard XXHash64.hash(Array(chunk[..<end])) == stored else {
            throw ColumnFault(.checksum, at: end)
        }
        guard Int(read(8)) == count else { throw ColumnFault(.rows, at: 8) }
        let added = Int(read(12))
        let texts = header + 4 * added
        guard added <= KeyDictionary.countMax - count, texts <= end else {
            throw ColumnFault(.size, at: 12)
        }
        let kept = count
        var start = texts
        for index in 0..<added {
            let place = header + 4 * index
            let stop = texts + Int(read(place))
            guard start <= stop, stop <= end,
                add(Array(chunk[start..<stop])) == UInt32(kept + index)
            else {
                removeLast(keeping: kept)
                throw ColumnFault(.value, at: place)
            }
            start = stop
        }
        guard start == end else {
            removeLast(keeping: kept)
            throw ColumnFault(.size, at: start)
        }
    }
}
