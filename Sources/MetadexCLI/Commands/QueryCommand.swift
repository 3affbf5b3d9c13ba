public import ArgumentParser
import QueryLanguage
import Reporting
import Storage
import Text
import Workflows

extension RowFormat: ExpressibleByArgument {}

/// `metadex query`: filters, sorts and counts stored items.
struct QueryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "query",
        abstract: "Filter, sort and count stored items.",
        discussion: """
              $ metadex query "weather = 'rain' AND speed > 25" --limit 10
              $ metadex query "is_night" --sort captured_at:desc --format csv
              $ metadex query "position -> latitude > 59.4" --select @title,speed
              $ metadex query --facet weather
              $ metadex query "is_night" --count
              $ metadex query --select '*' --format csv > items.csv

            Keys with other characters than letters, digits, _ and . stand in double quotes; @url, \
            @title, @kind, @folder, @uuid, @created and @updated are the item's own fields. A query \
            that makes no sense is an error and never an empty answer; the exit status is 2 then. See \
            Docs/query-language.md.
            """)

    @OptionGroup var global: GlobalOptions
    @OptionGroup var storeOptions: StoreOptions

    @Option(
        help: ArgumentHelp(
            "Sort by keys: captured_at:desc,@title. Missing values come last.", valueName: "keys"),
        completion: Completions.queryKeys)
    var sort: [String] = []

    @Option(
        help: ArgumentHelp(
            "Show these keys: @title,weather,gps -> lat; '*' is every key of the schema. Without it, a table shows @url, @title and @kind, csv and tsv all keys as well, json and jsonl whole items.",
            valueName: "keys"), completion: Completions.queryKeys)
    var select: [String] = []

    @Option(
        help: ArgumentHelp(
            "The most items (with --facet: values) to show. Without it, a table on a terminal shows 50, everything else all.",
            valueName: "n"))
    var limit: Int?

    @Flag(help: "Show all items, also in a table on a terminal.")
    var all = false

    @Option(help: ArgumentHelp("Items to leave out at the start.", valueName: "n"))
    var offset = 0

    @Flag(help: "Print only how many items match.")
    var count = false

    @Option(
        help: ArgumentHelp("Print how often each value of a key occurs.", valueName: "key"),
        completion: Completions.queryKey)
    var facet: String?

    @Flag(help: "Also say how many items each part of the filter matches on its own.")
    var explain = false

    @Option(help: "table, json, jsonl, csv or tsv.")
    var format: RowFormat = .table

    @Option(
        help: ArgumentHelp(
            "In csv and tsv write this for null, which is empty as a missing value is.",
            valueName: "text"))
    var null = ""

    @Option(
        help: ArgumentHelp(
            "Read one JSON request a line from this file (- is standard input), answer one line each.",
            valueName: "file"), completion: .file())
    var requests: String?

    @Argument(help: "The filter; every item without it.")
    var filter: String?

    func validate() throws {
        if count, facet != nil { throw ValidationError("--count and --facet exclude each other") }
        if facet != nil, !sort.isEmpty {
            throw ValidationError(
                "--facet counts values, the most frequent first; --sort has no effect")
        }
        if let limit, limit < 0 {
            throw ValidationError("--limit must be 0 or more, not \(limit)")
        }
        if offset < 0 { throw ValidationError("--offset must be 0 or more, not \(offset)") }
        if all, limit != nil { throw ValidationError("--all and --limit exclude each other") }
        if !null.isEmpty, format != .csv, format != .tsv {
            throw ValidationError("--null is for --format csv and tsv")
        }
        if requests != nil, filter != nil || facet != nil || count {
            throw ValidationError(
                "--requests takes its queries from the file, not from the command line")
        }
    }

    func run() throws {
        let terminal = Terminal()
        let store = try storeOptions.open(terminal)
        if let requests {
            return try QueryRequests(store, terminal).answer(requests)
        }
        let request = QueryRequest(
            filter: filter, sort: sort.isEmpty ? nil : sort.joined(separator: ","),
            select: selection, facet: facet,
            limit: limit ?? (isPage(terminal) ? Self.pageRows : nil),
            offset: offset, isCount: count)
        do {
            try answer(request, store, terminal)
        } catch let errors as QueryErrors {
            terminal.say(errors, of: request)
            throw Failure.wrongQuery
        }
    }

    /// 50 rows fill a screen or two.
    private static let pageRows = 50

    /// Whether people look at rows, and did not say how many.
    private func isPage(_ terminal: Terminal) -> Bool {
        terminal.outputIsTerminal && format == .table && limit == nil && !all && facet == nil
    }

    private var selection: String? {
        if !select.isEmpty { return select.joined(separator: ",") }
        if count || facet != nil { return nil }
        // A table or a spreadsheet needs columns; JSON shows whole items.
        return switch format {
        case .json, .jsonl: nil
        case .table: "@url, @title, @kind"
        case .csv, .tsv: "@url, @title, @kind, *"
        }
    }

    private func answer(
        _ request: QueryRequest, _ store: any MetadataStore, _ terminal: Terminal
    ) throws {
        let standardOutput = terminal.standardOutput
        let output = TextOutput { bytes in
            try standardOutput.write(bytes)
            try standardOutput.flush()
        }
        var rows: RowReport?
        var facetColumn = ""
        let answer = try storing {
            try RunQuery(store).run(
                request, explains: explain, countsAll: isPage(terminal),
                begin: { query in
                    facetColumn = query.facet?.column ?? ""
                    if !query.isCount, query.facet == nil {
                        rows = RowReport(
                            format, columns: query.select.map(\.column), nullText: null,
                            width: terminal.tableWidth, to: output)
                    }
                },
                row: { row in
                    if let item = row.item { rows?.write(item) } else { rows?.write(row.values) }
                    return output.error == nil
                })
        }
        try rows?.end()
        if let buckets = answer.answer.facet {
            try FacetReport.write(
                buckets, of: facetColumn, as: format, width: terminal.tableWidth, to: output)
        } else if count {
            let number = answer.answer.matchCount ?? 0
            output.write(
                format == .json || format == .jsonl ? "{\"count\": \(number)}\n" : "\(number)\n")
            try output.flush()
        }
        comment(on: answer, rows, terminal)
    }

    /// Says on standard error what the rows do not.
    private func comment(
        on answer: RunQuery.Answer, _ rows: RowReport?, _ terminal: Terminal
    ) {
        if let rows, !global.quiet {
            let hidden = rows.hiddenColumns
            if !hidden.isEmpty {
                terminal.say(
                    "note: no room for \(hidden.joined(separator: ", ")); "
                        + "--select fewer keys, or --format csv")
            }
            if terminal.outputIsTerminal || format == .table && rows.rowCount == 0 {
                terminal.say(rows.count(of: answer.answer.matchCount, isPage: isPage(terminal)))
            }
        }
        for remark in answer.remarks where !global.quiet { terminal.say("note: \(remark)") }
        for notice in answer.notices where !global.quiet && (explain || !notice.isDetail) {
            terminal.say("note: \(notice.message)")
        }
        for (clause, count) in answer.clauses {
            let indent = String(repeating: "  ", count: clause.depth)
            terminal.say("\(indent)\(clause.text): \(counted(count, "item"))")
        }
    }
}
