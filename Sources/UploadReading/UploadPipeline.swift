import CanonicalJSON
package import Findings
package import UploadFormats

/// Reads a JSON upload on several threads: windows of the file are taken in order, their items are
/// read side by side, and what came of them is handed over in order again.
package struct UploadPipeline {
    private let input: InputFile
    /// The file's first bytes, which have been read to detect the format.
    private let head: [UInt8]
    private let format: UploadFormat
    private let findings: FindingBuffer
    private let threads: Int
    private let windowBytes: Int

    package init(
        input: InputFile, head: [UInt8], format: UploadFormat, findings: FindingBuffer,
        threads: Int, windowBytes: Int
    ) {
        self.input = input
        self.head = head
        self.format = format
        self.findings = findings
        self.threads = threads
        self.windowBytes = windowBytes
    }

    /// What is known when the file has been read.
    package struct Ending<Visitor> {
        package var flags: UploadFlags
        package var itemCount: Int
        package var isStopped: Bool
        package var visitors: [Visitor]
        /// The members at the top level.
        package var names: TopLevelNames
    }

    /// Reads the file to its end, or to the fault that ends the reading.
    ///
    /// - Parameters:
    ///   - makeVisitor: makes the visitor of one thread.
    ///   - deliver: gets each worker with its window and its visitor, in the order of the file; what it throws ends the reading.
    /// - Throws: ``InputError``, and what `deliver` throws.
    package func run<Visitor: ItemVisitor>(
        makeVisitor: () -> Visitor, deliver: (UploadWorker, Visitor) throws -> Void
    ) throws -> Ending<Visitor> {
        let reader = UploadWindowReader(
            input, head: head, format: format, windowBytes: windowBytes)
        // One worker more than threads asked for: its window is filled while another is delivered.
        let workers = (0...max(threads, 1)).map { _ in
            let visitor = makeVisitor()
            let worker = UploadWorker(
                format: format, visitor: visitor, findings: findings, windowBytes: windowBytes)
            return (worker: worker, visitor: visitor)
        }
        let pipeline = OrderedPipeline(
            workers: workers, take: { try reader.read(into: $0.worker.window) },
            work: { $0.worker.work() })
        var isStopped = false
        try pipeline.run { worker, visitor in
            try deliver(worker, visitor)
            isStopped = worker.isStopped
            return !isStopped
        }
        return Ending(
            flags: reader.splitter.flags, itemCount: reader.splitter.itemCount,
            isStopped: isStopped || reader.splitter.isStopped, visitors: workers.map(\.visitor),
            names: reader.splitter.names)
    }
}
