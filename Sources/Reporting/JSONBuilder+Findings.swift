import CanonicalJSON
import Findings
import Storage

extension JSONBuilder {
    /// The members of a finding, all of them always there (`Docs/findings-json.md`).
    mutating func members(of finding: Finding) {
        let rule = finding.rule.rule
        member("rule", rule.name)
        member("code", rule.id.code)
        member("severity", finding.severity.rawValue)
        member("message", finding.message)
        members(of: finding.location)
        if let item = finding.item {
            object("item") { json in
                json.member("index", item.index)
                json.member("group", item.group)
                json.member("url", item.url)
                json.member("title", item.title)
            }
        } else {
            key("item")
            word("null")
        }
        member("key", finding.key)
        member("value", finding.value)
        member("expected", finding.expected)
        member("suggestion", finding.suggestion)
        if let related = finding.related {
            object("related") { $0.members(of: related) }
        } else {
            key("related")
            word("null")
        }
        member("count", finding.count)
        member("fix", finding.fix?.word)
    }

    private mutating func members(of location: FindingLocation) {
        member("file", location.file)
        // A finding about the whole file has no line.
        let hasLine = location.position.line > 0
        member("line", hasLine ? location.position.line : nil)
        member("column", hasLine ? location.position.column : nil)
        member("offset_bytes", location.position.offset)
        member("length_bytes", location.length)
        member("pointer", location.pointer)
    }

    /// The members of a summary.
    ///
    /// - Parameter writtenCount: the number of findings that the report lists.
    mutating func members(of summary: ReportSummary, writtenCount: Int) {
        let counts = summary.tally.counts
        member("files", summary.fileCount)
        member("items", summary.itemCount)
        member("failed_items", summary.tally.failedItemCount)
        member("findings", counts.total)
        member("findings_written", writtenCount)
        member("findings_accepted", summary.acceptedCount)
        member("errors", counts.errors)
        member("warnings", counts.warnings)
        member("notices", counts.notices)
        member("fixable", summary.tally.fixable.safe)
        member("fixable_unsafe", summary.tally.fixable.unsafe)
        key("rules")
        beginArray()
        for rule in RuleCatalog.all where summary.tally.count(of: rule.id) > 0 {
            beginObject()
            member("rule", rule.name)
            member("code", rule.id.code)
            member("findings", summary.tally.count(of: rule.id))
            endObject()
        }
        endArray()
        guard let stored = summary.stored else {
            key("stored")
            word("null")
            return
        }
        object("stored") { json in
            json.member("created", stored.created)
            json.member("updated", stored.updated)
            json.member("unchanged", stored.unchanged)
            json.member("skipped", stored.skipped)
            json.member("rejected", stored.rejected)
        }
    }

    /// The members that name the form and the program.
    mutating func members(of run: ReportRun) {
        member("version", JSONReport.version)
        object("tool") { json in
            json.member("name", "metadex")
            json.member("version", run.toolVersion)
        }
        member("schema", run.schema)
    }

    /// A member with the schema of a run, or null.
    mutating func member(_ key: StaticString, _ schema: ReportSchema?) {
        guard let schema else {
            self.key(key)
            word("null")
            return
        }
        object(key) { json in
            json.member("path", schema.path)
            json.member("from", schema.origin.rawValue)
            json.member("revision", schema.revision)
        }
    }
}
