import TestSupport

/// What a random generator is asked for.
package struct Dice: Sendable {
    private var generator: SeededGenerator

    package init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

    /// A number of a range.
    package mutating func number(_ range: ClosedRange<Int>) -> Int {
        .random(in: range, using: &generator)
    }

    /// True once in so many times.
    package mutating func chance(_ times: Int) -> Bool { number(1...times) == 1 }

    mutating func pick<Value>(_ values: [Value]) -> Value { values[number(0...values.count - 1)] }

    mutating func shuffled<Value>(_ values: [Value]) -> [Value] {
        values.shuffled(using: &generator)
    }

    /// A keyword in some case.
    mutating func keyword(_ word: String) -> String { chance(3) ? word.lowercased() : word }
}
