import CanonicalJSON
import Findings
import Text

/// One row under its header.
struct CSVRow {
    let header: CSVHeader
    let fields: [String]
    let places: [CSVRecord.Field]

    /// The text of a column; nil where the header has no such column or the field is empty.
    subscript(column: CSVHeader.Column?) -> String? {
        guard let column, let place = header.places[column], !fields[place].isEmpty else {
            return nil
        }
        return fields[place]
    }

    /// The place of a column in the text; that of the row's start where there is none.
    func place(of column: CSVHeader.Column?) -> CSVRecord.Field {
        guard let column, let place = header.places[column] else {
            return CSVRecord.Field(start: places[0].start, end: places[0].start, isQuoted: false)
        }
        return places[place]
    }
}

extension CSVReader {
    /// Checks a row and makes an item of it, or adds it to the group that it belongs to.
    mutating func read(
        _ row: CSVRow, of bytes: UnsafeRawBufferPointer, into items: inout [CSVItem],
        _ findings: inout FindingBuffer
    ) {
        let header = row.header
        let url = row[.objectURL] ?? ""
        let groupTitle = row[header.groupTitle]
        let known = groupTitle.flatMap { groupOfTitle[Array($0.utf8)] }
        var context = ItemContext(index: itemCount + (known ?? groups.count))
        context.url = Finding.cut(url, to: 10 * Finding.valueLengthMax)
        context.title = groupTitle ?? row[header.fileTitle]
        findings.item = context
        let errorsBefore = findings.errorCount

        let isFaulty = !reportFaults(of: bytes, &findings)
        checkURL(url, row.place(of: .objectURL), &findings)
        for column in [header.groupTitle, header.fileTitle] {
            guard let title = row[column] else { continue }
            checkTitle(title, row.place(of: column), column, &findings)
        }
        if header.groupTitle == nil, row[header.fileTitle] == nil {
            let name = String(URLRules.fileName(of: url))
            checkTitle(name, row.place(of: .objectURL), nil, &findings)
        }
        // Without the column the header has its finding already.
        if let column = header.groupTitle, header.places[column] != nil, groupTitle == nil {
            let place = row.place(of: header.groupTitle)
            findings.report(
                .csvGroupTitle, atOffset: place.start, length: place.length,
                key: header.groupTitle?.name, expected: FindingWord(header.groupTitle?.name))
        }
        let createsVideo = readCreateVideo(row, groupTitle, &findings)
        let hasError = findings.errorCount > errorsBefore

        let urls = url.isEmpty ? [] : [url]
        let kind = header.group.kind(createsVideo: createsVideo)
        if let known {
            groups[known].urls += urls
            groups[known].rows.append(recordRange)
            groups[known].kind = kind
            if isFaulty || hasError { groups[known].isFaulty = true }
            return
        }
        let item = CSVItem(
            kind: kind, index: itemCount, urls: urls, title: context.title,
            location: location(of: row.place(of: .objectURL), findings),
            isFaulty: isFaulty || hasError)
        deliver(item, titled: groupTitle, under: header, into: &items)
    }

    /// The `Create video` of the row's group: what the first row that says it has said.
    private mutating func readCreateVideo(
        _ row: CSVRow, _ title: String?, _ findings: inout FindingBuffer
    ) -> Bool {
        let title = title.map { Array($0.utf8) }
        let earlier = title.flatMap { createsVideo[$0] }
        guard let text = row[.createVideo] else { return earlier ?? false }
        let value = ["true": true, "false": false][text.lowercased()]
        if let value, value == earlier ?? value {
            if let title { createsVideo[title] = value }
            return value
        }
        let place = row.place(of: .createVideo)
        findings.report(
            .csvCreateVideo, atOffset: place.start, length: place.length,
            key: CSVHeader.Column.createVideo.name, value: "\"\(Finding.cut(text))\"",
            expected: value == nil
                ? "true or false" : .text("\(earlier ?? false) as in the rows of the group before"),
            fix: spaceless(text).flatMap { fix(place, writing: $0, .safe, from: place.start) })
        return earlier ?? value ?? false
    }

    /// `true` or `false` without the spaces around, which are no part of them; nil without spaces, and
    /// for other texts.
    private func spaceless(_ text: String) -> String? {
        let word = text.trimmingWhiteSpace
        guard ["true", "false"].contains(word.lowercased()), word.utf8.count < text.utf8.count
        else { return nil }
        return word
    }

    private func checkURL(
        _ url: String, _ place: CSVRecord.Field, _ findings: inout FindingBuffer
    ) {
        var text = url
        for fault in text.withUTF8({ URLRules.faults(of: UnsafeRawBufferPointer($0)) }) {
            switch fault {
            case .empty:
                findings.report(
                    .urlEmpty, atOffset: place.start, length: place.length, expected: "a URL")
            case .tooLong(let bytes):
                findings.report(
                    .urlTooLong, atOffset: place.start, length: place.length,
                    value: .amount(bytes, .bytes, isGrouped: false),
                    expected: .amount(UploadLimits.urlBytesMax, .bytes, isGrouped: false))
            case .scheme(let words):
                findings.report(
                    .urlWithoutScheme, atOffset: place.start, length: place.length,
                    value: "\"\(Finding.cut(url))\"", expected: FindingWord(words))
            case .whiteSpace(let offset, let length):
                // Doubled quotes shift the text against the field; the field is marked then.
                let isPlain = !place.isQuoted || place.length == url.utf8.count + 2
                let shift = place.isQuoted ? 1 : 0
                let marked = place.start + (isPlain ? shift + offset : 0)
                findings.report(
                    .urlWhitespace, atOffset: marked,
                    length: isPlain ? length : place.length, value: "\"\(Finding.cut(url))\"",
                    expected: "no white space",
                    suggestion: FindingWord(URLRules.suggestion(for: url)),
                    fix: URLRules.fix(of: url).flatMap {
                        fix(place, writing: $0.url, $0.mark, from: marked)
                    })
            }
        }
    }

    private func checkTitle(
        _ title: String, _ place: CSVRecord.Field, _ column: CSVHeader.Column?,
        _ findings: inout FindingBuffer
    ) {
        guard URLRules.isTitleTooLong(title) else { return }
        let count = title.unicodeScalars.count
        findings.report(
            .titleTooLong, atOffset: place.start, length: place.length, key: column?.name,
            value: column == nil
                ? "a file name of \(count) characters"
                : .amount(count, .characters, isGrouped: false),
            expected: .amount(UploadLimits.titleCharactersMax, .characters))
    }
}
