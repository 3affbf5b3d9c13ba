import CanonicalJSON

/// How the places of a text moved when parts of it were replaced: tells for a place in the new text
/// where it was in the old one.
///
/// Memory: 40 bytes a replacement.
struct TextShifts {
    private struct Shift {
        /// The place behind the replacement, in the new text.
        var offset: Int
        var line: Int
        /// How far everything behind has moved, in bytes.
        var bytes: Int
        /// How far the rest of the line has moved, in characters; how far the rest of the text, in lines.
        var columns: Int
        var lines: Int
    }

    private var shifts: [Shift] = []

    /// Adds a replacement behind all others.
    ///
    /// - Parameters:
    ///   - start: its place in the old text.
    ///   - old: the bytes that were replaced.
    ///   - new: the bytes that stand there instead.
    mutating func add(
        at start: SourcePosition, old: UnsafeRawBufferPointer, new: UnsafeRawBufferPointer
    ) {
        let oldEnd = start.advanced(over: old)
        let newEnd = moved(start).advanced(over: new)
        shifts.append(
            Shift(
                offset: newEnd.offset, line: newEnd.line, bytes: newEnd.offset - oldEnd.offset,
                columns: newEnd.column - oldEnd.column, lines: newEnd.line - oldEnd.line))
    }

    /// The place in the new text of one behind all replacements in the old one.
    private func moved(_ place: SourcePosition) -> SourcePosition {
        guard let last = shifts.last else { return place }
        let line = place.line + last.lines
        return SourcePosition(
            offset: place.offset + last.bytes, line: line,
            column: place.column + (line == last.line ? last.columns : 0))
    }

    /// The place in the old text of one in the new text.
    func original(of place: SourcePosition) -> SourcePosition {
        var low = 0
        var high = shifts.count
        while low < high {
            let middle = (low + high) / 2
            if shifts[middle].offset <= place.offset { low = middle + 1 } else { high = middle }
        }
        guard low > 0 else { return place }
        let shift = shifts[low - 1]
        return SourcePosition(
            offset: place.offset - shift.bytes, line: place.line - shift.lines,
            column: place.column - (place.line == shift.line ? shift.columns : 0))
    }
}
