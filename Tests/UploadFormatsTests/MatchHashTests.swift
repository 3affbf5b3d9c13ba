import Items
import Testing

@testable import UploadFormats

@Suite struct MatchHashTests {
    private func hash(_ kind: ItemKind, _ urls: [String]) -> UInt64 {
        var hash = MatchHash(kind: kind)
        for url in urls { Array(url.utf8).withUnsafeBytes { hash.add($0) } }
        return hash.value
    }

    @Test func everyByteCounts() {
        var seen: Set<UInt64> = []
        var count = 0
        for length in 0...50 {
            let url = String(repeating: "a", count: length)
            seen.insert(hash(.image, [url]))
            count += 1
            for place in 0..<length {
                var bytes = Array(url.utf8)
                bytes[place] = UInt8(ascii: "b")
                seen.insert(hash(.image, [String(decoding: bytes, as: UTF8.self)]))
                count += 1
            }
        }
        #expect(seen.count == count)
    }

    @Test func kindOrderAndBoundsCount() {
        let hashes = [
            hash(.image, ["a", "b"]), hash(.imageGroup, ["a", "b"]), hash(.imageGroup, ["b", "a"]),
            hash(.imageGroup, ["ab"]), hash(.imageGroup, ["ab", ""]), hash(.imageGroup, []),
            hash(.imageSequence, ["a", "b"]),
        ]
        #expect(Set(hashes).count == hashes.count)
        #expect(hash(.image, ["a", "b"]) == hashes[0])
    }

    /// The spelling in the file does not matter, the text does.
    @Test func escapesAreResolved() {
        let text = #"[{"objectUrl": "a\u002fé"}, {"objectUrl": "a/\u00e9"}, {"objectUrl": "a/e"}]"#
        let items = UploadRun(Array(text.utf8), .array).items
        #expect(items[0].matchHash == items[1].matchHash)
        #expect(items[0].matchHash != items[2].matchHash)
        #expect(items[0].matchHash == hash(.image, ["a/é"]))
    }
}
