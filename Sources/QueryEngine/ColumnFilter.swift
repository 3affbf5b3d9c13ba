import Columns
import QueryLanguage
import Storage

/// Finds the items that pass a filter: on columns as far as they can answer, in documents for the rest,
/// and in documents for the rows that columns do not hold as they are.
final class ColumnFilter<Source: ColumnSource> {
    private indirect enum Node {
        case and([Node])
        case or([Node])
        case not(Node)
        case column(ColumnPredicate, CheckedFilter)
        case document(CheckedFilter)

        /// Whether documents have to be read in any case.
        var needsDocuments: Bool {
            switch self {
            case .and(let nodes), .or(let nodes): nodes.contains { $0.needsDocuments }
            case .not(let node): node.needsDocuments
            case .column: false
            case .document: true
            }
        }
    }

    private let source: Source
    private let filter: CheckedFilter?
    private let root: Node?
    private var dictionaries: [String: KeyDictionary] = [:]
    private var documents: [CheckedFilter: DocumentTest] = [:]
    private var documentsLeft = 0

    /// Reads single documents for a part of the filter.
    private struct DocumentTest {
        let evaluation: QueryEvaluation
        let cursor: Source.Cursor
    }

    /// - Parameters:
    ///   - source: the snapshot.
    ///   - filter: nil for every item.
    init(_ source: Source, _ filter: CheckedFilter?) {
        self.source = source
        self.filter = filter
        let folders = source.folderNames
        root = filter.map { ColumnFilter.node($0, folders) }
    }

    private static func node(_ filter: CheckedFilter, _ folders: [Int64: String]) -> Node {
        switch filter {
        case .and(let operands):
            // What columns answer comes first, so that few documents are left to be read.
            let nodes = operands.map { node($0, folders) }
            return .and(nodes.filter { !$0.needsDocuments } + nodes.filter(\.needsDocuments))
        case .or(let operands):
            let nodes = operands.map { node($0, folders) }
            return .or(nodes.filter { !$0.needsDocuments } + nodes.filter(\.needsDocuments))
        case .not(let operand): return .not(node(operand, folders))
        case .predicate(let predicate):
            return ColumnPredicate(predicate, folders: folders).map { .column($0, filter) }
                ?? .document(filter)
        }
    }

    /// Whether columns spare reading of every document.
    var isSelective: Bool {
        guard let root else { return true }
        if case .and(let nodes) = root { return nodes.contains { !$0.needsDocuments } }
        return !root.needsDocuments
    }

    /// The rows of all items that pass.
    ///
    /// - Parameter documentsMax: how many documents may be read one by one.
    /// - Returns: nil where there are more, so that reading all of them in a row is quicker.
    func rows(documentsMax: Int) throws -> RowSelection? {
        documentsLeft = documentsMax
        do {
            return try rows()
        } catch is TooManyDocuments {
            return nil
        }
    }

    private struct TooManyDocuments: Error {}

    private func rows() throws -> RowSelection {
        let changed = try source.changedRows()
        var selection = RowSelection()
        for firstRow in try source.firstRows() {
            guard let stored = try source.segment(of: "@stored", firstRow: firstRow) else {
                continue
            }
            let others = changed.filter { SegmentRows.first(of: $0) == firstRow }
                .map(SegmentRows.slot)
            let among = stored.states.rows(.present)
                .subtracting(RowSet(others, of: stored.rowCount))
            selection.append(try rows(root, firstRow, among), firstRow: firstRow)
        }
        return selection.union(try changedSelection(changed))
    }

    /// Those of the changed rows that are there and pass.
    private func changedSelection(_ changed: [Int64]) throws -> RowSelection {
        guard !changed.isEmpty else { return RowSelection() }
        let evaluation = filter.map { QueryEvaluation($0) }
        let cursor = try source.cursor(fields: filter?.fields ?? [], isSingle: true)
        var selection = RowSelection()
        var slots: [Int] = []
        var firstRow: Int64 = 0
        func add() {
            selection.append(RowSet(slots, of: SegmentRows.countMax), firstRow: firstRow)
            slots.removeAll(keepingCapacity: true)
        }
        for row in changed {
            if SegmentRows.first(of: row) != firstRow {
                add()
                firstRow = SegmentRows.first(of: row)
            }
            guard try cursor.findIfStored(row) else { continue }
            let passes = try evaluation.map {
                $0.evaluator.matches(try $0.tape(of: cursor), cursor.fields)
            }
            if passes ?? true { slots.append(SegmentRows.slot(of: row)) }
        }
        add()
        return selection
    }

    private func rows(_ node: Node?, _ firstRow: Int64, _ among: RowSet) throws -> RowSet {
        guard let node, !among.isEmpty else { return among }
        switch node {
        case .and(let nodes):
            return try nodes.reduce(among) { try rows($1, firstRow, $0) }
        case .or(let nodes):
            var passing = RowSet.none(of: among.capacity)
            for node in nodes {
                passing = passing.union(try rows(node, firstRow, among.subtracting(passing)))
            }
            return passing
        case .not(let node):
            return among.subtracting(try rows(node, firstRow, among))
        case .column(let predicate, let filter):
            let segment = try source.segment(of: predicate.column, firstRow: firstRow)
            let passing = try predicate.rows(in: segment, among: among) {
                try dictionary(of: predicate.column)
            }
            return try passing ?? documentRows(filter, firstRow, among)
        case .document(let filter): return try documentRows(filter, firstRow, among)
        }
    }

    private func dictionary(of column: String) throws -> KeyDictionary {
        if let known = dictionaries[column] { return known }
        let dictionary = try source.dictionary(of: column)
        dictionaries[column] = dictionary
        return dictionary
    }

    private func documentRows(
        _ filter: CheckedFilter, _ firstRow: Int64, _ among: RowSet
    ) throws -> RowSet {
        documentsLeft -= among.count
        if documentsLeft < 0 { throw TooManyDocuments() }
        let test: DocumentTest
        if let known = documents[filter] {
            test = known
        } else {
            test = DocumentTest(
                evaluation: QueryEvaluation(filter),
                cursor: try source.cursor(fields: filter.fields, isSingle: true))
            documents[filter] = test
        }
        var slots: [Int] = []
        for slot in among {
            try test.cursor.find(firstRow + Int64(slot))
            let tape = try test.evaluation.tape(of: test.cursor)
            if test.evaluation.evaluator.matches(tape, test.cursor.fields) { slots.append(slot) }
        }
        return RowSet(slots, of: among.capacity)
    }
}
