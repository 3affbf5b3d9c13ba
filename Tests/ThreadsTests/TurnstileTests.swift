import Foundation
import Synchronization
import TestSupport
import Testing
import Threads

@Suite("Turnstile")
struct TurnstileTests {
    @Test("never more are inside than there are places, and all get in")
    func bound() {
        let turnstile = Turnstile(places: 3)
        let inside = Atomic(0)
        let most = Atomic(0)
        let served = Atomic(0)
        runThreads(200) { _ in
            do {
                try turnstile.enter()
            } catch {
                Issue.record(error)
                return
            }
            let now = inside.add(1, ordering: .relaxed).newValue
            _ = most.max(now, ordering: .relaxed)
            usleep(200)
            inside.subtract(1, ordering: .relaxed)
            served.add(1, ordering: .relaxed)
            turnstile.leave()
        }
        let (all, highest) = (served.load(ordering: .relaxed), most.load(ordering: .relaxed))
        #expect(all == 200)
        #expect((1...3).contains(highest))
    }

    @Test("who comes first is let in first, also past those who ask again and again")
    func order() throws {
        let turnstile = Turnstile(places: 1)
        let order = Mutex<[Int]>([])
        try turnstile.enter()
        let threads = (0..<5).map { number in
            let thread = RunningThread {
                do throws(Turnstile.Refusal) { try turnstile.enter() } catch { return }
                order.withLock { $0.append(number) }
                turnstile.leave()
            }
            // Long enough for the thread to stand in the queue.
            usleep(20_000)
            return thread
        }
        turnstile.leave()
        // Nobody who comes now gets in before them.
        try turnstile.enter()
        #expect(order.withLock { $0 } == [0, 1, 2, 3, 4])
        turnstile.leave()
        for thread in threads { thread.join() }
    }

    @Test("a wait ends with its time, and takes no place")
    func timeout() throws {
        let turnstile = Turnstile(places: 1)
        try turnstile.enter()
        let start = ContinuousClock.now
        let refusal = #expect(throws: Turnstile.Refusal.self) {
            try turnstile.enter(timeout: .milliseconds(50))
        }
        #expect(refusal == .timedOut)
        #expect(ContinuousClock.now - start >= .milliseconds(50))
        #expect(throws: Turnstile.Refusal.timedOut) { try turnstile.enter(timeout: .seconds(-1)) }
        turnstile.leave()
        try turnstile.enter(timeout: .zero)
        turnstile.leave()
    }

    @Test("a cancelled wait ends at once, and the others go on waiting")
    func cancelled() throws {
        let turnstile = Turnstile(places: 1)
        let cancellation = Cancellation()
        try turnstile.enter()
        let refusals = Mutex<[Turnstile.Refusal]>([])
        let waiting = RunningThread {
            do throws(Turnstile.Refusal) {
                try turnstile.enter(cancellation: cancellation)
            } catch { refusals.withLock { $0.append(error) } }
        }
        let entered = Atomic(false)
        let other = RunningThread {
            guard (try? turnstile.enter()) != nil else { return }
            entered.store(true, ordering: .relaxed)
            turnstile.leave()
        }
        usleep(20_000)
        cancellation.cancel()
        waiting.join()
        #expect(refusals.withLock { $0 } == [.cancelled])
        #expect(throws: Turnstile.Refusal.cancelled) {
            try turnstile.enter(cancellation: cancellation)
        }
        turnstile.leave()
        other.join()
        let hasEntered = entered.load(ordering: .relaxed)
        #expect(hasEntered)
    }

    @Test("closing turns away those who wait and those who come")
    func closed() throws {
        let turnstile = Turnstile(places: 1)
        try turnstile.enter()
        let refusals = Mutex<[Turnstile.Refusal]>([])
        let waiting = (0..<3).map { _ in
            RunningThread {
                do throws(Turnstile.Refusal) { try turnstile.enter() } catch {
                    refusals.withLock { $0.append(error) }
                }
            }
        }
        usleep(20_000)
        turnstile.close()
        for thread in waiting { thread.join() }
        #expect(refusals.withLock { $0 } == [.closed, .closed, .closed])
        turnstile.leave()
        #expect(throws: Turnstile.Refusal.closed) { try turnstile.enter() }
    }
}
