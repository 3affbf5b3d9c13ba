import CDispatch
import Foundation

/// Starts a thread; false where the system gives none.
package typealias ThreadStarter = (_ body: @escaping () -> Void) -> Bool

/// A thread that ends by itself.
package enum DetachedThread {
    /// What a new thread gets: C hands over one pointer.
    private final class Start {
        let body: () -> Void

        init(_ body: @escaping () -> Void) { self.body = body }
    }

    /// Runs something on a thread of its own, which takes no signals: they belong to the main thread.
    ///
    /// - Returns: false where the system gives no thread, as under a limit of processes; nothing is
    ///   run then.
    package static func start(_ body: @escaping () -> Void) -> Bool {
        var attributes = pthread_attr_t()
        guard pthread_attr_init(&attributes) == 0 else { return false }
        defer { pthread_attr_destroy(&attributes) }
        guard pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED)) == 0 else {
            return false
        }
        // A thread inherits the signals that its maker blocks.
        var all = sigset_t()
        var previous = sigset_t()
        sigfillset(&all)
        pthread_sigmask(SIG_BLOCK, &all, &previous)
        defer { pthread_sigmask(SIG_SETMASK, &previous, nil) }
        let start = Unmanaged.passRetained(Start(body))
        var thread = pthread_t()
        let code = pthread_create(
            &thread, &attributes,
            { argument in
                if let argument {
                    Unmanaged<Start>.fromOpaque(argument).takeRetainedValue().body()
                }
                return nil
            }, start.toOpaque())
        if code != 0 { start.release() }
        return code == 0
    }
}
