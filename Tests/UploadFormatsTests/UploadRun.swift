import CanonicalJSON
import Findings

import Items
@testable import UploadFormats

/// A whole upload read the way the program reads it, in windows of any size.
struct UploadRun {
    struct Item: Equatable {
        var text: String
        var kind: ItemKind?
        var group: String?
        var index: Int
        var position: Int?
        var urls: [String]
        var title: String?
        var metadata: String?
        var media: String?
        var matchHash: UInt64?
    }

    var items: [Item] = []
    var csvItems: [CSVItem] = []
    var findings: [Finding] = []
    var flags = UploadFlags()
    var totals = UploadTotals()
    var isStopped = false

    private let levels: RuleLevels

    /// - Parameter rules: those that are off unless a test is about them: most tests have short URLs
    ///   and short names.
    init(
        _ bytes: [UInt8], _ format: UploadFormat, window: Int = .max,
        with rules: Set<RuleID> = []
    ) {
        var levels = RuleLevels()
        for rule in UploadRun.usuallyOff.subtracting(rules) { levels[rule] = nil }
        self.levels = levels
        var buffer = FindingBuffer(file: "-", levels: levels)
        bytes.withUnsafeBytes { bytes in
            if format == .csv {
                readCSV(bytes, window, &buffer)
            } else {
                readJSON(bytes, format, window, &buffer)
            }
        }
        totals.report(flags: flags, isComplete: !isStopped, into: &buffer)
        // What is said about items and about the structure around them comes in two streams.
        findings = buffer.findings.enumerated().sorted {
            ($0.element.location.position.offset, $0.offset)
                < ($1.element.location.position.offset, $1.offset)
        }.map(\.element)
    }

    private static let usuallyOff: Set<RuleID> = [.urlWithoutScheme, .itemMemberSpelling]

    private mutating func readJSON(
        _ bytes: UnsafeRawBufferPointer, _ format: UploadFormat, _ window: Int,
        _ buffer: inout FindingBuffer
    ) {
        var splitter = UploadSplitter(format: format)
        var reader = UploadItemReader()
        var slices: [UploadSlice] = []
        UploadRun.eachWindow(of: bytes, window) { piece, start, isLast in
            slices.removeAll(keepingCapacity: true)
            var structure = FindingBuffer(file: "-", levels: levels)
            let consumed = splitter.split(
                piece, from: start, isLast: isLast, into: &slices, findings: &structure)
            for slice in slices where !isStopped {
                readItem(slice, of: piece, start, &reader, format, &buffer)
            }
            let end = isStopped ? buffer.findings.last?.location.position.offset ?? 0 : .max
            buffer.findings += structure.findings.filter { $0.location.position.offset <= end }
            if splitter.isStopped { isStopped = true }
            return isStopped ? nil : consumed
        }
        flags = splitter.flags
    }

    private mutating func readItem(
        _ slice: UploadSlice, of piece: UnsafeRawBufferPointer, _ start: SourcePosition,
        _ reader: inout UploadItemReader, _ format: UploadFormat, _ buffer: inout FindingBuffer
    ) {
        let text = UnsafeRawBufferPointer(rebasing: piece[slice.start..<slice.end])
        let tape = JSONTape()
        var scanner = JSONScanner()
        buffer.baseOffset = start.offset + slice.start
        var item = Item(
            text: String(decoding: text, as: UTF8.self), kind: nil, group: slice.group?.text,
            index: slice.index, position: slice.position, urls: [])
        do throws(JSONSyntaxError) {
            try scanner.scan(text, into: tape)
            if let read = reader.read(tape, slice, into: &buffer) {
                item.kind = read.kind
                item.urls = read.urlTokens.map { tape.string(at: $0) }
                item.title = read.titleToken.map { tape.string(at: $0) }
                item.metadata = read.metadataToken.map { source($0, tape) }
                item.media = read.mediaMetadataToken.map { source($0, tape) }
                item.matchHash = read.matchHash
            }
        } catch {
            buffer.item = slice.context
            if error.kind.keepsStructure || format == .jsonLines {
                buffer.report(error)
            } else {
                buffer.reportEndOfReading(error)
                isStopped = true
            }
        }
        totals.add(urls: item.urls.count, at: FindingLocation(file: "-", position: start))
        buffer.resolvePositions(in: piece, from: start)
        items.append(item)
    }

    private func source(_ token: Int, _ tape: JSONTape) -> String {
        String(decoding: tape.source(of: token), as: UTF8.self)
    }

    private mutating func readCSV(
        _ bytes: UnsafeRawBufferPointer, _ window: Int, _ buffer: inout FindingBuffer
    ) {
        var reader = CSVReader()
        var items: [CSVItem] = []
        UploadRun.eachWindow(of: bytes, window) { piece, start, isLast in
            let consumed = reader.read(
                piece, from: start, isLast: isLast, into: &items, findings: &buffer)
            if reader.isStopped { isStopped = true }
            return consumed
        }
        for item in items { totals.add(urls: item.urls.count, at: item.location) }
        csvItems = items
    }

    /// Shows the text in windows: what is left of the one before, and some more bytes.
    private static func eachWindow(
        of bytes: UnsafeRawBufferPointer, _ window: Int,
        _ body: (UnsafeRawBufferPointer, SourcePosition, Bool) -> Int?
    ) {
        var position = SourcePosition.start
        var to = 0
        while true {
            to = bytes.count - to > window ? to + window : bytes.count
            // A copy of exactly the window's size, so that a read behind it would be noticed.
            let length = to - position.offset
            let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: length, alignment: 1)
            copy.copyBytes(from: bytes[position.offset..<to])
            defer { copy.deallocate() }
            let piece = UnsafeRawBufferPointer(copy)
            guard let consumed = body(piece, position, to == bytes.count) else { return }
            if to == bytes.count { return }
            position = position.advanced(over: UnsafeRawBufferPointer(rebasing: piece[..<consumed]))
        }
    }
}

/// Finding in one line: rule, pointer, line and column.
func summary(_ finding: Finding) -> String {
    let place = finding.location.position
    return "\(finding.rule.name) \(finding.location.pointer) \(place.line):\(place.column)"
}
