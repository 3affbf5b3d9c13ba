import TestSupport
import Testing

@testable import Text

@Suite struct ByteTableTests {
    /// Against a dictionary: short and long byte strings, many of them alike at both ends.
    @Test func byteStringsAreNumberedInTheirOrder() {
        var random = SeededGenerator(seed: 9)
        let table = ByteTable()
        var known: [[UInt8]: Int] = [:]
        for _ in 0..<20_000 {
            let length = Int.random(in: 0...24, using: &random)
            var bytes = [UInt8](repeating: 0x61, count: length)
            for _ in 0..<2 where length > 0 {
                bytes[Int.random(in: 0..<length, using: &random)] = UInt8.random(
                    in: 0x61...0x6C, using: &random)
            }
            let (number, isNew) = bytes.withUnsafeBytes { table.insert($0) }
            #expect(isNew == (known[bytes] == nil))
            #expect(number == known[bytes, default: known.count])
            known[bytes] = number
        }
        #expect(table.count == known.count)
        for (bytes, number) in known {
            #expect(bytes.withUnsafeBytes { table.find($0) } == number)
            #expect(table[number].elementsEqual(bytes))
            let other = bytes + [0x7A]
            #expect(other.withUnsafeBytes { table.find($0) } == -1)
        }
    }
}
