import GRDB
import Synchronization

extension DatabaseQueue {
    /// Queues whose connections are closed.
    ///
    /// Each holds a queue of libdispatch, which takes a thread of the system to be released, and waits
    /// for ever where no thread can be had. So they are kept, at a few hundred bytes each.
    private static let ended = Mutex<[DatabaseQueue]>([])

    /// Closes the connection for good.
    func end() throws {
        DatabaseQueue.ended.withLock { $0.append(self) }
        try close()
    }
}
