import CanonicalJSON
import Findings
import Text

/// What is wrong with the text of a record, and with the columns that a header names.
extension CSVReader {
    func report(_ fault: CSVRecord.Fault, _ findings: inout FindingBuffer) {
        let (value, expected) =
            switch fault.kind {
            case .unclosedQuote:
                ("a quote that is never closed; the rest of the file was not checked", "\"")
            case .textBehindQuote: ("text behind a closing quote", "a comma or the end of the line")
            case .quoteInField: ("a quote inside a field without quotes", "the field in quotes")
            }
        findings.report(
            .csvSyntax, atOffset: fault.offset, length: 1, value: FindingWord(value),
            expected: FindingWord(expected))
    }

    /// Reports what makes the text of the record unfit to be stored, as findings of the item that is
    /// being read; true when there is nothing.
    mutating func reportFaults(
        of bytes: UnsafeRawBufferPointer, _ findings: inout FindingBuffer
    ) -> Bool {
        if let fault = record.fault { report(fault, &findings) }
        let isFit = reportUnfitText(bytes, &findings)
        isRecordFaulty = !isFit || record.fault != nil
        return !isRecordFaulty
    }

    /// Reports the first bytes of the record that are no UTF-8 and the first U+0000; true when there
    /// are none.
    private func reportUnfitText(
        _ bytes: UnsafeRawBufferPointer, _ findings: inout FindingBuffer
    ) -> Bool {
        guard let start = record.fields.first?.start, let end = record.fields.last?.end else {
            return true
        }
        var hasNUL = false
        var offset = start
        var decoder = UTF8()
        var iterator = bytes[start..<end].makeIterator()
        while true {
            switch decoder.decode(&iterator) {
            case .scalarValue(let scalar):
                if scalar == "\0", !hasNUL {
                    hasNUL = true
                    findings.report(
                        .jsonUnstorableText, atOffset: offset, length: 1, value: #"\u0000"#)
                }
                offset += UTF8.width(scalar)
            case .emptyInput: return !hasNUL
            case .error:
                findings.report(.jsonInvalidUTF8, atOffset: offset, length: 1)
                return false
            }
        }
    }

    /// Reports a header whose columns are parted by something else than commas, and ends the
    /// reading; false for any other header.
    mutating func stopAtForeignSeparator(
        _ bytes: UnsafeRawBufferPointer, _ findings: inout FindingBuffer
    ) -> Bool {
        guard let first = record.fields.first, let last = record.fields.last else { return false }
        let line = bytes[first.start..<last.end]
        for (separator, name) in [(";", "semicolons"), ("\t", "tabs"), ("|", "bars")] {
            let columns = line.split(
                separator: Array(separator.utf8)[0], omittingEmptySubsequences: false)
            let isHeader = columns.contains { column in
                let text = column.filter { $0 != UInt8(ascii: "\"") }
                return CSVHeader.Column(heading: String(decoding: text, as: UTF8.self))
                    == .objectURL
            }
            guard columns.count > 1, isHeader else { continue }
            findings.report(
                .csvHeader, atOffset: first.start, length: last.end - first.start,
                value: "\(name) between the columns; the rest of the file was not checked",
                expected: "commas between the columns")
            isStopped = true
            return true
        }
        return false
    }

    /// Reports headings that are no column, and columns that stand twice.
    func reportUnknownColumns(of header: CSVHeader, _ findings: inout FindingBuffer) {
        let empty = header.unknown.filter { header.headings[$0].allSatisfy(\.isWhitespace) }
        if let first = empty.first {
            let place = record.fields[first]
            findings.report(
                .csvHeader, atOffset: place.start, length: place.length, key: "",
                value: empty.count == 1 ? "an empty column" : "\(empty.count) empty columns",
                expected: "a name for every column")
        }
        func folded(_ text: String) -> String {
            text.lowercased().filter { !$0.isWhitespace && $0 != "_" }
        }
        var names = Set(header.headings.map(folded))
        for index in header.unknown where !empty.contains(index) {
            let heading = header.headings[index]
            let place = record.fields[index]
            let isKnown = CSVHeader.Column(heading: heading) != nil
            let nearest = isKnown ? nil : NearestMatch.match(for: heading, in: CSVHeader.names)
            findings.report(
                .csvHeader, atOffset: place.start, length: place.length, key: heading,
                value: .text(
                    (isKnown ? "a second column " : "an unknown column ")
                        + "\"\(Finding.cut(heading))\""),
                expected: isKnown || nearest != nil
                    ? nil : "columns of files only, as custom metadata goes into JSON",
                suggestion: FindingWord(nearest),
                // Likely, unless a column has the name or got it.
                fix: nearest.flatMap {
                    names.insert(folded($0)).inserted
                        ? fix(place, writing: $0, .unsafe, from: place.start) : nil
                })
        }
    }

    /// The edit that writes a text into a field of the record; nil where the record is not well
    /// formed, so that its fields may end elsewhere, or is no text.
    ///
    /// - Parameter marked: the first byte of the finding.
    func fix(
        _ field: CSVRecord.Field, writing text: String, _ mark: FixMark, from marked: Int
    ) -> FindingFix? {
        guard !isRecordFaulty else { return nil }
        let bytes = CSVTable.field(Array(text.utf8), isQuoted: field.isQuoted)
        return FindingFix(
            String(decoding: bytes, as: UTF8.self), mark,
            range: field.start - marked..<field.end - marked)
    }
}
