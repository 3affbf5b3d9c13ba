import CanonicalJSON
import Findings
import UploadFormats
import UploadReading
import Validation

/// One pass over a JSON upload: what every workflow that reads items has in common. Findings go out
/// in the order of the file, then those about the file as a whole.
struct UploadPass {
    /// 16 MiB: larger files, and streams of unknown size, are read in the same memory whatever their
    /// size; smaller ones in less.
    static let largeFileBytes = 16 << 20

    private let head: UploadHead
    private let options: UploadCheckOptions

    init(_ head: UploadHead, _ options: UploadCheckOptions) {
        self.head = head
        self.options = options
    }

    /// Reads the file.
    ///
    /// - Parameters:
    ///   - makeVisitor: makes the visitor of one thread.
    ///   - profile: the profile that a visitor has filled, for suspicions about keys.
    ///   - receive: gets every finding.
    ///   - deliver: gets each worker with its window and its visitor, in the order of the file, after its findings.
    func run<Visitor: ItemVisitor>(
        makeVisitor: () -> Visitor, profile: (Visitor) -> MetadataProfile?,
        receive: (RecordedFinding) throws -> Void,
        deliver: (UploadWorker, Visitor) throws -> Void
    ) throws -> UploadSummary {
        var summary = UploadSummary(format: head.format)
        var totals = UploadTotals()
        var urls = URLIndex(isFixed: head.input.size ?? .max > UploadPass.largeFileBytes)
        var buffer = FindingBuffer(file: head.input.name, levels: options.levels)
        buffer.hashesValues = options.hashesValues
        buffer.keptOfItem = options.keptOfItem
        buffer.proposesFixes = options.marksFixes
        buffer.isListed = options.need == .each
        // A rejected item must be known by its findings.
        buffer.foldsAlike = options.need == .samples && options.levels[.keyUnknown] != .error
        var renames = GroupRenames()
        let looksForDuplicates = options.levels[.urlDuplicate] != nil
        let pipeline = UploadPipeline(
            input: head.input, head: head.bytes, format: head.format, findings: buffer,
            threads: options.threads, windowBytes: options.windowBytes)
        let ending = try pipeline.run(makeVisitor: makeVisitor) { worker, visitor in
            var found: [Finding] = []
            for (place, verdict) in worker.verdicts.enumerated() {
                if verdict.isRejected { summary.rejectedItems += 1 }
                totals.add(
                    urls: verdict.urlCount,
                    at: FindingLocation(file: head.input.name, position: verdict.position))
                guard looksForDuplicates, let hash = verdict.matchHash else { continue }
                let index = verdict.slice.index
                if let first = urls.insert(hash, item: index, at: verdict.position),
                    let finding = worker.duplicate(verdict, of: first)
                {
                    found.append(finding)
                    if finding.severity == .error, !verdict.isRejected {
                        worker.reject(place)
                        summary.rejectedItems += 1
                    }
                }
            }
            found += worker.structureFindings
            if options.marksFixes {
                for index in found.indices where found[index].rule == .uploadUnknownMember {
                    if renames.note(found[index]) { found[index].fix = .unsafe }
                }
            }
            let speller = worker.seal(found)
            for record in worker.findings.records { try receive(RecordedFinding(record, speller)) }
            try deliver(worker, visitor)
            options.progress(totals.items)
        }
        // Windows behind a fault may have been read already; what they hold does not count.
        summary.items = totals.items
        summary.urls = totals.urls
        summary.bytes = head.input.bytesRead
        summary.isStopped = ending.isStopped
        summary.isBeyondMending = ending.isStopped
        summary.flags = ending.flags
        summary.names = ending.names
        renames.decide(ending.names)
        summary.wrongMarks = renames.blocked
        totals.report(flags: ending.flags, isComplete: !ending.isStopped, into: &buffer)
        let profiles = ending.isStopped ? [] : ending.visitors.compactMap(profile)
        if let first = profiles.first {
            for other in profiles.dropFirst() { first.merge(other) }
            buffer.findings += first.suspicions().map(UploadPass.aboutFile)
        }
        for finding in buffer.findings { try receive(RecordedFinding(finding)) }
        return summary
    }

    /// What all items together are suspected of is, as an error, the file's: no single item is at
    /// fault, so none is rejected for it.
    private static func aboutFile(_ suspicion: Finding) -> Finding {
        guard suspicion.severity == .error else { return suspicion }
        var finding = suspicion
        finding.item = nil
        return finding
    }
}

extension UploadWorker {
    /// What is wrong around the items. Behind a fault that ends the reading there is nothing.
    var structureFindings: [Finding] {
        let structure = window.findings.findings
        guard isStopped, let last = findings.records.last else { return structure }
        return structure.filter { $0.location.position.offset <= last.offset }
    }
}
