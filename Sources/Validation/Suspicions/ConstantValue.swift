import CanonicalJSON
import Findings
import Text

/// Watches whether a key has the same value everywhere, and whether it is there at all.
struct ConstantValue {
    /// A key that 99 of 100 items do not have is mostly missing.
    static let missingPercentMin = 99
    /// 256 bytes: longer values are taken as different from one another.
    private static let lengthMax = 256

    private var hasValue = false
    private var isVarying = false
    private var text: [UInt8] = []
    private var constant: Finding?
    private var missing: Finding?

    /// Takes note of a value.
    ///
    /// - Returns: false when no later value matters.
    mutating func note(_ value: CheckedValue, _ findings: inout FindingBuffer) -> Bool {
        let source = value.document.source(value.token)
        if !hasValue {
            hasValue = true
            constant = findings.make(
                .keyConstant, at: value.index, of: value.document.tape, key: value.key)
            missing = findings.make(
                .keyMostlyMissing, at: value.index, of: value.document.tape, key: value.key)
            isVarying = source.count > ConstantValue.lengthMax
            if !isVarying { text = Array(source) }
        } else if !text.elementsEqual(source) {
            isVarying = true
        }
        return !isVarying
    }

    mutating func forEachPlace(_ body: (inout SourcePosition) -> Void) {
        constant?.withPlace(body)
        missing?.withPlace(body)
    }

    mutating func merge(_ other: ConstantValue) {
        guard other.hasValue else { return }
        guard hasValue else {
            self = other
            return
        }
        isVarying = isVarying || other.isVarying || text != other.text
        constant = Finding.earlier(constant, other.constant)
        missing = Finding.earlier(missing, other.missing)
    }

    /// - Parameters:
    ///   - count: the number of items that have the key.
    ///   - itemCount: the number of all items with metadata.
    func suspicions(count: Int, itemCount: Int) -> [Finding] {
        var found: [Finding] = []
        if !isVarying, count >= MetadataProfile.itemCountMin, let constant {
            found.append(constant)
        }
        if itemCount >= MetadataProfile.itemCountMin,
            (itemCount - count) * 100 >= itemCount * ConstantValue.missingPercentMin, var missing
        {
            missing.valueWord = .share(count, of: itemCount, .items)
            found.append(missing)
        }
        return found
    }
}
