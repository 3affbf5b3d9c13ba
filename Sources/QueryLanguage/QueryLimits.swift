/// Limits of one query.
public enum QueryLimits {
    /// 1 MiB: no person writes more, and a list of 20,000 uuids for `IN` still fits.
    public static let textBytesMax = 1 << 20
    /// 200 levels of parentheses and `NOT`: trees this deep are walked by recursion, which takes
    /// less than 512 KiB of stack (1 MiB in a debug build).
    public static let nestingDepthMax = 200
    /// 1,000 steps of `->`: more than any document that a person would query.
    public static let pathStepsMax = 1_000
}
