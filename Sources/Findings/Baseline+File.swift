public import CanonicalJSON

/// Why a text is not a baseline file.
public enum BaselineError: Error, Equatable, Sendable, CustomStringConvertible {
    /// It is not JSON.
    case syntax(JSONSyntaxError)
    /// It is made by a later program, or is something else; what stands in place of the version.
    case version(found: String)
    /// An entry is not one; `index` counts from 0.
    case entry(index: Int, problem: String)

    /// One sentence for people.
    public var description: String {
        switch self {
        case .syntax(let error):
            "the baseline is not JSON: \(error.message) (at byte \(error.offset))"
        case .version(let found):
            "expected a baseline of version \(Baseline.version), found \(found); "
                + "write a new one with --write-baseline"
        case .entry(let index, let problem): "finding \(index) of the baseline: \(problem)"
        }
    }
}

extension Baseline {
    /// Reads a baseline file.
    ///
    /// - Parameter bytes: the UTF-8 text of the file.
    /// - Throws: ``BaselineError``.
    public init(contentsOf bytes: some Collection<UInt8>) throws(BaselineError) {
        self.init()
        let tape: JSONTape
        do { tape = try JSONTape(copying: bytes) } catch { throw .syntax(error) }
        let root = tape.root
        guard root["version"]?.integer == Baseline.version, let list = root["findings"],
            list.kind == .array
        else {
            throw .version(found: root["version"].map { Finding.cut($0.sourceText) } ?? "none")
        }
        for (index, node) in list.elements.enumerated() {
            add(try Baseline.entry(node, index: index))
        }
    }

    private static func entry(_ node: JSONNode, index: Int) throws(BaselineError) -> Entry {
        guard let name = node["rule"]?.string else {
            throw .entry(index: index, problem: "expected an object with a rule")
        }
        let rule: Rule
        do { rule = try RuleCatalog.rule(named: name) } catch {
            throw .entry(index: index, problem: error.description)
        }
        guard let item = node["item"]?.string, let hash = node["value_hash"]?.string,
            let count = node["count"]?.integer, (1...Baseline.countMax).contains(count)
        else {
            throw .entry(index: index, problem: "expected item, value_hash and a count above 0")
        }
        return Entry(
            rule: rule.id, item: item, key: node["key"]?.string, valueHash: hash, count: count)
    }

    /// The text of the baseline file: JSON with one accepted finding a line, sorted, so that
    /// versions of it compare well.
    public var fileText: String {
        let sorted = entries.sorted { a, b in
            (a.rule.rawValue, a.item, a.key ?? "", a.valueHash)
                < (b.rule.rawValue, b.item, b.key ?? "", b.valueHash)
        }
        var text = "{\"version\": \(Baseline.version), \"findings\": ["
        for (index, entry) in sorted.enumerated() {
            text += index == 0 ? "\n" : ",\n"
            text += "  {\"rule\": \(JSONStringWriter.literal(entry.rule.name))"
            text += ", \"item\": \(JSONStringWriter.literal(entry.item))"
            text += ", \"key\": \(entry.key.map(JSONStringWriter.literal) ?? "null")"
            text += ", \"value_hash\": \(JSONStringWriter.literal(entry.valueHash))"
            text += ", \"count\": \(entry.count)}"
        }
        return text + (sorted.isEmpty ? "]}\n" : "\n]}\n")
    }
}
