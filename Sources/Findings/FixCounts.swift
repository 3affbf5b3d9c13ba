/// How many findings `fix` mends.
public struct FixCounts: Sendable, Equatable {
    /// Without being asked for more.
    public var safe = 0
    /// Only with `--unsafe`.
    public var unsafe = 0

    /// None.
    public init(safe: Int = 0, unsafe: Int = 0) {
        self.safe = safe
        self.unsafe = unsafe
    }

    /// Whether nothing is mended.
    public var isEmpty: Bool { safe + unsafe == 0 }

    mutating func add(_ other: FixCounts) {
        safe += other.safe
        unsafe += other.unsafe
    }

    mutating func add(_ mark: FixMark) {
        switch mark {
        case .safe: safe += 1
        case .unsafe: unsafe += 1
        }
    }
}
