import Foundation
import Synchronization
import Testing
import Threads

@Suite("Cancellation")
struct CancellationTests {
    @Test("a handler is called once, while its work is done, and never after")
    func handlers() {
        let cancellation = Cancellation()
        let calls = Mutex<[String]>([])
        cancellation.notifying({ calls.withLock { $0.append("before") } }) {}
        cancellation.notifying({ calls.withLock { $0.append("during") } }) {
            #expect(!cancellation.isCancelled)
            cancellation.cancel()
            cancellation.cancel()
            #expect(cancellation.isCancelled)
        }
        cancellation.notifying({ calls.withLock { $0.append("after") } }) {
            #expect(calls.withLock { $0 } == ["during", "after"], "it is told at once")
        }
        cancellation.cancel()
        #expect(calls.withLock { $0 } == ["during", "after"])
    }

    @Test("what the work answers or throws comes out, and its handler goes")
    func results() {
        struct Broken: Error {}
        let cancellation = Cancellation()
        let count = Atomic(0)
        let handler: @Sendable () -> Void = { count.add(1, ordering: .relaxed) }
        #expect(cancellation.notifying(handler) { 7 } == 7)
        #expect(throws: Broken.self) { try cancellation.notifying(handler) { throw Broken() } }
        cancellation.cancel()
        let calls = count.load(ordering: .relaxed)
        #expect(calls == 0)
    }
}
