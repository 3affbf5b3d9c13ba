import Findings
import Reporting

/// The list of the items of an upload that were not stored, which `--ignore-errors` writes without
/// being asked. It is never written over a file, and appears when the others are stored.
final class FailureList {
    let path: String
    private let terminal: Terminal
    /// There from the first failed item on.
    private var file: FileCopy?
    private var report: CSVReport?
    private var output: TextOutput?

    /// What stands behind the name of an input.
    static let ending = ".failures.csv"

    /// - Parameter path: see ``path(for:name:)``.
    init(_ path: String, _ terminal: Terminal) {
        self.path = path
        self.terminal = terminal
    }

    /// Where the list of an input goes: beside it, and of what is no file, into the current folder.
    ///
    /// - Parameter name: what standard input is called.
    static func path(for input: String, name: String?) -> String {
        let base: String
        if input == "-" {
            base = name.map { PathParts($0).name } ?? "stdin"
        } else if case .other = FileKind(input) {
            base = PathParts(input).name
        } else {
            base = input
        }
        return base + ending
    }

    /// - Throws: a `Failure` with status 2 where something has the name already.
    static func checkIsNew(_ path: String) throws {
        if FileKind.isLink(path) || FileKind(path) != .missing {
            throw Failure.usage(
                "\(path) is there already; rejected items are never listed over a file",
                hint: "move it away, or name another with --failures FILE")
        }
    }

    /// Takes a finding; only errors of items make a row.
    func receive(_ finding: Finding) throws {
        guard finding.severity == .error, finding.item != nil else { return }
        if report == nil {
            let made = try FileCopy(
                path: path, terminal, followsLinks: false, replacesNothing: true)
            let output = TextOutput(sink: made.write)
            (file, self.output) = (made, output)
            report = CSVReport(output: output, layout: .failures)
            report?.begin(ReportRun(toolVersion: Version.text))
        }
        report?.write(finding)
    }

    /// Ends the rows of an upload and writes them, before its good items are stored: where that fails,
    /// none is.
    func endFile(_ name: String) throws {
        report?.endFile(ReportFile(name: name, itemCount: 0))
        try output?.flush()
        try file?.flush()
    }

    /// Makes the list appear, if there is one.
    ///
    /// - Returns: whether there is.
    func finish() throws -> Bool {
        guard let file else { return false }
        try file.finish()
        discard()
        return true
    }

    private func discard() {
        (report, output, file) = (nil, nil, nil)
    }
}

/// Findings that are reported, and those of them listed that keep items from being stored.
struct ListedFindings: FindingSink {
    let list: FailureList?
    let runner: ReportRunner

    func receive(_ finding: Finding, _ excerpt: () -> SourceExcerpt?) throws {
        try list?.receive(finding)
        runner.receive(finding, excerpt)
    }

    func receive(_ finding: RecordedFinding) throws {
        if let list, finding.record.severity == .error { try list.receive(finding.finding()) }
        runner.receive(finding)
    }
}
