import Storage
import TestSupport

/// A cell of the table of re-imports: what is stored, what is uploaded, and what comes of it.
struct ReimportCase: Decodable, Sendable {
    struct Counts: Decodable, Equatable {
        var created = 0
        var updated = 0
        var unchanged = 0
        var skipped = 0

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            let counts = try container.decode([String: Int].self)
            created = counts["created"] ?? 0
            updated = counts["updated"] ?? 0
            unchanged = counts["unchanged"] ?? 0
            skipped = counts["skipped"] ?? 0
        }

        init(_ summary: WriteSummary) {
            created = summary.created
            updated = summary.updated
            unchanged = summary.unchanged
            skipped = summary.skipped
        }
    }

    var name: String
    var policy: String
    /// The folder of what is stored before; `f` is the one that is imported into.
    var storedIn: String?
    var stored: [Upload]
    var uploads: [Upload]
    var expected: Counts
    /// `url title document` of every item afterwards, in order; a group's URLs joined by `+`.
    var items: [String]
    /// The keys that stored items lose; none without it.
    var lost: [String]?
    /// How many items lose one.
    var losers: Int?
    /// How many of the created items the folder held before.
    var doubled: Int?
}
