import Items
import Testing

@Suite("Item ids")
struct ItemIDTests {
    @Test("text and bytes come back")
    func roundTrip() throws {
        let id = try #require(ItemID("0190B3C2-7E1F-7a44-9d3e-2f1b6c5a4e90"))
        #expect(id.description == "0190b3c2-7e1f-7a44-9d3e-2f1b6c5a4e90")
        #expect(id.high == 0x0190_B3C2_7E1F_7A44 && id.low == 0x9D3E_2F1B_6C5A_4E90)
        #expect(id.withBytes { $0.first } == 0x01)
        #expect(id.withBytes { ItemID(bytes: $0) } == id)
        #expect([UInt8](repeating: 0, count: 15).withUnsafeBytes { ItemID(bytes: $0) } == nil)
    }

    @Test(
        "other texts are no ids",
        arguments: [
            "", "0190b3c2-7e1f-7a44-9d3e-2f1b6c5a4e9", "0190b3c2-7e1f-7a44-9d3e-2f1b6c5a4e900",
            "0190b3c27e1f7a449d3e2f1b6c5a4e90", "0190b3c2_7e1f-7a44-9d3e-2f1b6c5a4e90",
            "0190b3c2-7e1f-7a44-9d3e-2f1b6c5a4e9g", "{190b3c2-7e1f-7a44-9d3e-2f1b6c5a4e90}",
            "0190b3c2-7e1f-7a449-d3e-2f1b6c5a4e90",
        ])
    func refused(text: String) {
        #expect(ItemID(text) == nil)
    }
}
