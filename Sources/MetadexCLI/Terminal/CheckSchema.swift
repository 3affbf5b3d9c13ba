import Findings
import Foundation
import Reporting
import SchemaFormats
import SchemaModel
import Storage
import Text
import Validation
import Values

/// The schema that uploads are checked against: a file's or a store's.
final class CheckSchema {
    private let source: SchemaSource
    /// The schema file's text, read once: it may be a pipe.
    private var bytes: [UInt8]?
    private let origin: ReportSchema.Origin
    private let isRequired: Bool

    /// The schema file; nil for the store's schema.
    var file: String? { source.file }

    /// A schema, and how reports name it; nothing where there is neither a file nor a store.
    struct Found {
        var schema: MetadataSchema?
        var name: ReportSchema?
    }

    /// - Parameters:
    ///   - file: the schema named by a flag.
    ///   - isRequired: whether the command must not go on without a schema.
    ///   - store: the store that may have one.
    init(
        file: String?, isRequired: Bool = false, store: StoreOptions,
        _ configuration: Configuration?
    ) {
        let path = file ?? (store.store == nil ? configuration?.schema?.value : nil)
        source = SchemaSource(file: path, store: store)
        origin = file != nil ? .flag : path != nil ? .settings : .store
        self.isRequired = isRequired
    }

    /// Reads it, with its name for reports.
    ///
    /// - Throws: a `Failure`; with status 2 when a schema is required and there is none.
    func find(_ terminal: Terminal, quiet: Bool) throws -> Found {
        if let file = source.file {
            let bytes = try SchemaSource.bytes(of: file)
            self.bytes = bytes
            let schema = try SchemaSource.usable(
                SchemaSource.read(bytes, file: file, levels: RuleLevels()), file, terminal)
            return Found(schema: schema, name: ReportSchema(path: file, origin: origin))
        }
        let path = try source.store.path(terminal)
        if try source.store.place(terminal).origin == .folder,
            !FileManager.default.fileExists(atPath: path)
        {
            if isRequired {
                throw Failure.usage(
                    "there is no schema to check against, and --require-schema wants one",
                    hint: "name a file with --schema FILE, or in metadex.toml, or a store")
            }
            if !quiet {
                terminal.say(
                    "note: no schema; only what needs none is checked (name one with --schema FILE)"
                )
            }
            return Found()
        }
        let store = try source.store.open(terminal)
        let revision = try storing { try store.read { try $0.schema() } }
        if isRequired, revision.number == 0 {
            throw Failure.usage(
                "the store \(path) has no schema yet, and --require-schema wants one",
                hint: "`metadex schema import FILE` gives it one")
        }
        return Found(
            schema: revision.schema,
            name: ReportSchema(path: path, origin: .store, revision: revision.number))
    }

    /// What the schema has that a target does not take, with the places in a schema file.
    func problems(
        of schema: MetadataSchema?, for target: EmbeddingTarget, _ terminal: Terminal
    ) throws -> [Finding] {
        guard let schema else { return [] }
        if let file = source.file, let bytes {
            return SchemaSource.read(
                bytes, file: file, levels: RuleLevels(), target: target
            ).findings.filter { $0.rule == .schemaEmbeddingTarget }
        }
        var buffer = FindingBuffer(file: try source.store.path(terminal))
        CompiledSchema(schema).problems(for: target, into: &buffer)
        return buffer.findings
    }

    /// Says that the project's schema file, which `validate` checks against, is not what the store
    /// has.
    static func tell(
        ofOtherThan stored: MetadataSchema, _ configuration: Configuration?, _ terminal: Terminal
    ) {
        guard let path = configuration?.schema?.value,
            let bytes = try? SchemaSource.bytes(of: path),
            let wanted = SchemaSource.read(bytes, file: path, levels: RuleLevels()).schema
        else { return }
        let names = Set((stored.keys + wanted.keys).map { ExactText($0.name.text) })
        let count = names.count { stored.type(of: $0.text) != wanted.type(of: $0.text) }
        if count == 0 { return }
        terminal.say(
            "note: the store's schema differs from \(path) (\(counted(count, "key"))); "
                + "`metadex schema import \(path) --dry-run` shows how")
    }
}
