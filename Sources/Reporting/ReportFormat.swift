/// The words of `--format`.
public enum ReportFormat: String, Sendable, CaseIterable {
    /// For people: grouped by cause, with source lines.
    case full
    /// `path:line:column: error[rule] message`, one line a finding.
    case concise
    /// One JSON document.
    case json
    /// One JSON object a line.
    case jsonl
    /// One row a failed item.
    case csv
    /// SARIF 2.1.0, for code scanning.
    case sarif
    /// Annotations of GitHub Actions.
    case github
    /// Code Quality of GitLab.
    case gitlab
    /// JUnit XML, for test reports.
    case junit

    /// The format that the ending of a file's name tells; nil for other endings.
    ///
    /// - Parameter path: the file.
    public static func ofFile(_ path: String) -> ReportFormat? {
        let name = path.split(separator: "/").last ?? ""
        guard let dot = name.lastIndex(of: ".") else { return nil }
        switch name[name.index(after: dot)...].lowercased() {
        case "json": return .json
        case "jsonl", "ndjson": return .jsonl
        case "csv": return .csv
        case "sarif": return .sarif
        case "xml": return .junit
        case "txt": return .full
        default: return nil
        }
    }

    /// Makes a report in the format.
    public func report(
        to output: TextOutput, options: ReportOptions = ReportOptions()
    ) -> any FindingReport {
        switch self {
        case .full: FullReport(output: output, options: options)
        case .concise: ConciseReport(output: output, options: options)
        case .json: JSONReport(output: output, options: options)
        case .jsonl: JSONLinesReport(output: output, options: options)
        case .csv: CSVReport(output: output, options: options)
        case .sarif: SARIFReport(output: output, options: options)
        case .github: GitHubReport(output: output, options: options)
        case .gitlab: GitLabReport(output: output, options: options)
        case .junit: JUnitReport(output: output, options: options)
        }
    }
}
