import TestSupport
import Text

@testable import Columns

/// What is in one row of a column, as plainly as it can be said: what columns are compared with.
enum Cell: Equatable, CustomStringConvertible {
    case missing, null
    case other(isEmpty: Bool)
    case boolean(Bool)
    /// The exact text only where the float does not say it all.
    case number(Double, exact: String?)
    case instant(ColumnInstant)
    case text([UInt8])
    case uuid(ColumnUUID)
    case place(Double, Double)
    case present(isEmpty: Bool)

    static func text(_ string: String) -> Cell { .text(Array(string.utf8)) }

    var description: String {
        switch self {
        case .missing: "missing"
        case .null: "null"
        case .other(let isEmpty): "other \(isEmpty)"
        case .boolean(let boolean): "\(boolean)"
        case .number(let number, let exact): "\(number) \(exact ?? "")"
        case .instant(let instant): "\(instant.seconds) s \(instant.nanoseconds)"
        case .text(let text): String(decoding: text, as: UTF8.self)
        case .uuid(let uuid): "uuid \(uuid.high) \(uuid.low)"
        case .place(let latitude, let longitude): "\(latitude), \(longitude)"
        case .present(let isEmpty): "present \(isEmpty)"
        }
    }

    var state: CellState {
        switch self {
        case .missing: .missing
        case .null: .null
        case .other: .other
        default: .present
        }
    }

    var isEmpty: Bool {
        switch self {
        case .other(let isEmpty), .present(let isEmpty): isEmpty
        case .text(let text): text.isEmpty
        default: false
        }
    }

    var number: Double? {
        if case .number(let number, _) = self { return number }
        return nil
    }

    var instant: ColumnInstant? {
        if case .instant(let instant) = self { return instant }
        return nil
    }

    var uuid: ColumnUUID? {
        if case .uuid(let uuid) = self { return uuid }
        return nil
    }

    var bytes: [UInt8]? {
        if case .text(let text) = self { return text }
        return nil
    }

    /// Says it to a batch.
    func put(into batch: ColumnBatch, _ key: Int) {
        switch self {
        case .missing: break
        case .null: batch.null(key)
        case .other(let isEmpty): batch.other(key, isEmpty: isEmpty)
        case .boolean(let boolean): batch.boolean(key, boolean)
        case .number(let number, let exact?):
            Array(exact.utf8).withUnsafeBytes { batch.number(key, number, exactText: $0) }
        case .number(let number, nil): batch.number(key, number)
        case .instant(let instant): batch.instant(key, instant)
        case .text(let text): text.withUnsafeBytes { batch.string(key, $0) }
        case .uuid(let uuid): batch.uuid(key, uuid)
        case .place(let latitude, let longitude):
            batch.place(key, latitude: latitude, longitude: longitude)
        case .present(let isEmpty): batch.present(key, isEmpty: isEmpty)
        }
    }

    /// Reads it back from a segment.
    init(_ segment: ColumnSegment, _ slot: Int, _ dictionary: KeyDictionary?) {
        let isEmpty = segment.states.empty.contains(slot)
        switch segment.states[slot] {
        case .missing: self = .missing
        case .null: self = .null
        case .other: self = .other(isEmpty: isEmpty)
        case .present:
            switch segment.values {
            case .boolean(let values): self = .boolean(values[slot] ?? false)
            case .number(let values):
                self = .number(
                    values[slot] ?? .nan,
                    exact: values.exactText(at: slot).map { String(decoding: $0, as: UTF8.self) })
            case .instant(let values):
                self = .instant(values[slot] ?? ColumnInstant(seconds: .min))
            case .code(let values):
                self = .text(values[slot].flatMap { dictionary?.text($0) } ?? [0xFF])
            case .text(let values): self = .text(values[slot] ?? [0xFF])
            case .uuid(let values): self = .uuid(values[slot] ?? ColumnUUID(high: 0, low: 0))
            case .place(let values):
                let place = values[slot] ?? (.nan, .nan)
                self = .place(place.latitude, place.longitude)
            case .presence: self = .present(isEmpty: isEmpty)
            }
        }
    }
}

/// One column of cells as a segment.
struct CellColumn {
    let cells: [Cell]
    let segment: ColumnSegment
    let dictionary: KeyDictionary?
    var all: RowSet { .all(of: cells.count) }

    init(_ kind: ColumnKind, _ cells: [Cell], dictionary: KeyDictionary? = nil) throws {
        self.cells = cells
        let definition = [ColumnDefinition(kind)]
        let batch = ColumnBatch(definition)
        for cell in cells {
            batch.beginRow()
            cell.put(into: batch, 0)
            batch.endRow()
        }
        let appender = try ColumnAppender(definition, nextRow: 0, dictionaries: [dictionary])
        var segments: [ColumnAppender.Segment] = []
        appender.append(batch, rows: 0..<cells.count, firstRow: 0) { segments.append($0) }
        if segments.isEmpty { appender.finish { segments.append($0) } }
        guard segments.count == 1, let bytes = segments.first?.bytes else {
            throw ColumnFault(.rows, at: 0)
        }
        segment = try ColumnSegment(bytes)
        self.dictionary = appender.dictionaries[0]
    }

    /// A dictionary that takes no new text: columns with it hold texts as they are.
    static let fullDictionary: KeyDictionary = {
        var dictionary = KeyDictionary()
        for number in 0..<KeyDictionary.countMax {
            _ = dictionary.add([0xFF] + Array("\(number)".utf8))
        }
        return dictionary
    }()

    /// A column of a shape of ``RandomCells``: unique texts are held as they are.
    init(_ kind: ColumnKind, _ shape: String, _ cells: [Cell]) throws {
        try self.init(kind, cells, dictionary: shape == "unique" ? Self.fullDictionary : nil)
    }

    /// The rows whose cell passes a test.
    func slots(where passes: (Cell) -> Bool) -> [Int] { cells.indices.filter { passes(cells[$0]) } }
}
