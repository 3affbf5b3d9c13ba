import CanonicalJSON
import Findings
import Reporting
import SchemaModel
import Storage

/// Every setting with its value and where the value comes from.
struct SettingsInForce {
    struct Line {
        let name: String
        let value: QueryValue
        /// Where it comes from; nil where nothing is set and there is no default.
        let source: String?
    }

    private(set) var lines: [Line] = []

    /// - Parameter configuration: the settings file; nil where there is none.
    init(
        _ configuration: Configuration?, store place: (path: String, origin: StoreOptions.Origin)
    ) {
        func add<Value>(
            _ name: String, _ setting: Configuration.Setting<Value>?, default text: String? = nil,
            _ read: (Value) -> QueryValue
        ) {
            if let setting, let path = configuration?.path {
                lines.append(
                    Line(name: name, value: read(setting.value), source: "\(path):\(setting.line)"))
            } else {
                lines.append(
                    Line(
                        name: name, value: text.map { .text($0) } ?? .missing,
                        source: text.map { _ in "default" }))
            }
        }
        add("schema", configuration?.schema) { .text($0) }
        switch place.origin {
        case .flag: lines.append(Line(name: "store", value: .text(place.path), source: "--store"))
        case .environment:
            lines.append(Line(name: "store", value: .text(place.path), source: "METADEX_STORE"))
        case .settings, .folder:
            add("store", configuration?.store, default: place.path) { .text($0) }
        }
        add("baseline", configuration?.baseline) { .text($0) }
        add("target", configuration?.target, default: "index") { .text($0.rawValue) }
        add("fail-on", configuration?.failOn, default: "error") { .text($0.rawValue) }
        add("undeclared", configuration?.undeclared, SettingsInForce.list)
        add("exclude", configuration?.exclude, SettingsInForce.list)
        add("rules.error", configuration?.errors, SettingsInForce.list)
        add("rules.warn", configuration?.warnings, SettingsInForce.list)
        add("rules.ignore", configuration?.ignored, SettingsInForce.list)
    }

    private static func list(_ texts: [String]) -> QueryValue {
        .json(Array(("[" + texts.map(Finding.literal).joined(separator: ", ") + "]").utf8))
    }

    /// The lines as the rows of a report.
    func write(to report: inout RowReport) {
        for line in lines {
            report.write([
                .text(line.name), line.value, line.source.map { .text($0) } ?? .missing,
            ])
        }
    }
}
