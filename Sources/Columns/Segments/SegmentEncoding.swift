/// How a segment stores the values of its rows.
enum SegmentEncoding: UInt8, Sendable, CaseIterable {
    /// Every value is the one that the header (or, for text, the text area) holds.
    case constant = 0
    /// 8 bits a row: what to add to the base of the header, or a code of the dictionary.
    case narrow8 = 1
    /// 16 bits a row.
    case narrow16 = 2
    /// 32 bits a row.
    case narrow32 = 3
    /// The values as they are.
    case plain = 4
    /// Every value is text with the code that the header holds.
    case constantCode = 5
    /// The texts, or the exact texts of numbers, are too long together: the segment knows states
    /// only, the values are in the documents.
    case unheld = 6

    /// Bytes a row of the narrow encodings, 0 for the others.
    var width: Int {
        switch self {
        case .narrow8: 1
        case .narrow16: 2
        case .narrow32: 4
        case .constant, .plain, .constantCode, .unheld: 0
        }
    }

    /// Whether the texts of a segment are codes of a dictionary.
    var isCoded: Bool { width > 0 || self == .constantCode }

    /// The narrowest encoding for integers from zero.
    ///
    /// - Parameter max: the largest of them.
    static func narrowest(for max: UInt32) -> SegmentEncoding {
        if max <= UInt32(UInt8.max) { return .narrow8 }
        return max <= UInt32(UInt16.max) ? .narrow16 : .narrow32
    }

    /// Whether a kind of column may be stored in this way.
    func suits(_ kind: ColumnKind) -> Bool {
        switch self {
        case .constant: true
        case .narrow8, .narrow16, .narrow32: kind == .number || kind == .instant || kind == .text
        case .plain: kind != .presence
        case .constantCode: kind == .text
        case .unheld: kind == .text || kind == .number
        }
    }
}
