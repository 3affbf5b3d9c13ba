public import CanonicalJSON

/// Takes typed values from where they are read: nothing for a check alone, columns for an import, one
/// value for a query.
///
/// A sink gets exactly one call for each value that is handed to ``TypeCheck/read(_:_:of:into:)``.
/// Buffers are valid during the call.
public protocol ValueSink {
    /// Whether values are wanted at all; known when the loops that read them are compiled.
    static var keepsValues: Bool { get }

    /// `true` or `false`.
    mutating func boolean(_ value: Bool, of key: Int)
    /// The nearest 64-bit float, always finite.
    ///
    /// - Parameter text: the number as it was written.
    mutating func number(_ value: Double, text: UnsafeRawBufferPointer, of key: Int)
    /// The instant of a datetime.
    mutating func instant(_ value: Instant, of key: Int)
    /// A uuid.
    mutating func uuid(_ value: UUIDValue, of key: Int)
    /// The text of a varchar, text or user, escapes resolved.
    mutating func string(_ text: UnsafeRawBufferPointer, of key: Int)
    /// An option of an enum.
    ///
    /// - Parameters:
    ///   - position: its place in the key's list, which shifts when options are added.
    ///   - text: its text, escapes resolved.
    mutating func option(_ position: Int, _ text: UnsafeRawBufferPointer, of key: Int)
    /// A vector of the key's size.
    ///
    /// - Parameters:
    ///   - tape: where its numbers stand.
    ///   - index: the token of the array.
    mutating func vector(_ tape: JSONTape, at index: Int, of key: Int)
    /// A place, in degrees.
    mutating func place(latitude: Double, longitude: Double, of key: Int)
    /// `null`, which counts as missing for a check and not for a query.
    mutating func null(of key: Int)
    /// A value that does not fit its key's type, or any value of a key that is deleted for good.
    ///
    /// - Parameter isEmpty: whether it is an empty string, array or object.
    mutating func other(isEmpty: Bool, of key: Int)
}

/// A sink ignores what it has no method for.
extension ValueSink {
    /// Ignores a boolean.
    @inlinable
    public mutating func boolean(_ value: Bool, of key: Int) {}
    /// Ignores a number.
    @inlinable
    public mutating func number(_ value: Double, text: UnsafeRawBufferPointer, of key: Int) {}
    /// Ignores a datetime.
    @inlinable
    public mutating func instant(_ value: Instant, of key: Int) {}
    /// Ignores a uuid.
    @inlinable
    public mutating func uuid(_ value: UUIDValue, of key: Int) {}
    /// Ignores a text.
    @inlinable
    public mutating func string(_ text: UnsafeRawBufferPointer, of key: Int) {}
    /// Ignores an option.
    @inlinable
    public mutating func option(_ position: Int, _ text: UnsafeRawBufferPointer, of key: Int) {}
    /// Ignores a vector.
    @inlinable
    public mutating func vector(_ tape: JSONTape, at index: Int, of key: Int) {}
    /// Ignores a place.
    @inlinable
    public mutating func place(latitude: Double, longitude: Double, of key: Int) {}
    /// Ignores `null`.
    @inlinable
    public mutating func null(of key: Int) {}
    /// Ignores what does not fit.
    @inlinable
    public mutating func other(isEmpty: Bool, of key: Int) {}
}

/// The sink of a check alone.
public struct NoValues: ValueSink {
    /// Nothing is kept.
    @inlinable
    public static var keepsValues: Bool { false }

    /// Makes the sink.
    @inlinable
    public init() {}
}
