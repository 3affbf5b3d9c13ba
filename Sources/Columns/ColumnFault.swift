/// Why bytes are no column segment, or no part of a dictionary.
///
/// The bytes came from a file: whatever they are, decoding ends with a value or with this.
public struct ColumnFault: Error, Hashable, Sendable {
    /// What is wrong.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// There are fewer bytes than the parts that the header names, or more.
        case size
        /// The bytes do not begin with the mark of their format.
        case mark
        /// A version of the format that this program does not know.
        case version
        /// The checksum does not fit the bytes.
        case checksum
        /// A kind of column, or a way to store its values, that there is not.
        case encoding
        /// The first row is not a multiple of the rows of a segment, or the number of rows is not
        /// one of a segment.
        case rows
        /// The counts of the header are not those of the rows.
        case counts
        /// A value is not one that its kind can have.
        case value
    }

    /// What is wrong.
    public let kind: Kind
    /// Where: the offset in bytes of the part that is wrong.
    public let offset: Int

    /// - Parameters:
    ///   - kind: what is wrong.
    ///   - offset: the offset in bytes of the part that is wrong.
    public init(_ kind: Kind, at offset: Int) {
        self.kind = kind
        self.offset = offset
    }
}
