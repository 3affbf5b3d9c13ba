import CanonicalJSON
import Items
import Reporting
import SQLiteStorage
import SchemaModel
import Storage
import Text
import Workflows

/// The figures of `metadex stats`, for people and programs.
struct StatsReport {
    private let statistics: ItemStatistics
    private let sizes: StoreSizes?
    private let top: Int
    private let name: String

    /// - Parameters:
    ///   - sizes: where the bytes of the store are; nil for an upload file or a part of a store.
    ///   - top: how many values of a key are shown.
    ///   - name: the store or the file.
    init(_ statistics: ItemStatistics, _ sizes: StoreSizes?, top: Int, name: String) {
        self.statistics = statistics
        self.sizes = sizes
        self.top = top
        self.name = name
    }

    func write(_ format: StatsCommand.Format, _ terminal: Terminal) throws {
        switch format {
        case .table: try writeTables(terminal)
        case .json: try writeJSON(terminal)
        }
    }

    // MARK: For people

    private func writeTables(_ terminal: Terminal) throws {
        let output = terminal.standardOutput
        try output.writeLine("\(name): \(counted(statistics.itemCount, "item"))\(kinds)")
        try output.writeLine()
        try terminal.list(
            .table, ["key", "type", "filled", "distinct", "range", "most frequent"], statistics.all
        ) { name, key in
            [
                .text(name), .text(statistics.type(of: name)?.word ?? "(not in schema)"),
                .text(StatsReport.percent(key.present - key.nulls, of: statistics.itemCount)),
                .text((key.isDistinctExact ? "" : "~") + key.distinct.grouped),
                key.range.map { .text($0) } ?? .missing, .text(frequent(key)),
            ]
        }
        if statistics.hasMoreKeys {
            try output.writeLine("and more than \(ItemStatistics.keysMax.grouped) keys")
        }
        for (name, key) in statistics.all where key.misfits > 0 {
            try output.writeLine(
                "note: \(name): \(counted(key.misfits, "value")) not of the type of the key")
        }
        if let sizes {
            try output.writeLine()
            try output.writeLine(
                "\(sized(sizes.fileBytes)) on disk, of which documents are "
                    + sized(statistics.documentBytes)
                    + (sizes.logBytes > 0 ? "; \(sized(sizes.logBytes)) of log beside" : ""))
            try output.writeLine()
            try terminal.list(.table, ["table or index", "size"], sizes.parts) {
                [.text($0.name), .text(sized($0.bytes))]
            }
            let columns = sizes.columns.filter { $0.bytes > 0 }
            if !columns.isEmpty {
                try output.writeLine()
                try terminal.list(.table, ["column", "size"], columns) {
                    [.text($0.name), .text(sized($0.bytes))]
                }
            }
        }
        try output.flush()
    }

    private var kinds: String {
        let parts = statistics.kinds.sorted {
            ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue)
        }
        .map { "\($0.value.grouped) \($0.key.wireName)" }
        return parts.isEmpty ? "" : " (" + parts.joined(separator: ", ") + ")"
    }

    /// `100 %`, `99.9 %`: only what is complete is 100, and only nothing is 0.
    private static func percent(_ part: Int, of whole: Int) -> String {
        if whole == 0 || part == 0 { return "0 %" }
        if part == whole { return "100 %" }
        let tenths = min(max(Int((Double(part) / Double(whole) * 1000).rounded()), 1), 999)
        return "\(tenths / 10).\(tenths % 10) %"
    }

    private func frequent(_ key: KeyStatistics) -> String {
        key.top(top).map { value in
            let node = try? JSONTape(copying: value.json).root
            let text = node?.string ?? String(decoding: value.json, as: UTF8.self)
            return "\(text.isEmpty ? "\"\"" : text) (\(value.count.grouped))"
        }.joined(separator: ", ")
    }

    // MARK: For programs

    private func writeJSON(_ terminal: Terminal) throws {
        var json: [UInt8] = []
        json += "{\"name\": ".utf8
        JSONStringWriter.append(name, to: &json)
        json +=
            ", \"items\": \(statistics.itemCount), \"documentBytes\": \(statistics.documentBytes)"
            .utf8
        json += ", \"kinds\": {".utf8
        for (index, (kind, count)) in statistics.kinds.sorted(by: {
            $0.key.rawValue < $1.key.rawValue
        })
        .enumerated() {
            json += "\(index > 0 ? ", " : "")\"\(kind.wireName)\": \(count)".utf8
        }
        json += "}, \"keys\": [".utf8
        for (index, (name, key)) in statistics.all.enumerated() {
            if index > 0 { json += ", ".utf8 }
            append(name, key, to: &json)
        }
        json += "]".utf8
        if let sizes {
            json += ", \"fileBytes\": \(sizes.fileBytes), \"logBytes\": \(sizes.logBytes)".utf8
            append("tables", sizes.parts, to: &json)
            append("columns", sizes.columns, to: &json)
        }
        json += "}".utf8
        TerminalBytes.escape(json: &json)
        json.append(0x0A)
        try terminal.standardOutput.write(json)
        try terminal.standardOutput.flush()
    }

    private func append(_ name: String, _ key: KeyStatistics, to json: inout [UInt8]) {
        json += "{\"key\": ".utf8
        JSONStringWriter.append(name, to: &json)
        json += ", \"type\": ".utf8
        json += statistics.type(of: name).map { "\"\($0.word)\"" }?.utf8 ?? "null".utf8
        json += ", \"present\": \(key.present), \"nulls\": \(key.nulls)".utf8
        json += ", \"misfits\": \(key.misfits), \"bytes\": \(key.bytes)".utf8
        json += ", \"distinct\": \(key.distinct), \"isExact\": \(key.isDistinctExact)".utf8
        json += ", \"range\": ".utf8
        if let range = key.range {
            JSONStringWriter.append(range, to: &json)
        } else {
            json += "null".utf8
        }
        json += ", \"top\": [".utf8
        for (index, value) in key.top(top).enumerated() {
            json += "\(index > 0 ? ", " : ""){\"value\": ".utf8
            json += value.json
            json += ", \"count\": \(value.count)}".utf8
        }
        json += "]}".utf8
    }

    private func append(_ name: String, _ parts: [StoreSizes.Part], to json: inout [UInt8]) {
        json += ", \"\(name)\": {".utf8
        for (index, part) in parts.enumerated() {
            if index > 0 { json += ", ".utf8 }
            JSONStringWriter.append(part.name, to: &json)
            json += ": \(part.bytes)".utf8
        }
        json += "}".utf8
    }
}
