import TestSupport
import Testing

@testable import Values

@Suite struct UUIDValueTests {
    struct Cases: Decodable {
        struct Valid: Decodable {
            var text: String
            var uuid: String
        }
        struct Invalid: Decodable {
            var text: String
            var suggestion: String?
        }
        var valid: [Valid]
        var invalid: [Invalid]
    }

    @Test func acceptedFormsArePrintedInLowerCase() throws {
        for entry in try cases("uuid", as: Cases.self).valid {
            #expect(
                withBytes(entry.text) { UUIDValue.parse($0) }?.description == entry.uuid,
                "\(entry.text)")
        }
    }

    @Test func refusedFormsHaveACorrectionWhereItIsCertain() throws {
        for entry in try cases("uuid", as: Cases.self).invalid {
            #expect(withBytes(entry.text) { UUIDValue.parse($0) } == nil, "\(entry.text)")
            let correction = withBytes(entry.text) { UUIDValue.correction(of: $0) }
            #expect(correction?.description == entry.suggestion, "\(entry.text)")
        }
    }

    /// Every byte at every place: only hexadecimal digits and the dashes pass.
    @Test func everyByteIsJudgedAtEveryPlace() {
        let good = Array("0f8fad5b-d9cb-469f-a165-70867728950e".utf8)
        for place in good.indices {
            for byte in UInt8.min...UInt8.max {
                var bytes = good
                bytes[place] = byte
                let isDash = [8, 13, 18, 23].contains(place)
                let isHexadecimal = Character(Unicode.Scalar(byte)).isHexDigit && byte < 0x80
                let isGood = isDash ? byte == UInt8(ascii: "-") : isHexadecimal
                #expect(
                    bytes.withUnsafeBytes { UUIDValue.isValid($0) } == isGood, "\(byte) \(place)")
            }
        }
    }
}
