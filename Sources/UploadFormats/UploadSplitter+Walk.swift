import CanonicalJSON
import Findings

extension UploadSplitter {
    /// Steps through the structure around the items.
    ///
    /// - Returns: the offset of the first byte that is not dealt with.
    mutating func walk(
        _ bytes: UnsafeRawBufferPointer, from begin: Int, _ start: SourcePosition, isLast: Bool,
        into slices: inout [UploadSlice], _ findings: inout FindingBuffer
    ) -> Int {
        var at = begin
        while !isStopped {
            if place == .insideItem || place == .insideSkipped {
                guard finishContainer(bytes, &at, &slices) else { return at }
            }
            while at < bytes.count, UploadFormat.isWhiteSpace(bytes[at]) { at += 1 }
            guard at < bytes.count else { return at }
            let byte = bytes[at]
            switch place {
            case .start:
                guard readStart(bytes, &at, isLast: isLast, &findings) else { return at }
            case .element, .elementOrEnd:
                guard readElement(bytes, &at, isLast: isLast, &slices, &findings) else { return at }
            case .afterElement:
                readSeparator(byte, &at, next: .element, expected: .commaOrArrayEnd, &findings)
            case .afterMember:
                readSeparator(byte, &at, next: .key, expected: .commaOrObjectEnd, &findings)
            case .key, .keyOrEnd:
                guard readKey(bytes, &at, start, isLast: isLast, &findings) else { return at }
            case .colon:
                if byte != UInt8(ascii: ":") {
                    let error = JSONSyntaxError(.unexpected(byte: byte, expected: .colon), at: at)
                    stop(error, &findings)
                } else {
                    place = .value
                    at += 1
                }
            case .value:
                guard readValue(bytes, &at, start, isLast: isLast, &findings) else { return at }
            case .insideItem, .insideSkipped:
                continue
            case .end:
                stop(JSONSyntaxError(.trailingText, at: at), &findings)
            }
        }
        return at
    }

    /// Goes on to the end of the open item or skipped value; false when the window ends first.
    @inline(__always)
    private mutating func finishContainer(
        _ bytes: UnsafeRawBufferPointer, _ at: inout Int, _ slices: inout [UploadSlice]
    ) -> Bool {
        let isItem = place == .insideItem
        let from = at + scanned
        guard let length = finder.end(in: UnsafeRawBufferPointer(rebasing: bytes[from...])) else {
            if isItem, unknown == nil { scanned = bytes.count - at } else { at = bytes.count }
            return false
        }
        finder.reset()
        scanned = 0
        if isItem {
            nextLook = UploadSplitter.firstLook
            appendItem(at, from + length, &slices)
        } else {
            place = .afterMember
        }
        at = from + length
        return true
    }

    @inline(__always)
    private mutating func appendItem(_ start: Int, _ end: Int, _ slices: inout [UploadSlice]) {
        position += 1
        place = .afterElement
        if unknown != nil { return }
        slices.append(
            UploadSlice(
                start: start, end: end, index: itemCount, position: position - 1, group: group,
                envelope: envelope))
        itemCount += 1
    }

    /// Reads the opening bracket of the file; false when the window ends first.
    private mutating func readStart(
        _ bytes: UnsafeRawBufferPointer, _ at: inout Int, isLast: Bool,
        _ findings: inout FindingBuffer
    ) -> Bool {
        let opening = UInt8(ascii: format == .array ? "[" : "{")
        if bytes[at] == opening {
            place = format == .array ? .elementOrEnd : .keyOrEnd
            at += 1
            return true
        }
        var found = bytes[at] == UInt8(ascii: "{") ? "an object" : "an array"
        if bytes[at] != UInt8(ascii: "{"), bytes[at] != UInt8(ascii: "[") {
            guard let end = endOfScalar(in: bytes, from: at, isLast: isLast) else { return false }
            let source = UnsafeRawBufferPointer(rebasing: bytes[at..<max(end, at + 1)])
            if let error = faultOfWord(source, isCut: end == bytes.count) ?? fault(in: source) {
                stop(JSONSyntaxError(error.kind, at: at + error.offset), &findings)
                return true
            }
            let start = source.prefix(4 * Finding.valueLengthMax)
            found = Finding.cut(String(decoding: start, as: UTF8.self))
        }
        findings.report(
            .uploadShape, atOffset: at,
            value: .text(found + "; the rest of the file was not checked"),
            expected: format == .array ? "an array of items" : "an object with groups of items")
        isStopped = true
        return true
    }

    /// Reads `,` or the closing bracket of the group, the array, the envelope or the file.
    @inline(__always)
    private mutating func readSeparator(
        _ byte: UInt8, _ at: inout Int, next: Place, expected: JSONSyntaxError.Expected,
        _ findings: inout FindingBuffer
    ) {
        let isArray = next == .element
        if byte == UInt8(ascii: ",") {
            place = next
            lastComma = at
        } else if byte == UInt8(ascii: isArray ? "]" : "}") {
            if isArray { closeArray(&findings) } else { closeObject() }
        } else {
            stop(JSONSyntaxError(.unexpected(byte: byte, expected: expected), at: at), &findings)
            return
        }
        at += 1
    }

    private mutating func closeArray(_ findings: inout FindingBuffer) {
        reportUnknown(.list(count: position), &findings)
        group = nil
        place = format == .array ? .end : .afterMember
    }

    private mutating func closeObject() {
        place = envelope == nil ? .end : .afterMember
        envelope = nil
    }

    /// Starts an item, or reads a whole one that is no container; false when the window ends first.
    @inline(__always)
    private mutating func readElement(
        _ bytes: UnsafeRawBufferPointer, _ at: inout Int, isLast: Bool,
        _ slices: inout [UploadSlice], _ findings: inout FindingBuffer
    ) -> Bool {
        let byte = bytes[at]
        if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") {
            place = .insideItem
            return true
        }
        if byte == UInt8(ascii: "]") {
            if place == .element {
                stop(JSONSyntaxError(.trailingComma, at: lastComma ?? at), &findings)
            } else {
                closeArray(&findings)
                at += 1
            }
            return true
        }
        guard let end = endOfScalar(in: bytes, from: at, isLast: isLast) else { return false }
        if end == at {
            let expected: JSONSyntaxError.Expected = place == .element ? .value : .valueOrArrayEnd
            stop(JSONSyntaxError(.unexpected(byte: byte, expected: expected), at: at), &findings)
            return true
        }
        let source = UnsafeRawBufferPointer(rebasing: bytes[at..<end])
        if let error = faultOfWord(source, isCut: end == bytes.count) {
            stop(JSONSyntaxError(error.kind, at: at + error.offset), &findings)
            return true
        }
        appendItem(at, end, &slices)
        at = end
        return true
    }

    /// The fault of a number or word that lacks its end, such as `tru`.
    ///
    /// - Parameter isCut: whether the file ends with it; otherwise it is a word of its own.
    mutating func faultOfWord(
        _ source: UnsafeRawBufferPointer, isCut: Bool
    ) -> JSONSyntaxError? {
        guard let error = fault(in: source), error.kind == .truncated else { return nil }
        if isCut { return error }
        let word = String(decoding: source.prefix(40), as: UTF8.self)
        return JSONSyntaxError(.unknownWord(word), at: 0)
    }

    /// Offset behind a string, number or word; the start itself when there is none, nil when the
    /// window ends first.
    func endOfScalar(in bytes: UnsafeRawBufferPointer, from start: Int, isLast: Bool) -> Int? {
        if bytes[start] == UInt8(ascii: "\"") {
            return UploadSplitter.endOfString(in: bytes, from: start)
        }
        var end = start
        while end < bytes.count {
            switch bytes[end] {
            case UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: "\""), UInt8(ascii: "["),
                UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"), 0x00...0x20:
                return end
            default: end += 1
            }
        }
        return isLast ? end : nil
    }
}
