import Columns
import Items
import QueryLanguage
import SchemaModel
import Values

/// A condition on one value that columns can answer, or part of its rows.
struct ColumnPredicate {
    /// The column that it looks at.
    let column: String
    private let test: ValueTest
    private let part: Part
    private let codes = CodeMemory()

    /// What of a value is looked at.
    private enum Part {
        case whole
        case coordinate(PlaceSegment.Coordinate)
        /// The name of the folder that has the id in the column.
        case folder([Int64: String])
    }

    /// The codes of the texts that pass, once they were asked for.
    private final class CodeMemory {
        var passing: CodeSet?
    }

    /// - Parameters:
    ///   - predicate: the condition.
    ///   - folders: names of folders by id.
    /// - Returns: nil for one that only documents can answer.
    init?(_ predicate: CheckedPredicate, folders: [Int64: String]) {
        test = predicate.test
        switch predicate.operand {
        case .key(let name, let definition):
            column = name
            part = .whole
            guard ColumnPredicate.isAnswered(test, definition.type) else { return nil }
        case .path(let key, let steps, .number):
            guard case .number = test, steps.count == 1, case .member(let name) = steps[0] else {
                return nil
            }
            column = key
            switch name {
            case "latitude": part = .coordinate(.latitude)
            case "longitude": part = .coordinate(.longitude)
            default: return nil
            }
        case .path: return nil
        case .field(let field):
            if case .state = test { return nil }
            switch field {
            case .kind: (column, part) = ("@kind", .whole)
            case .created: (column, part) = ("@created", .whole)
            case .updated: (column, part) = ("@updated", .whole)
            case .folder: (column, part) = ("@folder", .folder(folders))
            case .url, .title, .uuid: return nil
            }
        }
    }

    /// Whether the column of a type holds what a test asks for.
    private static func isAnswered(_ test: ValueTest, _ type: KeyType) -> Bool {
        switch (test, type) {
        case (.state, _): return true
        case (.any(let tests), _): return tests.allSatisfy { isAnswered($0, type) }
        case (.element, _): return false
        case (_, .text), (_, .embedding), (_, .geospatial): return false
        default: return true
        }
    }

    /// The rows of a segment that pass.
    ///
    /// - Parameters:
    ///   - segment: the segment of the column; nil where no row has a value.
    ///   - among: the rows that are looked at.
    ///   - dictionary: the texts of the column; asked for at most once.
    /// - Returns: nil where the segment does not hold the texts.
    func rows(
        in segment: ColumnSegment?, among: RowSet, dictionary: () throws -> KeyDictionary
    ) throws -> RowSet? {
        guard let segment else {
            if case .state(.missing) = test { return among }
            return RowSet.none(of: among.capacity)
        }
        return try rows(test, segment, among, dictionary)
    }

    private func rows(
        _ test: ValueTest, _ segment: ColumnSegment, _ among: RowSet,
        _ dictionary: () throws -> KeyDictionary
    ) throws -> RowSet? {
        switch test {
        case .state(let state): return among.with(state, in: segment.states)
        case .any(let tests):
            var passing = RowSet.none(of: among.capacity)
            for test in tests {
                guard let rows = try rows(test, segment, among, dictionary) else { return nil }
                passing = passing.union(rows)
            }
            return passing
        default: break
        }
        switch (segment.values, test) {
        case (.boolean(let values), .boolean(let wanted)): return values.rows(wanted, among: among)
        case (.number(let values), _):
            if case .folder(let names) = part {
                let ids = names.filter { test.passes(string: $0.value) }.keys.sorted()
                return values.rows(equalToOneOf: ids.map(Double.init), among: among)
            }
            guard case .number(let test) = test else { return RowSet.none(of: among.capacity) }
            return values.rows(test, among)
        case (.instant(let values), .datetime(let test)): return values.rows(test, among)
        case (.uuid(let values), .uuid(let test)): return values.rows(test, among)
        case (.place(let values), .number(let test)):
            guard case .coordinate(let coordinate) = part else { return nil }
            return values.rows(coordinate, test, among)
        case (.code(let values), _):
            if codes.passing == nil {
                codes.passing = try dictionary().codes { test.passes(text: $0) }
            }
            guard let passing = codes.passing else { return nil }
            return values.rows(in: passing, among: among)
        case (.text(let values), _):
            return values.rows(among: among) { test.passes(text: $0) }
        case (.presence, _):
            return segment.range.presentCount == 0 ? .none(of: among.capacity) : nil
        default: return RowSet.none(of: among.capacity)
        }
    }
}

extension RowSet {
    /// Those of these rows that are in a state.
    fileprivate func with(_ state: ValueState, in states: CellStates) -> RowSet {
        switch state {
        case .missing: subtracting(states.set).subtracting(states.rows(.null))
        case .null: intersection(states.rows(.null))
        case .set: intersection(states.set)
        case .empty: intersection(states.empty)
        }
    }
}

extension ValueTest {
    fileprivate func passes(string: String) -> Bool {
        Array(string.utf8).withUnsafeBytes { passes(text: $0) }
    }
}
