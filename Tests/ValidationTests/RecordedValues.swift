import CanonicalJSON
import Values

/// What a sink was given, by position of the key.
struct RecordedValues: ValueSink, Equatable {
    enum Value: Equatable {
        case boolean(Bool)
        case number(Double, text: String)
        case instant(Instant)
        case uuid(UUIDValue)
        case string(String)
        case option(Int, String)
        case vector([Double?])
        case place(Double, Double)
        case null, other
    }

    static var keepsValues: Bool { true }
    private(set) var values: [Int: [Value]] = [:]

    mutating func boolean(_ value: Bool, of key: Int) { add(.boolean(value), key) }
    mutating func number(_ value: Double, text: UnsafeRawBufferPointer, of key: Int) {
        add(.number(value, text: String(decoding: text, as: UTF8.self)), key)
    }
    mutating func instant(_ value: Instant, of key: Int) { add(.instant(value), key) }
    mutating func uuid(_ value: UUIDValue, of key: Int) { add(.uuid(value), key) }
    mutating func string(_ text: UnsafeRawBufferPointer, of key: Int) {
        add(.string(String(decoding: text, as: UTF8.self)), key)
    }
    mutating func option(_ position: Int, _ text: UnsafeRawBufferPointer, of key: Int) {
        add(.option(position, String(decoding: text, as: UTF8.self)), key)
    }
    mutating func vector(_ tape: JSONTape, at index: Int, of key: Int) {
        add(.vector(JSONNode(tape: tape, index: index).elements.map(\.double)), key)
    }
    mutating func place(latitude: Double, longitude: Double, of key: Int) {
        add(.place(latitude, longitude), key)
    }
    mutating func null(of key: Int) { add(.null, key) }
    mutating func other(isEmpty: Bool, of key: Int) { add(.other, key) }

    private mutating func add(_ value: Value, _ key: Int) { values[key, default: []].append(value) }
}
