import CanonicalJSON
public import Findings

/// Counts what an upload holds, and knows at its end what is wrong with the whole.
public struct UploadTotals: Sendable {
    /// Number of items so far, faulty ones too.
    public private(set) var items = 0
    /// Number of URLs so far, those of frames included.
    public private(set) var urls = 0
    private var firstItemTooMany: FindingLocation?
    private var firstURLTooMany: FindingLocation?

    /// Nothing counted.
    public init() {}

    /// Counts some items.
    ///
    /// - Parameters:
    ///   - items: number of items.
    ///   - urls: number of their URLs.
    ///   - location: their place in the file; asked for only when a limit is passed.
    public mutating func add(
        items: Int = 1, urls: Int, at location: @autoclosure () -> FindingLocation
    ) {
        self.items += items
        self.urls += urls
        if self.items > UploadLimits.itemsMax, firstItemTooMany == nil {
            firstItemTooMany = location()
        }
        if self.urls > UploadLimits.urlsMax, firstURLTooMany == nil { firstURLTooMany = location() }
    }

    /// Reports the findings about the whole file, after its last item.
    ///
    /// - Parameters:
    ///   - flags: the flags of the whole file.
    ///   - isComplete: whether the file was read to its end; otherwise nothing is said about
    ///     missing items and flags.
    ///   - findings: gets the findings; its item is set to none.
    public func report(
        flags: UploadFlags, isComplete: Bool, into findings: inout FindingBuffer
    ) {
        findings.item = nil
        if let firstItemTooMany {
            findings.report(
                .uploadTooManyItems, at: firstItemTooMany,
                value: .amount(items, .items, isGrouped: false),
                expected: "\(UploadLimits.itemsMax)")
        }
        if let firstURLTooMany {
            findings.report(
                .uploadTooManyURLs, at: firstURLTooMany,
                value: .amount(urls, .urls, isGrouped: false),
                expected: "\(UploadLimits.urlsMax)")
        }
        if isComplete, let upsert = flags.upsertMetadata, upsert.value, !flags.skipsDuplicateURLs {
            findings.report(
                .uploadUpsertWithoutSkip, at: upsert.location, key: "upsert_metadata",
                value: "true", expected: "skip_duplicate_urls: true",
                suggestion: "\"skip_duplicate_urls\": true")
        }
        if isComplete, items == 0 {
            let start = FindingLocation(file: findings.file, position: .start)
            findings.report(.uploadNoItems, at: start)
        }
    }
}
