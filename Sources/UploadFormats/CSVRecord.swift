/// One record of a CSV text and where its fields are.
struct CSVRecord {
    /// One field.
    struct Field {
        /// Offset of its first byte, the opening quote included.
        var start: Int
        /// Offset behind its last byte.
        var end: Int
        var isQuoted: Bool

        /// Length in bytes.
        var length: Int { end - start }
    }

    /// A place where the text does not follow RFC 4180.
    struct Fault {
        enum Kind { case unclosedQuote, textBehindQuote, quoteInField }

        var kind: Kind
        var offset: Int
    }

    /// What stands between fields.
    var separator = UInt8(ascii: ",")
    var fields: [Field] = []
    /// The first fault in the record.
    var fault: Fault?
    /// Offset behind the record and its line end.
    var end = 0

    /// Whether the record is a line without anything in it.
    var isBlank: Bool { fields.count == 1 && fields[0].length == 0 }

    /// Reads the record that starts at an offset. Records end at LF or CRLF; a CR alone is text.
    ///
    /// - Parameters:
    ///   - bytes: the text.
    ///   - start: offset of the record's first byte, less than the length of the text.
    ///   - isLast: whether the file ends with the text, so that its last record needs no line end.
    /// - Returns: false when the record goes on behind the text. With `isLast` it never does: a
    ///   quote that is not closed then takes the rest of the text.
    mutating func read(_ bytes: UnsafeRawBufferPointer, from start: Int, isLast: Bool) -> Bool {
        fields.removeAll(keepingCapacity: true)
        fault = nil
        var at = start
        while true {
            let begin = at
            let isQuoted = at < bytes.count && bytes[at] == UInt8(ascii: "\"")
            if isQuoted, !skipQuoted(bytes, &at) {
                guard isLast else { return false }
                fault = fault ?? Fault(kind: .unclosedQuote, offset: begin)
            }
            let behindQuote = at
            while at < bytes.count, bytes[at] != separator, bytes[at] != 0x0A {
                if bytes[at] == UInt8(ascii: "\""), !isQuoted, fault == nil {
                    fault = Fault(kind: .quoteInField, offset: at)
                }
                at += 1
            }
            guard at < bytes.count || isLast else { return false }
            let endsRecord = at >= bytes.count || bytes[at] == 0x0A
            var end = at
            if endsRecord, end > begin, bytes[end - 1] == 0x0D { end -= 1 }
            if isQuoted, end > behindQuote, fault == nil {
                fault = Fault(kind: .textBehindQuote, offset: behindQuote)
            }
            fields.append(Field(start: begin, end: end, isQuoted: isQuoted))
            if endsRecord {
                self.end = min(at + 1, bytes.count)
                return true
            }
            at += 1
        }
    }

    /// Goes behind the closing quote; false when there is none.
    private func skipQuoted(_ bytes: UnsafeRawBufferPointer, _ at: inout Int) -> Bool {
        at += 1
        while at < bytes.count {
            if bytes[at] == UInt8(ascii: "\"") {
                guard at + 1 < bytes.count, bytes[at + 1] == UInt8(ascii: "\"") else {
                    at += 1
                    return true
                }
                at += 1
            }
            at += 1
        }
        return false
    }

    /// The text of a field, its quotes taken away and doubled ones made single.
    static func text(of field: Field, in bytes: UnsafeRawBufferPointer) -> [UInt8] {
        let source = bytes[field.start..<field.end]
        guard field.isQuoted else { return Array(source) }
        var text: [UInt8] = []
        text.reserveCapacity(source.count)
        var at = field.start + 1
        while at < field.end {
            if bytes[at] == UInt8(ascii: "\"") {
                guard at + 1 < field.end, bytes[at + 1] == UInt8(ascii: "\"") else { break }
                at += 1
            }
            text.append(bytes[at])
            at += 1
        }
        return text
    }
}
