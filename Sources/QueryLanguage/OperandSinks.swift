import CanonicalJSON
import Values

/// Tests the one value that is read into it; of vectors and places only the state can be asked for.
struct TestSink: ValueSink {
    static var keepsValues: Bool { true }

    let test: ValueTest
    private(set) var passes = false

    mutating func boolean(_ value: Bool, of key: Int) { passes = test.passes(boolean: value) }
    mutating func number(_ value: Double, text: UnsafeRawBufferPointer, of key: Int) {
        passes = test.passes(number: value)
    }
    mutating func instant(_ value: Instant, of key: Int) { passes = test.passes(instant: value) }
    mutating func uuid(_ value: UUIDValue, of key: Int) { passes = test.passes(uuid: value) }
    mutating func string(_ text: UnsafeRawBufferPointer, of key: Int) {
        passes = test.passes(text: text)
    }
    mutating func option(_ position: Int, _ text: UnsafeRawBufferPointer, of key: Int) {
        passes = test.passes(text: text)
    }
}

/// Keeps the one value that is read into it, as far as it can be sorted or counted by.
struct ScalarSink: ValueSink {
    static var keepsValues: Bool { true }

    private(set) var value: ScalarValue?

    mutating func boolean(_ value: Bool, of key: Int) { self.value = .boolean(value) }
    mutating func number(_ value: Double, text: UnsafeRawBufferPointer, of key: Int) {
        self.value = .number(value)
    }
    mutating func instant(_ value: Instant, of key: Int) { self.value = .datetime(value) }
    mutating func uuid(_ value: UUIDValue, of key: Int) {
        self.value = .text(UTF8Text(value.description))
    }
    mutating func string(_ text: UnsafeRawBufferPointer, of key: Int) {
        value = .text(UTF8Text(bytes: Array(text)))
    }
    mutating func option(_ position: Int, _ text: UnsafeRawBufferPointer, of key: Int) {
        value = .text(UTF8Text(bytes: Array(text)))
    }
}

/// Says whether the one value that is read into it fits its type.
struct FitSink: ValueSink {
    static var keepsValues: Bool { true }

    private(set) var fits = true

    mutating func null(of key: Int) { fits = false }
    mutating func other(isEmpty: Bool, of key: Int) { fits = false }
}
