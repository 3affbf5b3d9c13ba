import CanonicalJSON
import Testing

@testable import Findings

@Suite struct ValueHashTests {
    private func fingerprint(_ text: String) throws -> Fingerprint {
        Fingerprint(of: try JSONTape(copying: text.utf8), at: 0)
    }

    @Test(
        "spellings of one value",
        arguments: [
            ("1e3", "1000"), ("{\"a\":1,\"b\":[2]}", "{ \"b\" : [ 2 ], \"a\": 1 }"),
            ("\"\\u0061\"", "\"a\""), ("[1e60000]", "[10e59999]"),
        ])
    func same(first: String, second: String) throws {
        #expect(try fingerprint(first) == fingerprint(second))
    }

    /// Two texts of one number are two values there: neither is written out to be compared.
    @Test(
        "exponents that take far more than their text are not written out",
        arguments: [
            ("1e131000", "10e130999"), ("[1e131000]", "[10e130999]"),
            ("{\"a\":[1e66000]}", "{\"a\": [1e66000]}"),
        ])
    func notExpanded(first: String, second: String) throws {
        #expect(try fingerprint(first) != fingerprint(second))
        #expect(try fingerprint(first) == fingerprint(first))
    }
}
