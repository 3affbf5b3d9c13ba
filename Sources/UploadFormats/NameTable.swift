/// Finds the member that a key names, without making a string.
///
/// A key of at most 24 bytes is known by its length and three words of eight bytes: its first, its
/// middle and its last ones. Together they cover every byte, so equal words are equal keys.
///
/// Tables are made once, as constants, and never freed: their storage is plain memory, so that a
/// look-up counts no references.
struct NameTable: @unchecked Sendable {
    // Invariant: nothing is written after `init`, and the memory is never freed.
    /// 24 bytes: what three words cover; the longest name, `image_groups_from_items`, has 23.
    static let lengthMax = 24

    private struct Entry {
        var words: Words
        var value: UInt8
    }

    private struct Words: Equatable {
        var first: UInt64 = 0
        var middle: UInt64 = 0
        var last: UInt64 = 0

        /// - Parameter bytes: 1 to 24 bytes.
        @inline(__always)
        init(_ bytes: UnsafeRawBufferPointer) {
            let count = bytes.count
            if count >= 8 {
                first = bytes.loadUnaligned(fromByteOffset: 0, as: UInt64.self)
                middle = bytes.loadUnaligned(fromByteOffset: count / 2 - 4, as: UInt64.self)
                last = bytes.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self)
            } else {
                for byte in bytes { first = first << 8 | UInt64(byte) }
            }
        }
    }

    /// Ordered by the names' lengths.
    private let entries: UnsafePointer<Entry>
    /// The first entry of each length; one more at the end.
    private let starts: UnsafePointer<Int>
    /// The first spelling of each value.
    let names: [String]

    /// - Parameter spellings: for each value, in the order of the values, its names of 1 to 24
    ///   bytes; the first one is used in messages.
    init(_ spellings: [[String]]) {
        names = spellings.map { $0.first ?? "" }
        var entries: [Entry] = []
        var starts: [Int] = []
        for length in 0...NameTable.lengthMax {
            starts.append(entries.count)
            for (value, list) in spellings.enumerated() {
                for name in Set(list).sorted() where name.utf8.count == length && length > 0 {
                    let words = Array(name.utf8).withUnsafeBytes { Words($0) }
                    let mark = name == list.first ? 0 : NameTable.otherSpelling
                    entries.append(Entry(words: words, value: UInt8(value) | mark))
                }
            }
        }
        starts.append(entries.count)
        self.entries = NameTable.immortal(entries)
        self.starts = NameTable.immortal(starts)
    }

    private static func immortal<Element>(_ elements: [Element]) -> UnsafePointer<Element> {
        let memory = UnsafeMutableBufferPointer<Element>.allocate(capacity: max(elements.count, 1))
        _ = memory.initialize(from: elements)
        return UnsafePointer(memory.baseAddress ?? UnsafeMutablePointer.allocate(capacity: 1))
    }

    /// The bit that marks every spelling of a value but the first one.
    static let otherSpelling: UInt8 = 0x80

    /// The value of a name; nil for an unknown one.
    ///
    /// - Parameter bytes: the UTF-8 text of the name.
    @inline(__always)
    func lookup(_ bytes: UnsafeRawBufferPointer) -> UInt8? {
        lookupSpelling(bytes).map { $0 & ~NameTable.otherSpelling }
    }

    /// The value of a name, with ``otherSpelling`` in it when the name is not the first spelling;
    /// nil for an unknown one.
    @inline(__always)
    func lookupSpelling(_ bytes: UnsafeRawBufferPointer) -> UInt8? {
        let count = bytes.count
        guard count > 0, count <= NameTable.lengthMax else { return nil }
        var index = starts[count]
        let end = starts[count + 1]
        guard index < end else { return nil }
        let words = Words(bytes)
        while index < end {
            if entries[index].words == words { return entries[index].value }
            index += 1
        }
        return nil
    }
}
