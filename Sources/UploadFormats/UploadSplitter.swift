public import CanonicalJSON
public import Findings

/// Finds the items of a JSON upload in windows of the file, without looking into them.
///
/// The caller shows one window after the other; every window starts with what the one before left
/// over. The structure around the items is checked strictly; an item is any element of a group, of
/// the array, or any line that is not blank: what is wrong inside is found by whoever reads it.
///
/// Limits: memory is that of one window, which has to hold one item at least.
public struct UploadSplitter {
    /// The form of the file: `object`, `array` or `jsonLines`.
    public let format: UploadFormat
    /// The flags of the file that were seen so far.
    public internal(set) var flags = UploadFlags()
    /// Number of items found so far.
    public internal(set) var itemCount = 0
    /// Whether a fault has ended the reading: what follows in the file is not looked at.
    public internal(set) var isStopped = false

    private let itemBytesMax: Int

    /// What may come next.
    enum Place {
        case start
        /// A key, or after `{` also its end.
        case keyOrEnd, key, colon, value, afterMember
        /// An item, or after `[` also its end.
        case elementOrEnd, element, afterElement
        /// Inside of an item that starts with a bracket.
        case insideItem
        /// Inside of a value that nobody reads.
        case insideSkipped
        /// Behind the end of the root.
        case end
    }

    var place = Place.start
    /// The last key, until its value has been read.
    var member: Member?
    /// The group whose items are being read.
    var group: UploadGroupName?
    /// The unknown member whose value is being read; the elements of a list are counted.
    var unknown: UnknownMember?
    /// Items of the group so far, or elements of an unknown list.
    var position = 0
    /// The open envelope of an upload request.
    var envelope: UploadEnvelope?
    /// Places of the groups and flags that were seen.
    var seen: [TopLevelMember: FindingLocation] = [:]
    /// Bytes of the unfinished item that ``finder`` has seen, or of a line without line end.
    var scanned = 0
    /// Length of an unfinished item at which its text is looked at for a fault.
    var nextLook = UploadSplitter.firstLook
    /// The offset of the last comma, for the message about a trailing one.
    var lastComma: Int?
    var finder = JSONSpanFinder()
    private var scanner = JSONScanner(limits: .item)
    private let tape = JSONTape(capacity: 16)

    /// A member at the top level whose value has not been read yet.
    struct Member {
        var kind: TopLevelMember?
        var name: String
    }

    static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
    /// 1 MiB: few items are longer, and a lost quote is then found long before the limit.
    static let firstLook = 1 << 20

    /// Makes a splitter at the start of a file.
    ///
    /// - Parameters:
    ///   - format: `object`, `array` or `jsonLines`; `csv` has its own ``CSVReader``.
    ///   - itemBytesMax: the longest text of one item, in bytes.
    public init(format: UploadFormat, itemBytesMax: Int = UploadLimits.itemBytesMax) {
        self.format = format
        self.itemBytesMax = itemBytesMax
    }

    /// Finds the items that end in a window.
    ///
    /// - Parameters:
    ///   - bytes: the window. It starts with the bytes that the last call did not consume.
    ///   - start: the place of the window's first byte in the file.
    ///   - isLast: whether the file ends with this window.
    ///   - slices: the items are appended; their offsets count from the window's start.
    ///   - findings: what is wrong with the structure, lines and columns included; to be put in
    ///     order with what is found in the items. ``FindingBuffer/baseOffset`` and
    ///     ``FindingBuffer/item`` are changed.
    /// - Returns: the number of bytes that are dealt with. The rest is the start of an item that
    ///   goes on behind the window. When it is 0 and the window is full, show a larger window.
    public mutating func split(
        _ bytes: UnsafeRawBufferPointer, from start: SourcePosition, isLast: Bool,
        into slices: inout [UploadSlice], findings: inout FindingBuffer
    ) -> Int {
        if isStopped { return bytes.count }
        findings.baseOffset = start.offset
        findings.item = nil
        let findingCount = findings.findings.count
        lastComma = nil
        var at = 0
        if start.offset == 0, !readByteOrderMark(bytes, &at, isLast, &findings) {
            return 0
        }
        if !isStopped {
            if format == .jsonLines {
                at = splitLines(bytes, from: at, isLast: isLast, into: &slices)
            } else {
                at = walk(bytes, from: at, start, isLast: isLast, into: &slices, &findings)
                if !isLast { at = keepComma(at) }
            }
            finish(bytes, at, isLast: isLast, &findings)
            if isStopped { reportUnknown(unknownSoFar, &findings) }
        }
        if findings.findings.count > findingCount {
            findings.resolvePositions(in: bytes, from: start)
        }
        return isStopped ? bytes.count : at
    }

    /// Reports a mark at the start and steps over it, or what is no text; false when more bytes are
    /// needed to tell.
    private mutating func readByteOrderMark(
        _ bytes: UnsafeRawBufferPointer, _ at: inout Int, _ isLast: Bool,
        _ findings: inout FindingBuffer
    ) -> Bool {
        if bytes.count < ForeignContent.lengthMax, !isLast { return false }
        if bytes.starts(with: UploadSplitter.byteOrderMark) {
            findings.report(
                .jsonByteOrderMark, atOffset: 0, length: 3, fix: FindingFix("", .safe))
            at = 3
        } else if findings.reportForeignContent(bytes) {
            isStopped = true
        }
        return true
    }

    /// A comma at the end of a window is shown again with the next one, so that a closing bracket
    /// behind it is reported at the comma.
    private mutating func keepComma(_ at: Int) -> Int {
        guard let lastComma, !isStopped, place == .element || place == .key else { return at }
        place = place == .element ? .afterElement : .afterMember
        return lastComma
    }

    /// What is left to say when a window has been walked through.
    private mutating func finish(
        _ bytes: UnsafeRawBufferPointer, _ at: Int, isLast: Bool, _ findings: inout FindingBuffer
    ) {
        if isStopped { return }
        let length = bytes.count - at
        if isLast {
            let isEmpty = format == .jsonLines ? itemCount == 0 : place == .start
            if isEmpty {
                findings.report(.fileEmpty, atOffset: at)
                isStopped = true
            } else if format != .jsonLines, place != .end {
                if length > 0 { lookInside(bytes, from: at, &findings) }
                if !isStopped { stop(JSONSyntaxError(.truncated, at: bytes.count), &findings) }
            }
            return
        }
        if place == .insideItem, length >= nextLook {
            nextLook = length * 2
            lookInside(bytes, from: at, &findings)
        }
        if !isStopped, length >= itemBytesMax {
            findings.report(
                .itemTooLong, atOffset: at, pointer: pointer,
                value: "the rest of the file was not checked",
                expected: "\(itemBytesMax) bytes")
            isStopped = true
        }
    }

    /// Looks for a fault in an item that does not end: a lost quote or bracket in it.
    private mutating func lookInside(
        _ bytes: UnsafeRawBufferPointer, from at: Int, _ findings: inout FindingBuffer
    ) {
        let error = fault(in: UnsafeRawBufferPointer(rebasing: bytes[at...]))
        // The text may be as long as an item can be; nothing of it is needed now.
        tape.removeAll()
        guard let error, error.kind != .truncated, !error.kind.keepsStructure else { return }
        stop(JSONSyntaxError(error.kind, at: at + error.offset), &findings)
    }

    /// The first fault of a text that should be one JSON value; nil when it is one.
    mutating func fault(in bytes: UnsafeRawBufferPointer) -> JSONSyntaxError? {
        do throws(JSONSyntaxError) {
            try scanner.scan(bytes, into: tape)
            return nil
        } catch {
            return error
        }
    }

    /// The text of a string whose bytes ``fault(in:)`` has just found good.
    var scannedString: String { tape.count > 0 ? tape.root.string ?? "" : "" }

    /// Reports a fault and ends the reading.
    mutating func stop(_ error: JSONSyntaxError, _ findings: inout FindingBuffer) {
        let pointer = pointer
        reportUnknown(unknownSoFar, &findings)
        findings.reportEndOfReading(error, pointer: pointer)
        isStopped = true
    }

    /// What is known of the value of an unknown member before its end.
    private var unknownSoFar: UnknownValue {
        switch place {
        case .elementOrEnd, .element, .afterElement, .insideItem: .list(count: position)
        default: .other
        }
    }

    /// The way to the value that is being read.
    var pointer: String {
        var steps: [JSONPointer.Step] = []
        if let envelope { steps.append(.key(envelope.text)) }
        if let group { steps.append(.key(group.text)) }
        if unknown != nil, let member, place != .value { steps.append(.key(member.name)) }
        switch place {
        case .elementOrEnd, .element, .insideItem: steps.append(.index(position))
        case .value, .insideSkipped: if let member { steps.append(.key(member.name)) }
        default: break
        }
        return JSONPointer(steps).description
    }

    /// Offset behind the closing quote of the string that starts at an offset; nil when it does not
    /// end.
    static func endOfString(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
        var at = start + 1
        while at < bytes.count {
            if bytes[at] == UInt8(ascii: "\"") { return at + 1 }
            at += bytes[at] == UInt8(ascii: "\\") ? 2 : 1
        }
        return nil
    }
}
