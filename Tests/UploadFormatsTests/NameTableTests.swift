import TestSupport
import Testing

@testable import UploadFormats

@Suite struct NameTableTests {
    private func lookup(_ table: NameTable, _ bytes: some Sequence<UInt8>) -> UInt8? {
        Array(bytes).withUnsafeBytes { table.lookup($0) }
    }

    @Test func everyNameIsFoundAndNoNeighbourIs() {
        for member in ItemMember.allCases {
            #expect(lookup(ItemMember.table, member.name.utf8) == member.rawValue)
        }
        for (value, member) in TopLevelMember.all.enumerated() {
            let name = TopLevelMember.table.names[value]
            #expect(lookup(TopLevelMember.table, name.utf8) == UInt8(value))
            if case .group(let group) = member {
                #expect(lookup(TopLevelMember.table, group.snakeCaseName.utf8) == UInt8(value))
                #expect(lookup(TopLevelMember.table, group.camelCaseName.utf8) == UInt8(value))
            }
            for place in name.utf8.indices {
                var bytes = Array(name.utf8)
                bytes[name.utf8.distance(from: name.utf8.startIndex, to: place)] ^= 1
                #expect(lookup(TopLevelMember.table, bytes) == nil)
            }
        }
        #expect(lookup(ItemMember.table, []) == nil)
        #expect(lookup(ItemMember.table, Array(repeating: 0, count: 5)) == nil)
        #expect(lookup(ItemMember.table, Array(repeating: 0x61, count: 25)) == nil)
    }

    @Test func numbersOfURLs() {
        func number(_ name: String) -> Int? {
            Array(name.utf8).withUnsafeBytes { MemberScan.number(ofURL: $0) }
        }
        #expect(number("objectUrl_0") == 0)
        #expect(number("object_url_17") == 17)
        #expect(number("objectUrl_123456789") == 123_456_789)
        for name in [
            "objectUrl", "objectUrl_", "object_url_", "objectUrl_00", "objectUrl_-1",
            "objectUrl_1a", "objectUrl_1234567890", "objecturl_0", "object_Url_0", "objectUrl-0",
        ] {
            #expect(number(name) == nil, "\(name)")
        }
    }
}
