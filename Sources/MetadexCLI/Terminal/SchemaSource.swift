import CanonicalJSON
import Findings
import SchemaFormats
import SchemaModel
import Storage
import UploadReading
import Workflows

/// Where a command takes its schema from: a file, or the store.
struct SchemaSource {
    /// Path of a schema file; nil for the store's schema.
    var file: String?
    var store: StoreOptions

    /// 16 MiB: a schema of 255 options a key has hundreds of keys before it is a megabyte.
    static let fileBytesMax = 16 << 20

    /// The schema.
    ///
    /// - Throws: a `Failure`: status 1 for a file with errors, which are printed to standard error.
    func read(_ terminal: Terminal) throws -> MetadataSchema {
        guard let file else {
            let store = try store.open(terminal)
            return try storing { try store.read { try $0.schema().schema } }
        }
        return try SchemaSource.readUsable(file, terminal).schema
    }

    /// Reads a schema file that has to be usable.
    ///
    /// - Throws: a `Failure`: status 3 when it cannot be read, 1 for one with errors, which are printed
    ///   to standard error.
    static func readUsable(
        _ file: String, _ terminal: Terminal
    ) throws -> (schema: MetadataSchema, reading: SchemaReading) {
        let reading = try readFile(file)
        return (try usable(reading, file, terminal), reading)
    }

    /// The schema of a file that was read.
    ///
    /// - Throws: a `Failure` with status 1 for one with errors, which are printed to standard error.
    static func usable(
        _ reading: SchemaReading, _ file: String, _ terminal: Terminal
    ) throws -> MetadataSchema {
        for finding in reading.findings where finding.severity == .error {
            terminal.say(
                "\(finding.location.file):\(finding.location.position.line):"
                    + "\(finding.location.position.column): error[\(finding.rule.name)] \(finding.message)"
            )
        }
        guard let schema = reading.schema else {
            throw Failure(
                exitStatus: .findings, message: "\(file) is not a usable schema",
                hint: "`metadex schema check \(file)` shows every problem")
        }
        return schema
    }

    /// Reads a schema file with all findings.
    ///
    /// - Throws: a `Failure` with status 3 when it cannot be read.
    static func readFile(_ path: String, levels: RuleLevels = RuleLevels()) throws -> SchemaReading
    {
        read(try bytes(of: path), file: path, levels: levels)
    }

    /// The bytes of a schema file.
    static func bytes(of path: String) throws -> [UInt8] {
        let input = try openInput(path)
        return try reading(input) { try $0.readAll(limit: fileBytesMax) }
    }

    /// Reads the text of a schema file.
    static func read(
        _ bytes: [UInt8], file: String, levels: RuleLevels, target: EmbeddingTarget = .index
    ) -> SchemaReading {
        SchemaReader.read(bytes, file: inputName(file), levels: levels, target: target)
    }
}
