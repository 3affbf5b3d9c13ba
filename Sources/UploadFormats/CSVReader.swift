public import CanonicalJSON
public import Findings
import Text

/// Reads a CSV upload in windows: RFC 4180, UTF-8 with or without byte order mark.
///
/// The header decides what the rows are; a row with `ObjectUrl` among its fields is a new header.
/// Rows of one group (image group, sequence, series) have the same title and need not follow one
/// another; a group ends with its header. Blank lines are skipped.
///
/// Rows beyond ``UploadLimits/csvRowsMax`` are a finding and make items all the same: who divides a
/// file because it is too long must get all of it. Memory is that of one window and, where rows make
/// groups, of the rows under one header.
public struct CSVReader {
    /// Whether a fault has ended the reading: what follows in the file is not looked at.
    public internal(set) var isStopped = false
    /// Number of rows so far, without headers and blank lines.
    public private(set) var rowCount = 0
    /// Number of items so far.
    public private(set) var itemCount = 0

    private let rowBytesMax: Int
    private var isAtStart = true
    var record = CSVRecord()
    /// Whether the record is not well formed, or no text that can be stored.
    var isRecordFaulty = false
    var header: CSVHeader?
    /// Where the current header and record are in the file, with their line ends.
    private var headerRange = 0..<0
    var recordRange = 0..<0
    /// The groups of the current header, in the order of their first rows.
    var groups: [CSVItem] = []
    /// How many of ``groups`` have line and column.
    private var placedGroupCount = 0
    /// The place in ``groups`` of each title. Titles are compared byte by byte.
    var groupOfTitle: [[UInt8]: Int] = [:]
    /// `Create video` of each title, once a row has said it.
    var createsVideo: [[UInt8]: Bool] = [:]
    private var firstRowTooMany: FindingLocation?

    /// Makes a reader at the start of a file.
    ///
    /// - Parameter rowBytesMax: the longest row, in bytes.
    public init(rowBytesMax: Int = UploadLimits.csvRowBytesMax) {
        self.rowBytesMax = rowBytesMax
    }

    /// Reads the rows that end in a window.
    ///
    /// - Parameters:
    ///   - bytes: the window. It starts with the bytes that the last call did not consume.
    ///   - start: the place of the window's first byte in the file.
    ///   - isLast: whether the file ends with this window.
    ///   - items: finished items are appended: those of groups when their header ends.
    ///   - findings: what is wrong, lines and columns included.
    /// - Returns: the number of bytes that are dealt with; the rest is the start of a row. When it
    ///   is 0 and the window is full, show a larger window.
    public mutating func read(
        _ bytes: UnsafeRawBufferPointer, from start: SourcePosition, isLast: Bool,
        into items: inout [CSVItem], findings: inout FindingBuffer
    ) -> Int {
        if isStopped { return bytes.count }
        if isAtStart, bytes.count < ForeignContent.lengthMax, !isLast { return 0 }
        findings.baseOffset = start.offset
        let findingCount = findings.findings.count
        let itemStart = items.count
        var at = 0
        if isAtStart {
            isAtStart = false
            if bytes.starts(with: UploadSplitter.byteOrderMark) { at = 3 }
            findings.item = nil
            if findings.reportForeignContent(bytes) { isStopped = true }
        }
        while at < bytes.count, !isStopped {
            guard record.read(bytes, from: at, isLast: isLast) else {
                stopAtLongRow(bytes, at, &findings)
                break
            }
            findings.item = nil
            recordRange = start.offset + at..<start.offset + record.end
            if !record.isBlank { readRecord(bytes, into: &items, &findings) }
            at = record.end
        }
        if isLast { finish(at, into: &items, &findings) }
        findings.item = nil
        if findings.findings.count > findingCount {
            findings.resolvePositions(in: bytes, from: start)
        }
        resolvePlaces(of: &items, from: itemStart, in: bytes, start)
        return isStopped ? bytes.count : at
    }

    private mutating func stopAtLongRow(
        _ bytes: UnsafeRawBufferPointer, _ at: Int, _ findings: inout FindingBuffer
    ) {
        guard bytes.count - at >= rowBytesMax else { return }
        findings.item = nil
        _ = record.read(bytes, from: at, isLast: true)
        if let fault = record.fault {
            report(fault, &findings)
        } else {
            findings.report(
                .itemTooLong, atOffset: at, value: "the rest of the file was not checked",
                expected: "\(rowBytesMax) bytes")
        }
        isStopped = true
    }

    private mutating func finish(
        _ at: Int, into items: inout [CSVItem], _ findings: inout FindingBuffer
    ) {
        flushGroups(into: &items)
        findings.item = nil
        if !isStopped, header == nil {
            findings.report(.fileEmpty, atOffset: at)
            isStopped = true
        }
        if let firstRowTooMany {
            findings.report(
                .csvTooManyRows, at: firstRowTooMany,
                value: .amount(rowCount, .rows, isGrouped: false),
                expected: "\(UploadLimits.csvRowsMax)")
        }
    }

    // MARK: Rows

    private mutating func readRecord(
        _ bytes: UnsafeRawBufferPointer, into items: inout [CSVItem],
        _ findings: inout FindingBuffer
    ) {
        if let fault = record.fault, fault.kind == .unclosedQuote {
            report(fault, &findings)
            isStopped = true
            return
        }
        let texts = record.fields.map { CSVRecord.text(of: $0, in: bytes) }
        let fields = texts.map { String(decoding: $0, as: UTF8.self) }
        let isHeader = fields.contains { CSVHeader.Column(heading: $0) == .objectURL }
        if isHeader || header == nil {
            flushGroups(into: &items)
            if !stopAtForeignSeparator(bytes, &findings) {
                _ = reportFaults(of: bytes, &findings)
                readHeader(fields, &findings)
            }
            return
        }
        guard let header else { return }
        rowCount += 1
        let first = record.fields[0]
        if rowCount == UploadLimits.csvRowsMax + 1 {
            firstRowTooMany = location(of: first, findings)
        }
        let isEmpty = record.fault == nil && fields.allSatisfy(\.isEmpty)
        if fields.count == header.headings.count, !isEmpty {
            let row = CSVRow(header: header, fields: fields, places: record.fields)
            read(row, of: bytes, into: &items, &findings)
            return
        }
        let end = record.fields.last?.end ?? first.end
        findings.item = ItemContext(index: itemCount + groups.count)
        _ = reportFaults(of: bytes, &findings)
        findings.report(
            isEmpty ? .csvEmptyRow : .csvRowWidth, atOffset: first.start,
            length: end - first.start, value: .amount(fields.count, .fields, isGrouped: false),
            expected: .amount(header.headings.count, .fields, isGrouped: false),
            fix: isEmpty ? FindingFix("", .safe, range: 0..<record.end - first.start) : nil)
        let item = CSVItem(
            kind: header.group.kind(createsVideo: false), index: itemCount, urls: [], title: nil,
            location: location(of: first, findings), isFaulty: true)
        deliver(item, titled: nil, under: header, into: &items)
    }

    /// The place of a field; line and column are found at the end of the window.
    func location(
        of field: CSVRecord.Field, _ findings: FindingBuffer
    ) -> FindingLocation {
        FindingLocation(
            file: findings.file,
            position: SourcePosition(offset: findings.baseOffset + field.start, line: 0, column: 0),
            length: field.length)
    }

    /// Appends an item, or keeps it until the header ends where rows make groups.
    mutating func deliver(
        _ item: CSVItem, titled groupTitle: String?, under header: CSVHeader,
        into items: inout [CSVItem]
    ) {
        var item = item
        item.header = headerRange
        item.rows = [recordRange]
        if header.groupTitle == nil {
            items.append(item)
            itemCount += 1
        } else {
            if let groupTitle { groupOfTitle[Array(groupTitle.utf8)] = groups.count }
            groups.append(item)
        }
    }

    private mutating func readHeader(_ fields: [String], _ findings: inout FindingBuffer) {
        let places = record.fields
        guard let header = CSVHeader(fields) else {
            let first = places[0]
            findings.report(
                .csvHeader, atOffset: first.start, length: first.length,
                value: "no column ObjectUrl; the rest of the file was not checked",
                expected: "ObjectUrl in the first row",
                suggestion: FindingWord(
                    fields.lazy.compactMap { NearestMatch.match(for: $0, in: ["ObjectUrl"]) }.first)
            )
            isStopped = true
            return
        }
        reportUnknownColumns(of: header, &findings)
        for column in header.stray {
            guard let place = header.places[column] else { continue }
            findings.report(
                .csvHeader, atOffset: places[place].start, length: places[place].length,
                key: column.name, value: "columns of different kinds of data",
                expected: "one kind of data under a header")
        }
        if header.groupTitle.map({ header.places[$0] == nil }) ?? false {
            findings.report(
                .csvHeader, atOffset: places[0].start, length: places[0].length,
                value: "Create video without Image group title", expected: "both columns")
        }
        if fields.count == 1 {
            findings.report(
                .csvSingleColumn, atOffset: places[0].start, length: places[0].length,
                value: FindingWord(fields[0]))
        }
        self.header = header
        headerRange = recordRange
    }

    // MARK: Groups and places

    private mutating func flushGroups(into items: inout [CSVItem]) {
        for var group in groups {
            group.index = itemCount
            items.append(group)
            itemCount += 1
        }
        groups.removeAll()
        placedGroupCount = 0
        groupOfTitle.removeAll()
        createsVideo.removeAll()
    }

    /// Gives line and column to what was found in this window.
    private mutating func resolvePlaces(
        of items: inout [CSVItem], from first: Int, in bytes: UnsafeRawBufferPointer,
        _ start: SourcePosition
    ) {
        var lines = LineIndex(bytes, from: start)
        for index in items.indices[first...] { lines.resolve(&items[index].location.position) }
        for index in groups.indices[placedGroupCount...] {
            lines.resolve(&groups[index].location.position)
        }
        placedGroupCount = groups.count
        if var place = firstRowTooMany {
            lines.resolve(&place.position)
            firstRowTooMany = place
        }
    }
}
