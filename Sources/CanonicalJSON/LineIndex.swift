/// Lines and columns of the places of one text, found as they are asked for.
///
/// The text is walked through once, as far as the last place that was asked for: every
/// ``stepBytes`` the line and column reached are kept, so any number of places in any order cost no
/// more than one walk and a step each.
public struct LineIndex {
    /// 4,096 bytes: a step costs less than a microsecond, and a mark of 24 bytes for each is nothing.
    static let stepBytes = 4096

    private let bytes: UnsafeRawBufferPointer
    /// The places of the bytes 0, ``stepBytes``, twice that and so on.
    private var marks: [SourcePosition]

    /// Makes the index of a text.
    ///
    /// - Parameters:
    ///   - bytes: a piece of a file; must stay as they are while the index is used.
    ///   - start: the place of the first of them in the file.
    public init(_ bytes: UnsafeRawBufferPointer, from start: SourcePosition = .start) {
        self.bytes = bytes
        marks = [start]
    }

    /// The place of a byte.
    ///
    /// - Parameter offset: bytes before it in the file; one outside of the piece is taken as the
    ///   nearest inside of it.
    public mutating func position(ofOffset offset: Int) -> SourcePosition {
        let at = min(max(offset - marks[0].offset, 0), bytes.count)
        let step = at / LineIndex.stepBytes
        while marks.count <= step {
            let from = (marks.count - 1) * LineIndex.stepBytes
            marks.append(advanced(marks[marks.count - 1], from, from + LineIndex.stepBytes))
        }
        return advanced(marks[step], step * LineIndex.stepBytes, at)
    }

    /// Sets line and column of a place that has none yet: whose line is 0.
    public mutating func resolve(_ place: inout SourcePosition) {
        if place.line == 0 { place = position(ofOffset: place.offset) }
    }

    /// The place behind the last byte.
    public var end: SourcePosition {
        mutating get { position(ofOffset: marks[0].offset + bytes.count) }
    }

    private func advanced(_ place: SourcePosition, _ from: Int, _ to: Int) -> SourcePosition {
        place.advanced(over: UnsafeRawBufferPointer(rebasing: bytes[from..<to]))
    }
}
