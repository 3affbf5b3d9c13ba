import CanonicalJSON
import Findings
import Testing

@Suite struct FindingBufferTests {
    private func tape(members: Int) throws -> JSONTape {
        let text = (0..<members).map { "\"k\($0)\":0" }.joined(separator: ",")
        return try JSONTape(copying: "{\(text)}".utf8)
    }

    private func reportAll(_ tape: JSONTape, into buffer: inout FindingBuffer) {
        for key in stride(from: 1, to: tape.count, by: 2) {
            buffer.report(.keyUnknown, at: key, of: tape, key: tape.string(at: key))
        }
    }

    @Test func countsWhatIsBeyondTheLimitOfAnItem() throws {
        let kept = FindingBuffer.keptOfItemMax
        let tape = try tape(members: kept + 2_500)
        var buffer = FindingBuffer(file: "a.json")
        for item in 0..<2 {
            buffer.item = ItemContext(index: item, group: "images", positionInGroup: item)
            reportAll(tape, into: &buffer)
            buffer.report(.itemMissingURL, at: 0, of: tape)
        }
        #expect(buffer.findings.count == 2 * (kept + 1))
        #expect(buffer.findings.reduce(0) { $0 + $1.count } == 2 * (kept + 2_501))
        #expect(buffer.findings.filter { $0.count > 1 }.map(\.count) == [2_501, 2_501])
        #expect(buffer.findings[kept - 1].location.pointer == "/images/0/k\(kept - 1)")
        #expect(buffer.findings.last?.rule == .itemMissingURL)
    }

    @Test func theItemIsDescribedAsItIsKnown() throws {
        let tape = try JSONTape(copying: #"{"url":"a.png","title":"t"}"#.utf8)
        var buffer = FindingBuffer(file: "a.json")
        buffer.item = ItemContext(index: 3, positionInGroup: 3, tape: tape)
        buffer.report(.itemMissingURL, at: 0, of: tape)
        buffer.item?.urlToken = 2
        buffer.report(.itemMissingURL, at: 0, of: tape)
        buffer.item = nil
        buffer.report(.fileEmpty, atOffset: 0)
        #expect(buffer.findings.map(\.item?.url) == [nil, "a.png", nil])
        #expect(buffer.findings.map(\.item?.index) == [3, 3, nil])
        #expect(buffer.findings.map(\.location.pointer) == ["/3", "/3", ""])
    }
}
