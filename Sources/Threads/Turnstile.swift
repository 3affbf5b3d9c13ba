import Glibc
import Synchronization

/// Lets a bounded number of threads in at a time, in the order in which they came.
///
/// It needs neither a thread nor a descriptor of its own, so it works where the system has none
/// left to give.
public final class Turnstile: Sendable {
    private let state: Mutex<State>

    private struct State {
        /// Places that nobody has or waits for.
        var freeCount: Int
        /// Those who wait, the first one first. Empty while a place is free.
        var waiting: [Waiter] = []
        var isClosed = false
    }

    /// Why somebody was not let in.
    public enum Refusal: Error {
        /// No place was free in time.
        case timedOut
        case cancelled
        /// ``close()`` was called, before or meanwhile.
        case closed
    }

    /// - Parameter places: how many may be inside at the same time, at least one.
    public init(places: Int) {
        state = Mutex(State(freeCount: max(places, 1)))
    }

    /// Waits for a place and takes it. Whoever is let in calls ``leave()`` in the end.
    ///
    /// - Parameters:
    ///   - timeout: how long to wait; nil for as long as it takes.
    ///   - cancellation: ends the waiting.
    public func enter(
        timeout: Duration? = nil, cancellation: Cancellation? = nil
    ) throws(Refusal) {
        if cancellation?.isCancelled == true { throw .cancelled }
        let waiter = try state.withLock { state throws(Refusal) -> Waiter? in
            if state.isClosed { throw .closed }
            if state.freeCount > 0 {
                state.freeCount -= 1
                return nil
            }
            let waiter = Waiter()
            state.waiting.append(waiter)
            return waiter
        }
        guard let waiter else { return }
        if let cancellation {
            cancellation.notifying({ waiter.wake() }, during: { waiter.wait(timeout) })
        } else {
            waiter.wait(timeout)
        }
        try state.withLock { state throws(Refusal) in
            if waiter.isAdmitted { return }
            state.waiting.removeAll { $0 === waiter }
            if state.isClosed { throw .closed }
            throw cancellation?.isCancelled == true ? .cancelled : .timedOut
        }
    }

    /// Gives a place back, to the one who has waited longest.
    public func leave() {
        state.withLock { state in
            if state.waiting.isEmpty {
                state.freeCount += 1
            } else {
                let first = state.waiting.removeFirst()
                first.isAdmitted = true
                first.wake()
            }
        }
    }

    /// Turns away those who wait and those who come. Who is inside stays until he leaves.
    public func close() {
        state.withLock { state in
            state.isClosed = true
            for waiter in state.waiting { waiter.wake() }
            state.waiting = []
        }
    }
}

/// A thread that waits at a turnstile.
private final class Waiter: @unchecked Sendable {
    // Invariant: `isAdmitted` is touched under the turnstile's lock, `isAwake` under `mutex`.
    var isAdmitted = false
    private var isAwake = false
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

    init() {
        pthread_mutex_init(mutex, nil)
        // A clock that nobody sets.
        var attributes = pthread_condattr_t()
        pthread_condattr_init(&attributes)
        pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
        pthread_cond_init(condition, &attributes)
        pthread_condattr_destroy(&attributes)
    }

    deinit {
        pthread_cond_destroy(condition)
        pthread_mutex_destroy(mutex)
        condition.deallocate()
        mutex.deallocate()
    }

    func wake() {
        pthread_mutex_lock(mutex)
        isAwake = true
        pthread_cond_signal(condition)
        pthread_mutex_unlock(mutex)
    }

    /// Waits until it is woken, or the time is over.
    func wait(_ timeout: Duration?) {
        let end = timeout.map(Waiter.moment(in:))
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        while !isAwake {
            guard var end else {
                pthread_cond_wait(condition, mutex)
                continue
            }
            if pthread_cond_timedwait(condition, mutex, &end) == ETIMEDOUT { return }
        }
    }

    /// The moment after a time, on the clock that nobody sets.
    private static func moment(in time: Duration) -> timespec {
        var moment = timespec()
        clock_gettime(CLOCK_MONOTONIC, &moment)
        let (seconds, attoseconds) = max(time, .zero).components
        // A billion seconds are enough, and leave room for the sum.
        moment.tv_sec += Int(min(seconds, 1_000_000_000))
        moment.tv_nsec += Int(attoseconds / 1_000_000_000)
        if moment.tv_nsec >= 1_000_000_000 {
            moment.tv_sec += 1
            moment.tv_nsec -= 1_000_000_000
        }
        return moment
    }
}
