/// Limits of one query.
public enum QueryLimits {
    /// 1 MiB: no person writes more, and a list of 20,000 uuids for `IN` still fits.
    public static let textBytesMax = 1 << 20
    /// 300 levels of parentheses and `NOT`: trees this deep are safe to walk by recursion on a
    /// thread with a stack of 512 KiB, also in a debug build.
    public static let nestingDepthMax = 300
    /// 1,000 steps of `->`: more than any document that a person would query.
    public static let pathStepsMax = 1_000
}
