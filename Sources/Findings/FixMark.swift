/// Whether `fix` mends a finding, and when.
public enum FixMark: UInt8, Sendable {
    /// The meaning certainly stays: it is mended without being asked for.
    case safe
    /// Likely, not certain: it is mended when asked for.
    case unsafe

    /// The mark as reports for programs write it.
    public var word: String {
        switch self {
        case .safe: "safe"
        case .unsafe: "unsafe"
        }
    }
}
