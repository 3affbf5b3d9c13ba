import Items
package import Storage
import Synchronization
import TestSupport

extension StoreEnvironment {
    /// A clock that goes on by a second whenever it is asked, and the same random words every time.
    package static func repeatable(seed: UInt64 = 1) -> StoreEnvironment {
        let ticks = Ticks(seed: seed)
        return StoreEnvironment(now: ticks.now, random: ticks.random)
    }
}

private final class Ticks: Sendable {
    private let time = Mutex<Int64>(1_700_000_000_000_000)
    private let generator: Mutex<SeededGenerator>

    init(seed: UInt64) {
        generator = Mutex(SeededGenerator(seed: seed))
    }

    func now() -> StoreTime {
        time.withLock {
            $0 += 1_000_000
            return StoreTime(microseconds: $0)
        }
    }

    func random() -> (UInt64, UInt64) {
        generator.withLock { ($0.next(), $0.next()) }
    }
}
