/// A text as its bytes: equal and ordered by code point, as JSON strings are.
///
/// Swift's own `==` takes `é` written as one character and as two for the same text.
public struct UTF8Text: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The UTF-8 text.
    public var bytes: [UInt8]

    /// The UTF-8 bytes of a string.
    public init(_ string: String) {
        bytes = Array(string.utf8)
    }

    /// - Parameter bytes: UTF-8 text.
    public init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The text as a string.
    public var description: String { String(decoding: bytes, as: UTF8.self) }

    /// By code point.
    public static func < (a: UTF8Text, b: UTF8Text) -> Bool {
        a.bytes.withUnsafeBytes { a in b.bytes.withUnsafeBytes { UTF8Text.compare(a, $0) < 0 } }
    }

    /// The order of two texts: negative, 0 or positive.
    static func compare(_ a: UnsafeRawBufferPointer, _ b: UnsafeRawBufferPointer) -> Int {
        let common = min(a.count, b.count)
        var index = 0
        while index < common, a[index] == b[index] { index += 1 }
        if index < common { return Int(a[index]) - Int(b[index]) }
        return a.count - b.count
    }

    func equals(_ other: UnsafeRawBufferPointer) -> Bool {
        bytes.count == other.count && bytes.withUnsafeBytes { UTF8Text.compare($0, other) == 0 }
    }
}
