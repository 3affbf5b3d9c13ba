public import Findings
public import Storage
import Text

/// A form in which findings are written while they are found.
///
/// The order of calls is ``begin(_:)``, then for each file its findings in the order of the file
/// and ``endFile(_:)``, then ``end(_:)``. No report keeps all findings: each has its own bound.
public protocol FindingReport {
    /// Whether the report needs every finding; else the tally has all that it prints.
    var listsFindings: Bool { get }
    /// Writes what stands before the findings.
    mutating func begin(_ run: ReportRun)
    /// Takes a finding.
    mutating func write(_ finding: Finding)
    /// Closes a file; comes for files without findings too.
    mutating func endFile(_ file: ReportFile)
    /// Writes what stands behind the findings and empties the output.
    ///
    /// - Throws: the first error of the output.
    mutating func end(_ summary: ReportSummary) throws
}

extension FindingReport {
    /// Every finding is written.
    public var listsFindings: Bool { true }

    /// Nothing stands before the findings.
    public mutating func begin(_ run: ReportRun) {}

    /// Files are not told apart.
    public mutating func endFile(_ file: ReportFile) {}
}

/// The run that a report is about.
public struct ReportRun: Sendable, Equatable {
    /// The program's version.
    public var toolVersion: String
    /// When the run began, in UTC, as `2025-03-01T12:00:00`; nil where it must not show.
    public var startTime: String?
    /// The schema that the files are checked against; nil without one.
    public var schema: ReportSchema?
    /// Where files lie in their repository; nil to name them as the user did.
    public var paths: ReportPaths?

    /// Makes the description of a run.
    public init(
        toolVersion: String, startTime: String? = nil, schema: ReportSchema? = nil,
        paths: ReportPaths? = nil
    ) {
        self.toolVersion = toolVersion
        self.startTime = startTime
        self.schema = schema
        self.paths = paths
    }
}

/// A file that was checked.
public struct ReportFile: Sendable, Equatable {
    /// The file as the user named it.
    public var name: String
    /// The number of its items.
    public var itemCount: Int

    /// Makes the description of a file.
    public init(name: String, itemCount: Int) {
        self.name = name
        self.itemCount = itemCount
    }
}

/// What a run found, in numbers.
public struct ReportSummary: Sendable {
    /// All findings that were reported, counted.
    public var tally: FindingTally
    /// The number of files read.
    public var fileCount: Int
    /// The number of items read.
    public var itemCount: Int
    /// The number of findings that a baseline accepted; they are not in the tally.
    public var acceptedCount: Int
    /// What the files hold, in the singular: items of uploads, keys of schemas.
    public var itemNoun: String
    /// Whether there was metadata and no schema to check it against.
    public var lacksSchema: Bool
    /// What became of the items of the files that were stored; nil where nothing is stored.
    public var stored: WriteSummary?

    /// What can be mended, as the end of a line.
    private static func words(for fixable: FixCounts) -> String {
        if fixable.isEmpty { return "" }
        if fixable.safe == 0 {
            return "; \(fixable.unsafe.grouped) fixable with metadex fix --unsafe"
        }
        return "; \(fixable.safe.grouped) fixable with metadex fix"
            + (fixable.unsafe > 0 ? ", \(fixable.unsafe.grouped) more with --unsafe" : "")
    }

    /// Makes a summary.
    public init(
        tally: FindingTally, fileCount: Int, itemCount: Int, acceptedCount: Int = 0,
        itemNoun: String = "item", lacksSchema: Bool = false, stored: WriteSummary? = nil
    ) {
        self.stored = stored
        self.itemNoun = itemNoun
        self.lacksSchema = lacksSchema
        self.tally = tally
        self.fileCount = fileCount
        self.itemCount = itemCount
        self.acceptedCount = acceptedCount
    }

    /// The numbers in one line: `2 files, 300 items: 3 errors in 2 items, 1 warning`.
    public var line: String {
        let counts = tally.counts
        var parts: [String] = []
        if counts.errors > 0 {
            let items = tally.failedItemCount
            parts.append(
                counted(counts.errors, "error") + (items > 0 ? " in " + counted(items, "item") : "")
            )
        }
        if counts.warnings > 0 { parts.append(counted(counts.warnings, "warning")) }
        if counts.notices > 0 { parts.append(counted(counts.notices, "notice")) }
        if parts.isEmpty { parts.append("no findings") }
        if acceptedCount > 0 { parts.append("\(acceptedCount.grouped) accepted by the baseline") }
        return "\(counted(fileCount, "file")), \(counted(itemCount, itemNoun)): "
            + parts.joined(separator: ", ") + ReportSummary.words(for: tally.fixable)
            + (lacksSchema ? " (no schema: metadata not checked)" : "")
    }
}

/// The user's choices about a report.
public struct ReportOptions: Sendable, Equatable {
    /// The largest number of findings (in grouped reports: of causes) that is printed; 0 prints
    /// all, nil takes the format's own number. Counts never depend on it.
    public var findingsMax: Int?
    /// Whether to colour; only the full report does.
    public var isColoured: Bool
    /// The columns of the terminal.
    public var width: Int
    /// Whether long lines are cut at words to the width; else every message is one line.
    public var wraps: Bool

    /// Makes a set of choices.
    public init(
        findingsMax: Int? = nil, isColoured: Bool = false, width: Int = 100, wraps: Bool = false
    ) {
        self.wraps = wraps
        self.findingsMax = findingsMax
        self.isColoured = isColoured
        self.width = width
    }

    /// The largest number of findings to print.
    ///
    /// - Parameter standard: the format's own number.
    func printedMax(standard: Int) -> Int {
        switch findingsMax {
        case nil: standard
        case 0: .max
        case .some(let number): max(number, 0)
        }
    }
}
