import Dispatch
import Foundation
import Synchronization
import Testing

@testable import UploadReading
@testable import Workflows

@Suite(.timeLimit(.minutes(1))) struct OrderedPipelineTests {
    private final class Piece {
        var number = -1
    }

    private struct Failure: Error, Equatable {
        var place: String
    }

    /// Hands out the numbers from 0 and notes that nobody else does at the same time.
    private final class Source: Sendable {
        private let next = Mutex(0)
        let count: Int

        init(count: Int) { self.count = count }

        func take(_ piece: Piece) throws -> Bool {
            let number = next.withLock { next in
                defer { next += 1 }
                return next
            }
            if number >= count { return false }
            piece.number = number
            return true
        }

        var taken: Int { next.withLock { $0 } }
    }

    private func workers(_ count: Int) -> [Piece] { (0..<count).map { _ in Piece() } }

    @Test(arguments: [1, 2, 5]) func piecesAreDeliveredInOrder(_ threads: Int) throws {
        let source = Source(count: 200)
        let pipeline = OrderedPipeline(
            workers: workers(threads), take: source.take,
            work: { if $0.number % 7 == 0 { usleep(300) } })
        var delivered: [Int] = []
        try pipeline.run {
            delivered.append($0.number)
            return true
        }
        #expect(delivered == Array(0..<200))
    }

    @Test func nothingToTake() throws {
        let pipeline = OrderedPipeline(workers: workers(3), take: { _ in false }, work: { _ in })
        try pipeline.run { _ in
            Issue.record("nothing was taken")
            return true
        }
    }

    @Test(arguments: [1, 3]) func aFailureToTakeEndsTheRun(_ threads: Int) {
        let source = Source(count: 1000)
        let pipeline = OrderedPipeline(
            workers: workers(threads),
            take: { piece in
                _ = try source.take(piece)
                if piece.number == 5 { throw Failure(place: "take") }
                return true
            }, work: { _ in })
        var delivered: [Int] = []
        #expect(throws: Failure(place: "take")) {
            try pipeline.run {
                delivered.append($0.number)
                return true
            }
        }
        #expect(delivered == Array(0..<5))
    }

    @Test(arguments: [1, 3]) func aFailureToDeliverEndsTheRun(_ threads: Int) {
        let source = Source(count: 100_000)
        let pipeline = OrderedPipeline(
            workers: workers(threads), take: source.take, work: { _ in })
        var delivered: [Int] = []
        #expect(throws: Failure(place: "deliver")) {
            try pipeline.run {
                delivered.append($0.number)
                if $0.number == 3 { throw Failure(place: "deliver") }
                return true
            }
        }
        #expect(delivered == Array(0...3))
        #expect(source.taken < 100_000)
    }

    @Test func deliveringMayEndTheRun() throws {
        let pipeline = OrderedPipeline(
            workers: workers(3), take: Source(count: 100_000).take, work: { _ in })
        var delivered: [Int] = []
        try pipeline.run {
            delivered.append($0.number)
            return $0.number < 3
        }
        #expect(delivered == Array(0...3))
    }

    // MARK: Few threads

    /// Gives so many threads and no more.
    private func starter(_ count: Int) -> ThreadStarter {
        var left = count
        return { body in
            left -= 1
            return left >= 0 && DetachedThread.start(body)
        }
    }

    @Test(arguments: [0, 1, 2]) func fewerThreadsThanWorkersAreEnough(_ threads: Int) throws {
        let source = Source(count: 200)
        let pipeline = OrderedPipeline(
            workers: workers(3), take: source.take, work: { _ in }, startThread: starter(threads))
        var delivered: [Int] = []
        try pipeline.run {
            delivered.append($0.number)
            return true
        }
        #expect(delivered == Array(0..<200))
    }

    @Test(arguments: [0, 1]) func endsAreTheSameWithFewThreads(_ threads: Int) throws {
        for place in ["take", "deliver", "nowhere"] {
            let source = Source(count: 1000)
            let pipeline = OrderedPipeline(
                workers: workers(3),
                take: { piece in
                    guard try source.take(piece) else { return false }
                    if place == "take", piece.number == 5 { throw Failure(place: place) }
                    return true
                }, work: { _ in }, startThread: starter(threads))
            var delivered: [Int] = []
            let run = Result {
                try pipeline.run {
                    delivered.append($0.number)
                    if place == "deliver", $0.number == 4 { throw Failure(place: place) }
                    return place == "take" || $0.number < 4
                }
            }
            #expect(delivered == Array(0...4))
            if place == "nowhere" {
                #expect(throws: Never.self) { try run.get() }
            } else {
                #expect(throws: Failure(place: place)) { try run.get() }
            }
        }
    }

    /// A piece that is still being taken when the delivery ends must not be waited for.
    @Test func aPieceTakenTooLateIsDropped() throws {
        let source = Source(count: 2)
        let hasStopped = DispatchSemaphore(value: 0)
        let pipeline = OrderedPipeline(
            workers: workers(2),
            take: { piece in
                guard try source.take(piece) else { return false }
                if piece.number == 1 {
                    hasStopped.wait()
                    // The delivering thread looks for the next piece meanwhile.
                    usleep(50_000)
                }
                return true
            }, work: { _ in })
        var delivered: [Int] = []
        try pipeline.run {
            delivered.append($0.number)
            hasStopped.signal()
            return false
        }
        #expect(delivered == [0])
    }
}
