import Text

/// A segment that is about to be written: its header, and what writes its values.
struct SegmentDraft {
    var header: SegmentHeader
    /// Writes the values, the second stream and the texts where the layout puts them.
    var writeValues: (borrowing ColumnCells, SegmentTarget) -> Void = { _, _ in }
}

/// The memory of a segment that is being written, all of it zero before.
struct SegmentTarget {
    let layout: SegmentLayout
    private let memory: UnsafeMutableRawBufferPointer

    init(_ memory: UnsafeMutableRawBufferPointer, _ layout: SegmentLayout) {
        self.memory = memory
        self.layout = layout
    }

    /// Puts an integer into a part.
    ///
    /// - Parameters:
    ///   - value: the integer.
    ///   - index: its place in the part, counted in integers of its width.
    ///   - part: a part of the layout that has the place.
    @inline(__always)
    func put<Value: FixedWidthInteger & BitwiseCopyable>(
        _ value: Value, at index: Int, in part: Range<Int>
    ) {
        memory.storeBytes(
            of: value.littleEndian,
            toByteOffset: part.lowerBound &+ index &* MemoryLayout<Value>.size, as: Value.self)
    }

    /// Puts the header at the start.
    func put(_ header: [UInt8]) { memory.copyBytes(from: header) }

    /// Puts the checksum of all before it at the end; the last thing to do.
    func sign() {
        let end = layout.checksum.lowerBound
        let checksum = XXHash64.hash(UnsafeRawBufferPointer(rebasing: memory[..<end]))
        put(checksum, at: 0, in: layout.checksum)
    }

    /// Copies bytes into a part.
    func put(_ bytes: UnsafeRawBufferPointer, from offset: Int, in part: Range<Int>) {
        guard !bytes.isEmpty else { return }
        let start = part.lowerBound + offset
        UnsafeMutableRawBufferPointer(rebasing: memory[start..<(start + bytes.count)])
            .copyMemory(from: bytes)
    }

    /// Puts a narrow integer at the place of a row.
    @inline(__always)
    func putNarrow(_ value: UInt32, at slot: Int, width: Int) {
        switch width {
        case 1: put(UInt8(truncatingIfNeeded: value), at: slot, in: layout.values)
        case 2: put(UInt16(truncatingIfNeeded: value), at: slot, in: layout.values)
        default: put(value, at: slot, in: layout.values)
        }
    }
}
