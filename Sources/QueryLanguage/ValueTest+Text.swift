import Values

extension ValueTest {
    /// Whether a boolean passes.
    func passes(boolean: Bool) -> Bool {
        switch self {
        case .boolean(let wanted): boolean == wanted
        case .any(let tests): tests.contains { $0.passes(boolean: boolean) }
        default: false
        }
    }

    /// Whether a number passes.
    func passes(number: Double) -> Bool {
        switch self {
        case .number(let test): test.passes(number)
        case .any(let tests): tests.contains { $0.passes(number: number) }
        default: false
        }
    }

    /// Whether a moment passes.
    func passes(instant: Instant) -> Bool {
        switch self {
        case .datetime(let test): test.passes(instant)
        case .any(let tests): tests.contains { $0.passes(instant: instant) }
        default: false
        }
    }

    /// Whether a uuid passes.
    func passes(uuid: UUIDValue) -> Bool {
        switch self {
        case .uuid(let test): test.passes(uuid)
        case .any(let tests): tests.contains { $0.passes(uuid: uuid) }
        default: false
        }
    }

    /// Whether a string passes. Every test that is not about strings is false.
    ///
    /// - Parameter text: the string's UTF-8 text, escapes resolved.
    package func passes(text: UnsafeRawBufferPointer) -> Bool {
        switch self {
        case .string(let test): return test.passes(text: text)
        case .option(let options): return options.contains { $0.equals(text) }
        case .pattern(let pattern) where !pattern.ignoresCase: return pattern.matches(text)
        case .pattern(let pattern): return folding(text) { pattern.matches($0) }
        case .substring(let part):
            return folding(text) { part.first(in: $0) != nil }
        case .prefix(let start):
            return folding(text) { folded in
                folded.count >= start.bytes.count
                    && start.equals(UnsafeRawBufferPointer(rebasing: folded[..<start.bytes.count]))
            }
        case .words(let words): return folding(text) { TextWords.contains(all: words, in: $0) }
        case .any(let tests): return tests.contains { $0.passes(text: text) }
        case .state, .boolean, .number, .datetime, .uuid, .element: return false
        }
    }

    private func folding(
        _ text: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) -> Bool
    ) -> Bool {
        var folded: [UInt8] = []
        folded.reserveCapacity(text.count)
        CaseFolding.append(text, to: &folded)
        return folded.withUnsafeBytes(body)
    }
}

extension OrderedTest where Value == UTF8Text {
    /// The same as ``passes(_:)`` without a copy of the text.
    func passes(text: UnsafeRawBufferPointer) -> Bool {
        func order(_ constant: UTF8Text) -> Int {
            constant.bytes.withUnsafeBytes { UTF8Text.compare(text, $0) }
        }
        switch self {
        case .equal(let constant): return constant.equals(text)
        case .notEqual(let constant): return !constant.equals(text)
        case .less(let constant): return order(constant) < 0
        case .lessOrEqual(let constant): return order(constant) <= 0
        case .greater(let constant): return order(constant) > 0
        case .greaterOrEqual(let constant): return order(constant) >= 0
        case .between(let low, let high): return order(low) >= 0 && order(high) <= 0
        case .oneOf(let constants):
            var low = 0
            var high = constants.count
            while low < high {
                let middle = low + (high - low) / 2
                if order(constants[middle]) > 0 { low = middle + 1 } else { high = middle }
            }
            return low < constants.count && constants[low].equals(text)
        }
    }
}
