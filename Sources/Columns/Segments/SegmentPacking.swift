/// Segments of which few rows have a value are stored with the values of those rows only, and
/// spread out again when they are read: the kernels know one form.
enum SegmentPacking {
    /// 4: with a value in a quarter of the rows or fewer, packing saves more than half of the
    /// bytes, planes included.
    static let rowsPerValueMin = 4

    /// Whether packing pays for a segment, and there is something to pack.
    static func pays(_ header: SegmentHeader) -> Bool {
        header.isPackable
            && header.range.presentCount * rowsPerValueMin <= header.rowCount
    }

    /// The packed form of a segment.
    ///
    /// - Parameters:
    ///   - bytes: a segment that is not packed.
    ///   - header: its header.
    ///   - present: the rows with a value.
    static func packed(
        _ bytes: SegmentBytes, _ header: SegmentHeader, present: RowSet
    ) -> SegmentBytes {
        var header = header
        header.isPacked = true
        return converted(bytes, to: header, present: present, isSigned: true)
    }

    /// The form of a packed segment that is looked at. It is never stored and has no checksum.
    ///
    /// - Parameters:
    ///   - bytes: a packed segment.
    ///   - header: its header.
    ///   - present: the rows with a value, as many as the header says.
    static func unpacked(
        _ bytes: SegmentBytes, _ header: SegmentHeader, present: RowSet
    ) -> (bytes: SegmentBytes, header: SegmentHeader) {
        var header = header
        header.isPacked = false
        return (converted(bytes, to: header, present: present, isSigned: false), header)
    }

    /// Copies a segment into the other form.
    private static func converted(
        _ bytes: SegmentBytes, to header: SegmentHeader, present: RowSet, isSigned: Bool
    ) -> SegmentBytes {
        var old = header
        old.isPacked.toggle()
        let (from, to) = (SegmentLayout(old), SegmentLayout(header))
        return SegmentBytes(count: to.count) { memory in
            let target = SegmentTarget(memory, to)
            bytes.withUnsafeBytes { raw in
                target.put(header.bytes)
                func copy(_ part: Range<Int>, _ place: Range<Int>) {
                    target.put(UnsafeRawBufferPointer(rebasing: raw[part]), from: 0, in: place)
                }
                for (part, place) in zip(from.planes, to.planes) { copy(part, place) }
                copy(from.exactSlots, to.exactSlots)
                copy(from.exactOffsets, to.exactOffsets)
                copy(from.text, to.text)
                func moveAll<Value: FixedWidthInteger & BitwiseCopyable>(
                    _ part: Range<Int>, _ place: Range<Int>, _ type: Value.Type
                ) {
                    guard !part.isEmpty else { return }
                    var index = 0
                    present.forEachSlot { slot in
                        let (source, goal) = header.isPacked ? (slot, index) : (index, slot)
                        let value = raw.loadUnaligned(
                            fromByteOffset: part.lowerBound &+ source &* MemoryLayout<Value>.size,
                            as: type)
                        target.put(Value(littleEndian: value), at: goal, in: place)
                        index &+= 1
                    }
                }
                switch header.encoding.width {
                case 1: moveAll(from.values, to.values, UInt8.self)
                case 2: moveAll(from.values, to.values, UInt16.self)
                case 4: moveAll(from.values, to.values, UInt32.self)
                default:
                    if header.kind == .text {
                        moveOffsets(raw, from, target, header, present)
                    } else {
                        moveAll(from.values, to.values, UInt64.self)
                    }
                }
                if header.kind == .instant {
                    moveAll(from.second, to.second, UInt32.self)
                } else {
                    moveAll(from.second, to.second, UInt64.self)
                }
            }
            if isSigned { target.sign() }
        }
    }

    /// Copies the ends of texts: a row without a text ends where the one before it does.
    private static func moveOffsets(
        _ raw: UnsafeRawBufferPointer, _ from: SegmentLayout, _ target: SegmentTarget,
        _ header: SegmentHeader, _ present: RowSet
    ) {
        func end(_ index: Int) -> UInt32 {
            UInt32(
                littleEndian: raw.loadUnaligned(
                    fromByteOffset: from.values.lowerBound + 4 * index, as: UInt32.self))
        }
        let place = target.layout.values
        var (index, last, next) = (0, end(0), 0)
        target.put(last, at: 0, in: place)
        func fill(to slot: Int) {
            while next < slot {
                next += 1
                target.put(last, at: next, in: place)
            }
        }
        present.forEachSlot { slot in
            if header.isPacked {
                index += 1
                target.put(end(slot + 1), at: index, in: place)
            } else {
                fill(to: slot)
                index += 1
                last = end(index)
                fill(to: slot + 1)
            }
        }
        if !header.isPacked { fill(to: header.rowCount) }
    }
}
