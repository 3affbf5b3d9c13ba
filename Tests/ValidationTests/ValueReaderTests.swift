import SchemaModel
import TestSupport
import Testing

@testable import Validation

@Suite struct ValueReaderTests {
    struct Case: Decodable {
        var type: String
        var options: [String]?
        var size: Int?
        var line: String
        var answer: String?
        /// A part of the reason.
        var refusal: String?
    }

    @Test func casesHaveTheirAnswer() throws {
        for entry in try cases("values", as: [Case].self) {
            var answer: String?
            var refusal: String?
            do throws(ValueReader.Refusal) {
                let reader = try ValueReader(
                    word: entry.type, options: entry.options ?? [], size: entry.size)
                answer = try read(entry.line, reader)
            } catch {
                refusal = error.reason
            }
            #expect(answer == entry.answer, "\(entry.type) \(entry.line)")
            #expect((refusal == nil) == (entry.refusal == nil), "\(entry.type) \(entry.line)")
            if let part = entry.refusal {
                #expect(refusal?.contains(part) == true, "\(entry.line): \(refusal ?? "")")
            }
        }
    }

    /// A line may hold any bytes.
    @Test func bytesThatAreNoTextAreRefused() {
        let reader = ValueReader(.text)
        for line: [UInt8] in [[0xFF], [0x00], [0x61, 0xC3], [0xED, 0xA0, 0x80]] {
            #expect(throws: ValueReader.Refusal.self) { try line.withUnsafeBytes(reader.read) }
        }
        for line: [UInt8] in [[0x01], [0x5C], [0x7F], [0xC3, 0xA9], [0x0D]] {
            #expect(throws: Never.self) { try line.withUnsafeBytes(reader.read) }
        }
    }

    private func read(_ line: String, _ reader: ValueReader) throws(ValueReader.Refusal) -> String {
        var result: Result<[UInt8], ValueReader.Refusal> = .success([])
        withBytes(line) { bytes in
            do throws(ValueReader.Refusal) {
                result = .success(try reader.read(bytes))
            } catch { result = .failure(error) }
        }
        return String(decoding: try result.get(), as: UTF8.self)
    }
}
