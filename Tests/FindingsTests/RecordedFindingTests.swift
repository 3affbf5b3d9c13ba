import Testing

@testable import CanonicalJSON
@testable import Findings

/// What is recorded in a few words and made later is what would have been made at once.
@Suite struct RecordedFindingTests {
    /// A window of three items, the second over two lines.
    private static let items = [
        #"{"url":"a.png","title":"t","m":{"k":1,"k":[2,"x"]}}"#, "{\"title\": \"é\",\n\"k\":{} }",
        #"[{"a~/b":null}]"#,
    ]

    /// Reports the same about every token of every item, and about some bytes.
    private func reportAll(
        into buffer: inout FindingBuffer, _ tapes: [JSONTape], offsets: [Int]
    ) {
        for (number, tape) in tapes.enumerated() {
            buffer.textLength = tape.bytes.count
            buffer.baseOffset = offsets[number]
            buffer.item = ItemContext(
                index: number, group: "images", positionInGroup: number, tape: tape,
                urlToken: number == 0 ? 2 : nil)
            for index in 0..<tape.count {
                buffer.report(
                    .keyConstant, at: index, of: tape, key: "k",
                    value: index % 2 == 0 ? .amount(index, .bytes) : nil,
                    expected: .range(0...index, of: "place"), related: index / 2)
            }
            buffer.report(
                .urlWhitespace, atOffset: 1, length: 2, pointer: "/url", value: "x",
                fix: FindingFix("y", .unsafe, range: -1..<2))
        }
        buffer.item = nil
        buffer.report(.fileEmpty, atOffset: 3)
    }

    @Test(arguments: [false, true]) func whatIsMadeLaterIsTheSame(_ hashesValues: Bool) throws {
        let text = "[\n" + RecordedFindingTests.items.joined(separator: ",\n") + "]"
        let bytes = Array(text.utf8)
        try bytes.withUnsafeBytes { bytes in
            var offsets: [Int] = []
            var offset = 2
            for item in RecordedFindingTests.items {
                offsets.append(offset)
                offset += item.utf8.count + 2
            }
            let tapes = try RecordedFindingTests.items.map { try JSONTape(copying: $0.utf8) }
            var atOnce = FindingBuffer(file: "a.json")
            atOnce.hashesValues = hashesValues
            atOnce.proposesFixes = true
            var later = atOnce
            later.defersFindings = true
            reportAll(into: &atOnce, tapes, offsets: offsets)
            reportAll(into: &later, tapes, offsets: offsets)
            atOnce.resolvePositions(in: bytes, from: .start)
            let speller = FindingSpeller(later, in: bytes, from: .start)
            #expect(later.findings.isEmpty)
            #expect(later.records.count == atOnce.findings.count)
            // In any order.
            for (record, wanted) in zip(later.records, atOnce.findings).reversed() {
                let made = speller.finding(record)
                #expect(made.location == wanted.location)
                #expect(made.related == wanted.related)
                #expect(made.item == wanted.item)
                #expect(made.message == wanted.message && made.value == wanted.value)
                #expect(made.valueHash == wanted.valueHash)
                #expect(made.proposal == wanted.proposal && made.fix == wanted.fix)
                #expect(RecordedFinding(record, speller).value == wanted.value)
            }
            let made = atOnce.findings
            atOnce.recordMade()
            let all = FindingSpeller(atOnce, in: bytes, from: .start)
            #expect(atOnce.findings.isEmpty && atOnce.records.map(all.finding) == made)
        }
    }

    /// Nothing of a finding is made while it is recorded, and a record is no more than some words.
    @Test func recordingWalksNoTokens() throws {
        let text = (0..<20_000).map { "\"k\($0)\":0" }.joined(separator: ",")
        let tape = try JSONTape(copying: "{\(text)}".utf8)
        var buffer = FindingBuffer(file: "a.json")
        buffer.defersFindings = true
        buffer.item = ItemContext(index: 0, tape: tape)
        for key in stride(from: 1, to: tape.count, by: 2) {
            buffer.report(.keyUnknown, at: key, of: tape, key: "k")
        }
        #expect(tape.walked == 0)
        #expect(buffer.records.count == FindingBuffer.keptOfItemMax)
        #expect(buffer.records.reduce(0) { $0 + $1.count } == 20_000)
        #expect(MemoryLayout<FindingRecord>.stride <= 192)
        #expect(2 * MemoryLayout<FindingRecord>.stride < MemoryLayout<Finding>.stride)
    }

    /// Findings that are alike are counted with one of them, and a tally counts them all the same.
    @Test func alikeFindingsAreCountedTogether() throws {
        let tape = try JSONTape(copying: #"{"wether":1,"gps":2}"#.utf8)
        let windows = [7, 1, 30]
        var tallies: [FindingTally] = []
        var recordCounts: [Int] = []
        for folds in [false, true] {
            var tally = FindingTally()
            var count = 0
            var item = 0
            var buffer = FindingBuffer(file: "a.json")
            buffer.defersFindings = true
            buffer.proposesFixes = true
            buffer.foldsAlike = folds
            for items in windows {
                buffer.removeAll()
                for _ in 0..<items {
                    buffer.item = ItemContext(index: item, positionInGroup: item, tape: tape)
                    // Some items have the key twice, as frames do.
                    for _ in 0..<(item % 5 == 0 ? 3 : 1) {
                        buffer.report(
                            .keyUnknown, at: 1, of: tape, key: "wether", suggestion: "weather",
                            alike: 0, fix: item % 2 == 0 ? FindingFix("weather", .unsafe) : nil)
                    }
                    buffer.report(.keyUnknown, at: 3, of: tape, key: "gps", alike: 7)
                    item += 1
                }
                count += buffer.records.count
                let speller = FindingSpeller(buffer, in: tape.bytes, from: .start)
                for record in buffer.records { tally.add(RecordedFinding(record, speller)) }
            }
            tallies.append(tally)
            recordCounts.append(count)
        }
        let (each, folded) = (tallies[0], tallies[1])
        #expect(each.counts == folded.counts && each.fixable == folded.fixable)
        #expect(each.causes.map(\.key) == folded.causes.map(\.key))
        #expect(each.causes.map(\.count) == folded.causes.map(\.count))
        #expect(each.causes.map(\.itemCount) == folded.causes.map(\.itemCount))
        #expect(each.groups.map(\.itemCount) == folded.groups.map(\.itemCount))
        #expect(
            each.causes.map { $0.samples.map(\.item?.index) }
                == folded.causes.map { $0.samples.map(\.item?.index) })
        #expect(each.files == folded.files)
        #expect(recordCounts[0] > 70 && recordCounts[1] < 25)
    }
}
