import CanonicalJSON
import Findings
import Text

/// Watches a varchar key for codes of digits that have lost their leading zeros: some have zeros in
/// front and all of these the same length, others are shorter and have none.
struct LeadingZeros {
    /// 18 digits: longer codes are not watched.
    static let digitsMax = 18

    /// The length of the codes with a zero in front.
    private enum Width: Equatable {
        case unknown, same(Int), mixed
    }

    private var width = Width.unknown
    /// The first code of digits without a zero in front, by its length.
    private var plain: [Finding?] = []

    /// - Returns: whether a place was remembered.
    mutating func note(
        _ text: UnsafeRawBufferPointer, _ value: CheckedValue, _ findings: inout FindingBuffer
    ) -> Bool {
        guard let first = text.first, first &- 0x30 <= 9, text.count <= LeadingZeros.digitsMax,
            text.allSatisfy({ $0 &- 0x30 <= 9 })
        else { return false }
        if first == UInt8(ascii: "0"), text.count > 1 {
            meet(.same(text.count))
            return false
        }
        if plain.isEmpty {
            plain = Array(repeating: nil, count: LeadingZeros.digitsMax + 1)
        }
        guard plain[text.count] == nil else { return false }
        plain[text.count] = findings.make(
            .leadingZero, at: value.index, of: value.document.tape, key: value.key)
        return plain[text.count] != nil
    }

    private mutating func meet(_ other: Width) {
        if width == .unknown {
            width = other
        } else if width != other, other != .unknown {
            width = .mixed
        }
    }

    mutating func forEachPlace(_ body: (inout SourcePosition) -> Void) {
        for length in plain.indices { plain[length]?.withPlace(body) }
    }

    mutating func merge(_ other: LeadingZeros) {
        meet(other.width)
        if plain.isEmpty {
            plain = other.plain
        } else {
            for length in other.plain.indices {
                plain[length] = Finding.earlier(plain[length], other.plain[length])
            }
        }
    }

    /// - Returns: a finding at the first code that is too short.
    func suspicions() -> [Finding] {
        guard case .same(let width) = width else { return [] }
        let short = plain.prefix(width).compactMap { $0 }
        guard var finding = short.min(by: { $0.offset < $1.offset }) else { return [] }
        let digits = (finding.value ?? "").filter(\.isNumber)
        let code = digits.zeroPadded(to: width)
        finding.suggestionWord = .string(code)
        return [finding]
    }
}
