extension QueryLexer {
    /// The fault of a date or a uuid that stands without quotes; nil where neither begins.
    ///
    /// - Parameter start: the offset of the first digit or letter.
    func unquotedLiteral(from start: Int) -> QueryError? {
        var end = start
        while let byte = byte(end), QueryLexer.mayBelong(byte) { end += 1 }
        let run = bytes[start..<min(end, bytes.count)]
        let kind: String
        if QueryLexer.isUUID(run) {
            kind = "a uuid"
        } else if QueryLexer.beginsWithDate(run) {
            kind = "a date"
            if let time = timeBehind(end) { end = time }
        } else {
            return nil
        }
        return QueryError(
            .unquotedLiteral, in: part, at: start..<end, expected: kind, found: text(start..<end),
            suggestion: FilterPrinter.text(.string(text(start..<end))))
    }

    /// Digits, letters and the signs of dates: `2025-03-01T12:00:00.5+01:00`.
    private static func mayBelong(_ byte: UInt8) -> Bool {
        byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 || "-:.+".utf8.contains(byte)
    }

    /// `2025-03`, `2025-3-1`, `2025-W09`: four digits, a dash, and what may follow in a date.
    private static func beginsWithDate(_ run: ArraySlice<UInt8>) -> Bool {
        guard run.count >= 6, run.prefix(4).allSatisfy({ $0 &- 0x30 < 10 }) else { return false }
        let rest = run.dropFirst(4)
        guard rest.first == UInt8(ascii: "-"), let next = rest.dropFirst().first else {
            return false
        }
        return next &- 0x30 < 10 || next == UInt8(ascii: "W")
    }

    private static func isUUID(_ run: ArraySlice<UInt8>) -> Bool {
        let groups = run.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        return groups.map(\.count) == [8, 4, 4, 4, 12]
            && groups.joined().allSatisfy { $0 &- 0x30 < 10 || ($0 | 0x20) &- 0x61 < 6 }
    }

    /// The end of a time that follows a date after one space, as in `2025-03-01 12:00`.
    private func timeBehind(_ end: Int) -> Int? {
        guard byte(end) == UInt8(ascii: " ") else { return nil }
        var time = end + 1
        while let byte = byte(time), QueryLexer.mayBelong(byte) { time += 1 }
        let run = bytes[end + 1..<time]
        let isTime =
            run.count >= 5 && run.prefix(2).allSatisfy { $0 &- 0x30 < 10 }
            && run.dropFirst(2).first == UInt8(ascii: ":")
        return isTime ? time : nil
    }
}
