import Foundation

/// Runs the same three steps on several threads: take a piece, in order; work on it, side by side;
/// deliver it, in order again.
///
/// Each worker holds one piece at a time, so memory is that of as many pieces as there are workers.
final class OrderedPipeline<Worker>: @unchecked Sendable {
    // Invariant: `take` runs under `source`, `deliver` only by the worker whose ticket is due, and a
    // worker is used by one thread; so no state below is touched by two threads at once.
    private let workers: [Worker]
    private let take: (Worker) throws -> Bool
    private let work: (Worker) throws -> Void
    private let deliver: (Worker) throws -> Void

    private let source = NSLock()
    private let turn = NSCondition()
    private var nextTicket = 0
    private var isExhausted = false
    private var delivered = 0
    private var failure: (any Error)?

    /// - Parameters:
    ///   - workers: one for each thread, at least one.
    ///   - take: fills the worker's piece; false when there is nothing more to take.
    ///   - work: what can be done with a piece on its own.
    ///   - deliver: what has to be done in the order of the pieces.
    init(
        workers: [Worker], take: @escaping (Worker) throws -> Bool,
        work: @escaping (Worker) throws -> Void, deliver: @escaping (Worker) throws -> Void
    ) {
        self.workers = workers
        self.take = take
        self.work = work
        self.deliver = deliver
    }

    /// Runs until everything is delivered.
    ///
    /// - Throws: the first failure of a step; pieces before it were delivered, none behind it.
    func run() throws {
        DispatchQueue.concurrentPerform(iterations: workers.count) { self.loop(self.workers[$0]) }
        if let failure { throw failure }
    }

    /// Takes no further piece; those that are taken already are still delivered.
    func stop() {
        source.withLock { isExhausted = true }
    }

    private func loop(_ worker: Worker) {
        while let ticket = takeTicket(worker) {
            let outcome = Result { try work(worker) }
            turn.lock()
            while delivered != ticket { turn.wait() }
            let hasFailed = failure != nil
            turn.unlock()
            if !hasFailed {
                do {
                    try outcome.get()
                    try deliver(worker)
                } catch {
                    turn.withLock { failure = error }
                    stop()
                }
            }
            turn.lock()
            delivered += 1
            turn.broadcast()
            turn.unlock()
        }
    }

    /// The place in the order of the piece that the worker now holds; nil when there is none left.
    private func takeTicket(_ worker: Worker) -> Int? {
        source.lock()
        defer { source.unlock() }
        if isExhausted { return nil }
        do {
            if try take(worker) {
                nextTicket += 1
                return nextTicket - 1
            }
        } catch {
            turn.withLock { if failure == nil { failure = error } }
        }
        isExhausted = true
        return nil
    }
}
