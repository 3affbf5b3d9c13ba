import CanonicalJSON
import Foundation
import QueryLanguage
import Reporting
import Storage
import Text
import UploadReading
import Workflows

/// Answers queries that come as JSON, one a line: for scripts and benchmarks.
struct QueryRequests {
    private let store: any MetadataStore
    private let terminal: Terminal

    /// The members of a request, and of its answer: see `Docs/query-language.md`.
    private static let members: Set<String> = [
        "id", "filter", "sort", "select", "facet", "limit", "offset", "count",
    ]

    init(_ store: any MetadataStore, _ terminal: Terminal) {
        self.store = store
        self.terminal = terminal
    }

    /// Answers every line of a file.
    func answer(_ path: String) throws {
        let output = terminal.standardOutput
        let input = try openInput(path)
        let lines = InputLines(input) { try output.flush() }
        var number = 0
        while try reading(
            input,
            { _ in
                try lines.next { line in
                    number += 1
                    let start = DispatchTime.now().uptimeNanoseconds
                    var answer = try self.answer(line, number)
                    let elapsed = (DispatchTime.now().uptimeNanoseconds - start) / 1000
                    answer.append(contentsOf: ", \"elapsed_us\": \(elapsed)}\n".utf8)
                    TerminalBytes.escape(json: &answer)
                    try output.write(answer)
                }
            })
        {}
        try output.flush()
    }

    /// The answer to one line, without its last member. It begins with the request's id; what is
    /// wrong carries the number of the line as well, for requests without one.
    private func answer(_ line: UnsafeRawBufferPointer, _ number: Int) throws -> [UInt8] {
        let id = try? JSONTape(copying: line).root["id"]
        var answer: [UInt8]
        do {
            answer = try self.answer(try QueryRequests.request(line))
        } catch let error as RequestError {
            answer = QueryRequests.fault([error.message], at: nil, line: number)
        } catch let errors as QueryErrors {
            answer = QueryRequests.fault(
                errors.errors.map(\.message), at: errors.errors.first?.range, line: number)
        } catch let error as StoreError {
            answer = QueryRequests.fault([error.message], at: nil, line: number)
        }
        if let id, QueryRequests.canComeBack(id) {
            answer.insert(contentsOf: "\"id\": \(id.sourceText), ".utf8, at: 1)
        }
        return answer
    }

    /// Whether a client can find its request by an id.
    private static func canComeBack(_ id: JSONNode) -> Bool {
        id.kind == .string || id.kind == .number
    }

    private func answer(_ request: QueryRequest) throws -> [UInt8] {
        var bytes: [UInt8] = []
        var columns: [String] = []
        var count = 0
        let answer = try RunQuery(store).run(
            request,
            begin: { query in
                columns = query.select.map(\.column)
                if !query.isCount, query.facet == nil {
                    bytes.append(contentsOf: "{\"items\": [".utf8)
                }
            },
            row: { row in
                if count > 0 { bytes.append(contentsOf: ", ".utf8) }
                count += 1
                if let item = row.item {
                    ItemRow.append(item, to: &bytes)
                } else {
                    RowReport.append(row.values, named: columns, to: &bytes)
                }
                return true
            })
        if let buckets = answer.answer.facet {
            bytes.append(contentsOf: "{\"facet\": [".utf8)
            for (index, bucket) in buckets.enumerated() {
                if index > 0 { bytes.append(contentsOf: ", ".utf8) }
                FacetReport.append(bucket, to: &bytes)
            }
            bytes.append(contentsOf: "], \"count\": \(answer.answer.matchCount ?? 0)".utf8)
        } else if request.isCount {
            bytes.append(contentsOf: "{\"count\": \(answer.answer.matchCount ?? 0)".utf8)
        } else {
            bytes.append(contentsOf: "]".utf8)
        }
        let notices = answer.remarks + answer.notices.filter { !$0.isDetail }.map(\.message)
        if !notices.isEmpty {
            bytes.append(contentsOf: ", \"note\": ".utf8)
            JSONStringWriter.append(notices.joined(separator: "; "), to: &bytes)
        }
        return bytes
    }

    private static func fault(
        _ messages: [String], at range: Range<Int>?, line: Int
    ) -> [UInt8] {
        var bytes = Array("{\"error\": ".utf8)
        JSONStringWriter.append(messages.joined(separator: "; "), to: &bytes)
        if let range { bytes.append(contentsOf: ", \"offset\": \(range.lowerBound)".utf8) }
        bytes.append(contentsOf: ", \"line\": \(line)".utf8)
        return bytes
    }

    private struct RequestError: Error {
        var message: String
    }

    private static func request(_ line: UnsafeRawBufferPointer) throws -> QueryRequest {
        let root: JSONNode
        do throws(JSONSyntaxError) {
            root = try JSONTape(copying: line).root
        } catch {
            throw RequestError(message: "the request is not JSON: \(error.message)")
        }
        guard root.kind == .object else {
            throw RequestError(message: "a request is an object such as {\"filter\": \"is_night\"}")
        }
        for member in root.members {
            let name = member.key.string ?? ""
            if !members.contains(name) {
                throw RequestError(
                    message: "\"\(name)\" is not a member of a request; known: "
                        + members.sorted().joined(separator: ", "))
            }
        }
        if let id = root["id"], !canComeBack(id) {
            throw RequestError(message: "\"id\" must be a string or a number")
        }
        return QueryRequest(
            filter: try text("filter", root), sort: try text("sort", root),
            select: try text("select", root), facet: try text("facet", root),
            limit: try number("limit", root), offset: try number("offset", root) ?? 0,
            isCount: try flag("count", root))
    }

    private static func value(_ name: String, _ root: JSONNode) -> JSONNode? {
        root[name].flatMap { $0.kind == .null ? nil : $0 }
    }

    private static func text(_ name: String, _ root: JSONNode) throws -> String? {
        guard let value = value(name, root) else { return nil }
        guard let text = value.string else {
            throw RequestError(message: "\"\(name)\" must be a string")
        }
        return text
    }

    private static func number(_ name: String, _ root: JSONNode) throws -> Int? {
        guard let value = value(name, root) else { return nil }
        guard let number = value.integer, number >= 0 else {
            throw RequestError(message: "\"\(name)\" must be a whole number of 0 or more")
        }
        return number
    }

    private static func flag(_ name: String, _ root: JSONNode) throws -> Bool {
        guard let value = value(name, root) else { return false }
        guard let flag = value.bool else {
            throw RequestError(message: "\"\(name)\" must be true or false")
        }
        return flag
    }
}
