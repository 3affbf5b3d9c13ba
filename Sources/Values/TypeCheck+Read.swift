public import CanonicalJSON
import Text

extension TypeCheck {
    /// Reads a value and hands it to a sink: the one place where it is decided whether a value fits its
    /// key's type, for checks, columns, queries and changes of the schema alike.
    ///
    /// - Parameters:
    ///   - view: the scanned text.
    ///   - index: the value's token.
    ///   - key: handed on to the sink.
    ///   - sink: gets the value, `null`, or `other` for a value that does not fit.
    @inlinable
    package func read<Sink: ValueSink>(
        _ view: TapeView, _ index: Int, of key: Int, into sink: inout Sink
    ) {
        let token = view.tokens[index]
        switch (storedKind, token.kind) {
        case (_, .null): sink.null(of: key)
        case (.boolean, .true): sink.boolean(true, of: key)
        case (.boolean, .false): sink.boolean(false, of: key)
        case (.number, .number), (.singleNumber, .number):
            let text = view.source(token)
            let number = DecimalText.double(text)
            if number.magnitude <= largestNumber {
                sink.number(number, text: text, of: key)
            } else {
                sink.other(isEmpty: false, of: key)
            }
        case (.datetime, .string), (.uuid, .string), (.varchar, .string), (.text, .string),
            (.user, .string), (.enumeration, .string):
            view.withText(index) { read(text: $0, of: key, into: &sink) }
        case (.embedding, .array):
            if EmbeddingValue.fits(view, index, size: size) {
                sink.vector(view.tape, at: index, of: key)
            } else {
                sink.other(isEmpty: view.isEmpty(index), of: key)
            }
        case (.geospatial, .object):
            if let place = GeospatialValue.coordinates(view, index) {
                sink.place(latitude: place.latitude, longitude: place.longitude, of: key)
            } else {
                sink.other(isEmpty: view.isEmpty(index), of: key)
            }
        default: sink.other(isEmpty: view.isEmpty(index), of: key)
        }
    }

    /// Reads the text of a string.
    @inlinable
    func read<Sink: ValueSink>(
        text: UnsafeRawBufferPointer, of key: Int, into sink: inout Sink
    ) {
        switch storedKind {
        case .datetime:
            guard let value = try? DatetimeValue.parse(text) else { break }
            return sink.instant(value.instant, of: key)
        case .uuid:
            guard let value = UUIDValue.parse(text) else { break }
            return sink.uuid(value, of: key)
        case .varchar:
            // A character has at least one byte.
            guard text.count <= size || text.scalarCount <= size else { break }
            return sink.string(text, of: key)
        case .text: return sink.string(text, of: key)
        case .user:
            guard UserValue.isAddress(text) else { break }
            return sink.string(text, of: key)
        case .enumeration:
            guard let start = text.baseAddress else { break }
            let position = option(start.assumingMemoryBound(to: UInt8.self), text.count)
            guard position >= 0 else { break }
            return sink.option(position, text, of: key)
        case .deleted, .boolean, .number, .singleNumber, .embedding, .geospatial: break
        }
        sink.other(isEmpty: text.isEmpty, of: key)
    }

    /// The largest number on either side of zero.
    @inlinable
    var largestNumber: Double {
        storedKind == .singleNumber
            ? Double(Float.greatestFiniteMagnitude) : .greatestFiniteMagnitude
    }
}
