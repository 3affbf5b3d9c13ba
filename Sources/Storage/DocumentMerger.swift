import CanonicalJSON
import Validation

/// Merges uploaded metadata into stored metadata, in memory that is used again: the keys at the top of
/// both, the values of the upload where both have one.
package struct DocumentMerger {
    private var scanner = JSONScanner()
    private let old = JSONTape()
    private let new = JSONTape()

    package init() {}

    /// Merges two canonical documents into a third.
    ///
    /// Both have their keys in the same order, so one walk over both is enough; their members are
    /// copied as they are written.
    ///
    /// - Parameters:
    ///   - stored: what the item has.
    ///   - uploaded: what the upload says.
    ///   - url: the item's first URL, for the error.
    /// - Throws: ``StoreError`` of kind `documentTooLarge`, and of kind `damagedRow` where the stored
    ///   text is no document.
    package mutating func merge(
        _ stored: UnsafeRawBufferPointer, with uploaded: UnsafeRawBufferPointer, url: String?
    ) throws -> [UInt8] {
        do {
            try scanner.scan(stored, into: old)
            try scanner.scan(uploaded, into: new)
        } catch {
            throw StoreError(.damagedRow(detail: "items, document: \(error)"))
        }
        guard old[0].kind == .object, new[0].kind == .object else {
            throw StoreError(.damagedRow(detail: "items, document: not an object"))
        }
        var merged: [UInt8] = []
        merged.reserveCapacity(stored.count + uploaded.count)
        merged.append(UInt8(ascii: "{"))
        var (left, right) = (1, 1)
        let (leftEnd, rightEnd) = (Int(old[0].next), Int(new[0].next))
        while left < leftEnd || right < rightEnd {
            let order =
                left == leftEnd
                ? 1 : right == rightEnd ? -1 : LostKeyFinder.compare(old, left, new, right)
            if order < 0 {
                DocumentMerger.append(old, left, to: &merged)
            } else {
                DocumentMerger.append(new, right, to: &merged)
                right = Int(new[right].next)
            }
            if order <= 0 { left = Int(old[left].next) }
        }
        merged.append(UInt8(ascii: "}"))
        if merged.count > Validator.documentBytesMax {
            throw StoreError(.documentTooLarge(url: url, limit: Validator.documentBytesMax))
        }
        return merged
    }

    /// Appends a member as it is written.
    private static func append(_ tape: JSONTape, _ key: Int, to bytes: inout [UInt8]) {
        if bytes.count > 1 { bytes.append(contentsOf: ", ".utf8) }
        let member = Int(tape[key].start)..<Int(tape[key + 1].end)
        bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: tape.bytes[member]))
    }
}
