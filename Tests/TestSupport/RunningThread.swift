import Foundation

/// A thread of its own for a part of a test, as many as a test wants, whatever the machine has.
public final class RunningThread: Sendable {
    private let isDone = DispatchSemaphore(value: 0)

    /// Starts at once.
    public init(_ body: @escaping @Sendable () -> Void) {
        let isDone = isDone
        let thread = Thread {
            body()
            isDone.signal()
        }
        thread.stackSize = 1 << 20
        thread.start()
    }

    /// Waits for its end, once.
    public func join() { isDone.wait() }
}

/// Runs a body on many threads at once and waits for all.
public func runThreads(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
    let threads = (0..<count).map { index in RunningThread { body(index) } }
    for thread in threads { thread.join() }
}
