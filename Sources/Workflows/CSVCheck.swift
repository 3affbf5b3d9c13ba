import CanonicalJSON
import Findings
import UploadFormats
import UploadReading

/// Checks a CSV upload and hands its items over.
struct CSVCheck {
    private let head: UploadHead
    private let options: UploadCheckOptions
    /// Whether findings propose how to mend them; separators are looked at for
    /// ``UploadCheckOptions/marksFixes`` only, as all rows decide about them.
    var proposesFixes: Bool

    init(_ head: UploadHead, _ options: UploadCheckOptions) {
        self.head = head
        self.options = options
        proposesFixes = options.marksFixes
    }

    /// Reads the file.
    ///
    /// - Parameters:
    ///   - receive: gets every finding.
    ///   - items: gets finished items, in order.
    func run(
        receive: FindingReceiver, items deliver: ([CSVItem]) throws -> Void
    ) throws -> UploadSummary {
        var summary = UploadSummary(format: .csv)
        var totals = UploadTotals()
        var urls = URLIndex()
        var reader = CSVReader()
        let file = head.input.name
        var buffer = FindingBuffer(file: file, levels: options.levels)
        buffer.proposesFixes = proposesFixes
        let window = UploadWindow(findings: buffer, capacity: options.windowBytes)
        var rest = head.bytes
        var start = SourcePosition.start
        var items: [CSVItem] = []
        var rejectedCount = 0
        var isLast = false
        var mendsSeparators = false
        while !isLast, !reader.isStopped {
            window.restart(with: rest, at: start, capacity: options.windowBytes)
            while true {
                isLast = try window.fill(from: head.input)
                window.consumed = reader.read(
                    window.bytes, from: start, isLast: isLast, into: &items, findings: &buffer)
                if window.consumed > 0 || isLast || reader.isStopped { break }
                window.grow()
            }
            for (place, item) in items.enumerated() {
                totals.add(urls: item.urls.count, at: item.location)
                if let hash = item.matchHash,
                    let first = urls.insert(hash, item: item.index, at: item.location.position)
                {
                    report(item, of: first, into: &buffer)
                    if options.levels[.urlDuplicate] == .error { items[place].isFaulty = true }
                }
                if items[place].isFaulty { rejectedCount += 1 }
            }
            if options.marksFixes, reader.isStopped, start.offset == 0 {
                mendsSeparators = markSeparators(&buffer.findings, in: window)
            }
            for finding in buffer.findings {
                try receive(finding) { window.excerpt(of: finding) }
            }
            buffer.findings.removeAll()
            try deliver(items)
            items.removeAll()
            options.progress(reader.itemCount)
            start = start.advanced(
                over: UnsafeRawBufferPointer(rebasing: window.bytes[..<window.consumed]))
            rest = Array(window.bytes[window.consumed...])
        }
        totals.report(flags: UploadFlags(), isComplete: !reader.isStopped, into: &buffer)
        for finding in buffer.findings { try receive(finding) { nil } }
        summary.items = reader.itemCount
        summary.rejectedItems = rejectedCount
        summary.urls = totals.urls
        summary.bytes = head.input.bytesRead
        summary.isStopped = reader.isStopped
        summary.isBeyondMending = reader.isStopped && !mendsSeparators
        return summary
    }

    /// Tells a finding about the header whether other separators than commas are mended, which all
    /// rows decide; so the rest of the file is read.
    ///
    /// - Returns: whether they are.
    private func markSeparators(_ findings: inout [Finding], in window: UploadWindow) -> Bool {
        guard let index = findings.firstIndex(where: FixTable.mayBeSeparators),
            let rest = try? head.input.readAll(limit: FixTable.bytesMax)
        else { return false }
        let text = Array(window.bytes) + rest
        let fix = text.withUnsafeBytes { FixTable.separators(for: findings, in: $0) }
        guard let fix else { return false }
        findings[index].fix = fix.isSafe ? .safe : .unsafe
        return true
    }

    private func report(
        _ item: CSVItem, of first: URLIndex.Occurrence, into buffer: inout FindingBuffer
    ) {
        guard let severity = buffer.levels[.urlDuplicate] else { return }
        buffer.findings.append(
            Finding(
                .urlDuplicate, severity: severity, location: item.location,
                item: ItemReference(index: item.index, url: item.urls.first, title: item.title),
                value: FindingWord(item.urls.first), expected: .item(first.item),
                related: FindingLocation(file: item.location.file, position: first.position)))
    }
}
