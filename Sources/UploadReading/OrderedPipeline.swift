import Foundation

/// Takes pieces in order, works on them side by side, and delivers them in order again.
///
/// Pieces are taken and worked on by threads of their own; they are delivered on the thread that
/// calls ``run()``. Each worker holds one piece at a time, so memory is that of as many pieces as
/// there are workers. Where the system gives no thread, the calling one does the work as well.
package final class OrderedPipeline<Worker>: @unchecked Sendable {
    // Invariant: `take` runs under `source`; a worker belongs to its own thread until it is in
    // `ready`, then to the delivering thread until its semaphore is signalled. Everything else is
    // touched under `state`. So nothing is touched by two threads at once.
    private let workers: [Worker]
    private let take: (Worker) throws -> Bool
    private let work: (Worker) -> Void
    private let startThread: ThreadStarter

    private let source = NSLock()
    private let state = NSCondition()
    private let released: [DispatchSemaphore]
    private var nextTicket = 0
    private var isExhausted = false
    private var ready: [Int: Int] = [:]
    private var failure: (any Error)?

    /// - Parameters:
    ///   - workers: one for each thread, at least one.
    ///   - take: fills the worker's piece; false when there is nothing more to take.
    ///   - work: what can be done with a piece on its own.
    ///   - startThread: makes the threads.
    package init(
        workers: [Worker], take: @escaping (Worker) throws -> Bool,
        work: @escaping (Worker) -> Void,
        startThread: @escaping ThreadStarter = DetachedThread.start
    ) {
        self.startThread = startThread
        self.workers = workers
        self.take = take
        self.work = work
        released = workers.map { _ in DispatchSemaphore(value: 0) }
    }

    /// Runs until everything is delivered.
    ///
    /// - Parameter deliver: gets each piece in order; false ends the reading: what was taken already
    ///   is not delivered any more.
    /// - Throws: the first failure; the pieces before it were delivered.
    package func run(deliver: (Worker) throws -> Bool) throws {
        let running = DispatchGroup()
        var threadCount = 0
        for index in workers.indices {
            running.enter()
            let isStarted = startThread {
                self.loop(index)
                running.leave()
            }
            if !isStarted {
                running.leave()
                break
            }
            threadCount += 1
        }
        if threadCount == 0 { return try runAlone(deliver: deliver) }
        var ticket = 0
        var goesOn = true
        while let index = nextReady(ticket) {
            if goesOn {
                do {
                    goesOn = try deliver(workers[index])
                } catch {
                    goesOn = false
                    state.withLock { failure = error }
                }
                if !goesOn { state.withLock { isExhausted = true } }
            }
            released[index].signal()
            ticket += 1
        }
        running.wait()
        if let failure { throw failure }
    }

    /// Takes, works and delivers on the calling thread, piece by piece.
    private func runAlone(deliver: (Worker) throws -> Bool) throws {
        while takeTicket(0) != nil {
            work(workers[0])
            if try !deliver(workers[0]) { return }
        }
        if let failure { throw failure }
    }

    /// The worker that holds the piece of a ticket; nil when there is no such piece.
    private func nextReady(_ ticket: Int) -> Int? {
        state.lock()
        defer { state.unlock() }
        while true {
            if let index = ready.removeValue(forKey: ticket) { return index }
            if isExhausted, ticket == nextTicket { return nil }
            state.wait()
        }
    }

    private func loop(_ index: Int) {
        while let ticket = takeTicket(index) {
            work(workers[index])
            state.lock()
            ready[ticket] = index
            state.broadcast()
            state.unlock()
            released[index].wait()
        }
    }

    /// The place in the order of the piece that a worker now holds; nil when there is none left.
    private func takeTicket(_ index: Int) -> Int? {
        source.lock()
        defer { source.unlock() }
        if state.withLock({ isExhausted }) { return nil }
        let outcome = Result { try take(workers[index]) }
        state.lock()
        defer { state.unlock() }
        // The delivering thread has ended the reading meanwhile, and waits for no further ticket.
        if isExhausted { return nil }
        if case .success(true) = outcome {
            nextTicket += 1
            return nextTicket - 1
        }
        if case .failure(let error) = outcome, failure == nil { failure = error }
        isExhausted = true
        state.broadcast()
        return nil
    }
}
