package import CanonicalJSON
package import Findings
package import UploadFormats

/// What is done with each item that could be read. One visitor a thread.
package protocol ItemVisitor: AnyObject {
    /// Visits an item whose text is JSON and whose shape has been read.
    ///
    /// - Parameters:
    ///   - tape: the item's text.
    ///   - item: where its parts are.
    ///   - known: the number of errors before those about this item.
    ///   - findings: takes what is wrong with its values.
    func visit(
        _ tape: JSONTape, _ item: UploadItem, known: Int, into findings: inout FindingBuffer)

    /// Called, after the items of a window have been visited, for a good one that is rejected all the
    /// same.
    ///
    /// - Parameter index: the item's number in the file.
    func reject(_ index: Int)

    /// Called when the items of a window have been visited, before its bytes are gone.
    func finish(_ window: UploadWindow)
}

extension ItemVisitor {
    /// Nothing was kept of the item.
    package func reject(_ index: Int) {}
}

/// One thread's part of reading an upload: it holds a window and reads the items in it.
package final class UploadWorker {
    /// What became of one item.
    package struct Verdict {
        package var slice: UploadSlice
        /// Whether the item has a finding of severity error.
        package var isRejected: Bool
        /// The hash of what the item stands for; nil without URLs, and for items that cannot be read.
        package var matchHash: UInt64?
        package var urlCount: Int
        /// The place of the item's first byte.
        package var position: SourcePosition
    }

    // Invariant: one thread at a time uses a worker, and no call of a worker comes back to it; so its
    // fields need no check of exclusive access, which would be made for each item.

    package let window: UploadWindow
    private let visitor: any ItemVisitor
    /// What was found in the window's items: recorded, in the order of the file after ``work()``.
    @exclusivity(unchecked) package private(set) var findings: FindingBuffer
    /// Makes what was found, between ``seal(_:)`` and the next ``work()``.
    @exclusivity(unchecked) package private(set) var speller: FindingSpeller?
    @exclusivity(unchecked) package private(set) var verdicts: [Verdict] = []
    /// Whether a fault in an item makes everything behind it unreadable.
    @exclusivity(unchecked) package private(set) var isStopped = false

    private let format: UploadFormat
    @exclusivity(unchecked) private var scanner = JSONScanner(limits: .item)
    private let tape = JSONTape()
    @exclusivity(unchecked) private var reader = UploadItemReader()

    package init(
        format: UploadFormat, visitor: any ItemVisitor, findings: FindingBuffer, windowBytes: Int
    ) {
        self.format = format
        self.visitor = visitor
        self.findings = findings
        self.findings.defersFindings = !findings.isListed
        window = UploadWindow(findings: findings, capacity: windowBytes)
    }

    /// Reads the window's items.
    package func work() {
        speller = nil
        findings.removeAll()
        verdicts.removeAll(keepingCapacity: true)
        isStopped = false
        let bytes = window.bytes
        var position = window.start
        for slice in window.slices {
            let before = position.offset - window.start.offset
            position = position.advanced(
                over: UnsafeRawBufferPointer(rebasing: bytes[before..<slice.start]))
            read(slice, at: position)
            if isStopped { break }
        }
        visitor.finish(window)
        findings.item = nil
        if findings.isListed {
            findings.resolvePositions(in: bytes, from: window.start)
            findings.recordMade()
        }
        // Of an item, keys are looked at before values.
        findings.sortRecords()
    }

    /// Adds what was found elsewhere about the window, and has the words of all of it ready.
    ///
    /// - Parameter made: findings in the window, their lines known.
    package func seal(_ made: [Finding]) -> FindingSpeller {
        if !made.isEmpty {
            findings.record(made)
            findings.sortRecords()
        }
        let speller = FindingSpeller(findings, in: window.bytes, from: window.start)
        self.speller = speller
        return speller
    }

    private func read(_ slice: UploadSlice, at position: SourcePosition) {
        let known = findings.errorCount
        var verdict = Verdict(
            slice: slice, isRejected: false, matchHash: nil, urlCount: 0, position: position)
        findings.baseOffset = position.offset
        findings.textLength = slice.end - slice.start
        do throws(JSONSyntaxError) {
            try scanner.scan(text(of: slice), into: tape)
            if let item = reader.read(tape, slice, into: &findings) {
                verdict.matchHash = item.matchHash
                verdict.urlCount = item.urlTokens.count
                if !checkMedia(of: item) { verdict.isRejected = true }
                visitor.visit(tape, item, known: known, into: &findings)
            } else {
                verdict.isRejected = true
            }
        } catch {
            report(error, slice)
            verdict.isRejected = true
        }
        if findings.hasError(since: known) { verdict.isRejected = true }
        verdicts.append(verdict)
    }

    /// Checks the size of what an item says about its media; false when it is more than is stored.
    private func checkMedia(of item: UploadItem) -> Bool {
        let limit = UploadLimits.mediaBytesMax
        guard let token = item.mediaMetadataToken,
            CanonicalWriter.upperBound(of: token, in: tape) > limit
        else { return true }
        var writer = CanonicalWriter(limit: limit)
        if (try? writer.length(of: tape, at: token)) != nil { return true }
        findings.report(
            .mediaMetadataMemberType, at: token, of: tape, expected: "at most \(limit) bytes")
        return false
    }

    /// What was found, after ``seal(_:)``.
    package var found: [RecordedFinding] {
        guard let speller else { return [] }
        return findings.records.map { RecordedFinding($0, speller) }
    }

    /// Rejects an item for what only the whole file tells, by its place in ``verdicts``.
    package func reject(_ place: Int) {
        verdicts[place].isRejected = true
        visitor.reject(verdicts[place].slice.index)
    }

    /// The bytes of an item in the window.
    package func text(of slice: UploadSlice) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: window.bytes[slice.start..<slice.end])
    }

    /// Makes the finding about an item whose URLs another item has, too.
    package func duplicate(_ verdict: Verdict, of first: URLIndex.Occurrence) -> Finding? {
        var buffer = FindingBuffer(file: findings.file, levels: findings.levels)
        buffer.hashesValues = findings.hashesValues
        buffer.baseOffset = verdict.position.offset
        guard (try? scanner.scan(text(of: verdict.slice), into: tape)) != nil,
            let item = reader.read(tape, verdict.slice, into: &buffer),
            let url = item.urlTokens.first
        else { return nil }
        buffer.removeAll()
        buffer.report(.urlDuplicate, at: url, of: tape, expected: .item(first.item))
        guard var finding = buffer.findings.first else { return nil }
        let offset = finding.location.position.offset - verdict.position.offset
        finding.location.position = verdict.position.advanced(
            over: UnsafeRawBufferPointer(rebasing: text(of: verdict.slice)[..<offset]))
        finding.related = FindingLocation(file: findings.file, position: first.position)
        return finding
    }

    /// Reports text that is not JSON. In JSON Lines the next line can be trusted in any case.
    private func report(_ error: JSONSyntaxError, _ slice: UploadSlice) {
        var context = ItemContext(
            index: slice.index, group: slice.group?.text, positionInGroup: slice.position)
        context.envelope = slice.envelope?.text
        if findings.hashesValues { context.textHash = Fingerprint(ofText: text(of: slice)).value }
        findings.item = context
        if format == .jsonLines || error.kind.keepsStructure {
            findings.report(error)
        } else {
            findings.reportEndOfReading(error)
            isStopped = true
        }
    }
}
