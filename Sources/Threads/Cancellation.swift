import Synchronization

/// Tells a piece of work to end before its time.
///
/// One is made for a piece of work, handed to it, and cancelled from any thread, any number of
/// times. Not for signal handlers: it takes a lock.
public final class Cancellation: Sendable {
    private let flag = Atomic(false)
    /// What is told of a cancellation, by number. The lock is held while it is told.
    private let listeners = Mutex(Listeners())

    private struct Listeners {
        var handlers: [Int: @Sendable () -> Void] = [:]
        var nextNumber = 0
    }

    /// Makes one that is not cancelled.
    public init() {}

    /// Whether the work is to end. Cheap enough to ask for every row.
    public var isCancelled: Bool { flag.load(ordering: .acquiring) }

    /// Tells the work to end.
    public func cancel() {
        listeners.withLock { listeners in
            if flag.exchange(true, ordering: .acquiringAndReleasing) { return }
            for handler in listeners.handlers.values { handler() }
        }
    }

    /// Does something that a flag alone does not wake or stop.
    ///
    /// - Parameters:
    ///   - handler: called once when the work is cancelled meanwhile, or at once when it was before;
    ///     on another thread, and never after this returns. It must be short and must not touch the
    ///     same cancellation.
    ///   - body: what is done.
    public func notifying<Result>(
        _ handler: @escaping @Sendable () -> Void, during body: () throws -> Result
    ) rethrows -> Result {
        let number = listeners.withLock { listeners in
            if isCancelled { handler() }
            listeners.nextNumber += 1
            listeners.handlers[listeners.nextNumber] = handler
            return listeners.nextNumber
        }
        defer { listeners.withLock { _ = $0.handlers.removeValue(forKey: number) } }
        return try body()
    }
}
