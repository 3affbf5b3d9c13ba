import CanonicalJSON
import Findings
import Foundation
import SchemaFormats
import SchemaModel
import TestSupport
import UploadFormats
@testable import UploadReading
import Validation

import Values
@testable import Workflows

/// Opens bytes as a file; the file is gone afterwards.
func withInput<Result>(
    _ bytes: [UInt8], name: String = "upload", _ body: (InputFile) throws -> Result
) throws -> Result {
    let path = FileManager.default.temporaryDirectory
        .appendingPathComponent("metadex-\(UUID().uuidString)").path
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try body(InputFile(path: path, name: name))
}

/// Reads a schema in the short form, YAML.
func schema(_ yaml: String) throws -> MetadataSchema {
    let reading = SchemaReader.read(Array(yaml.utf8), file: "schema.yaml")
    guard let schema = reading.schema else { throw UnusableSchema(findings: reading.findings) }
    return schema
}

struct UnusableSchema: Error {
    var findings: [Finding]
}

/// The schema that most tests of this target use.
let sampleSchema = """
    keys:
      weather: {type: enum, options: [clear, fog, rain, Été]}
      ready: boolean
      speed: number
      captured_at: datetime
      track: uuid
      camera: varchar
      notes: text
      clip: {type: embedding, size: 3}
      place: geospatial
    """

/// How a test reads an upload: small windows make items cross their borders.
struct Reading: CustomStringConvertible {
    var threads = 1
    var windowBytes = UploadWindowReader.windowBytes
    var format: UploadFormat?
    /// The uploads of most tests have short URLs and every spelling of a member: two rules are off.
    var levels: RuleLevels = {
        var levels = RuleLevels()
        levels[.urlWithoutScheme] = nil
        levels[.itemMemberSpelling] = nil
        return levels
    }()
    var findsSuspicions = true
    var hashesValues = false
    var marksFixes = false
    var need = FindingNeed.each

    var description: String { "\(threads) threads, windows of \(windowBytes) bytes" }

    func options(_ schema: MetadataSchema?) -> UploadCheckOptions {
        var options = UploadCheckOptions(schema: schema.map(CompiledSchema.init), threads: threads)
        options.windowBytes = windowBytes
        options.format = format
        options.levels = levels
        options.marksFixes = marksFixes
        options.validation.findsSuspicions = findsSuspicions
        options.hashesValues = hashesValues
        options.need = need
        return options
    }

    /// Few and many threads, large and tiny windows.
    static func various(_ format: UploadFormat) -> [Reading] {
        [
            Reading(threads: 1, format: format),
            Reading(threads: 3, windowBytes: 16, format: format),
            Reading(threads: 2, windowBytes: 301, format: format),
            Reading(threads: 4, windowBytes: 1000, format: format),
        ]
    }
}

/// What checking an upload has given.
struct CheckedUpload {
    var findings: [Finding] = []
    var excerpts: [SourceExcerpt?] = []
    var summary: UploadSummary

    init(
        _ bytes: [UInt8], _ schema: MetadataSchema?, _ reading: Reading = Reading(),
        name: String = "upload"
    ) throws {
        var findings: [Finding] = []
        var excerpts: [SourceExcerpt?] = []
        summary = try withInput(bytes, name: name) { input in
            try ValidateUpload(reading.options(schema)).run(input) { finding, excerpt in
                findings.append(finding)
                excerpts.append(excerpt())
            }
        }
        self.findings = findings
        self.excerpts = excerpts
    }

    init(_ text: String, _ schema: MetadataSchema?, _ reading: Reading = Reading()) throws {
        try self.init(Array(text.utf8), schema, reading)
    }

    /// The findings in short, to compare and to print.
    var lines: [String] { findings.map(\.line) }
}

extension Finding {
    /// `rule pointer line:column`.
    var line: String {
        "\(rule.name) \(location.pointer) \(location.position.line):\(location.position.column)"
    }
}

extension SeededGenerator {
    mutating func chance(_ probability: Double) -> Bool {
        Double.random(in: 0..<1, using: &self) < probability
    }

    mutating func pick<T>(_ list: [T]) -> T {
        list[Int.random(in: 0..<list.count, using: &self)]
    }

    mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &self) }
}
