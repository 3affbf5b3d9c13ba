/// An offset from UTC, as `+01:00` or `Z`.
public struct UTCOffset: Equatable, Sendable {
    /// `Z`, or sign, hours and minutes with a colon.
    public let text: String

    /// The offset as times without colons have it: `+0100`.
    private var basicText: String { text.filter { $0 != ":" } }

    /// 14 hours: the largest offset in use.
    private static let minutesMax = 14 * 60

    /// Reads `Z`, `+hh:mm` or `-hh:mm`, up to 14 hours; nil for every other text.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        if bytes == [UInt8(ascii: "Z")] {
            self.text = text
            return
        }
        func number(_ at: Int) -> Int? {
            let (tens, ones) = (Int(bytes[at]) - 0x30, Int(bytes[at + 1]) - 0x30)
            return (0...9).contains(tens) && (0...9).contains(ones) ? 10 * tens + ones : nil
        }
        guard bytes.count == 6, bytes[0] == UInt8(ascii: "+") || bytes[0] == UInt8(ascii: "-"),
            bytes[3] == UInt8(ascii: ":"), let hours = number(1), let minutes = number(4),
            minutes < 60, 60 * hours + minutes <= UTCOffset.minutesMax
        else { return nil }
        self.text = text
    }

    /// A datetime without an offset with this one behind its time.
    ///
    /// - Parameter datetime: the UTF-8 text of a value.
    /// - Returns: nil where the result is no datetime with an offset.
    public func completing(_ datetime: UnsafeRawBufferPointer) -> String? {
        let datetime = String(decoding: datetime, as: UTF8.self)
        let time = datetime.split { $0 == "T" || $0 == "t" || $0 == " " }.last ?? ""
        var completed = datetime + (time.contains(":") ? text : basicText)
        let zone = completed.withUTF8 { try? DatetimeValue.parse(UnsafeRawBufferPointer($0)).zone }
        return zone == .given ? completed : nil
    }
}
