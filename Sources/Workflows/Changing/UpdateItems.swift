import CanonicalJSON
public import Findings
import Items
import SchemaModel
public import Storage
import Text
import Validation

/// Changes keys of stored items, all or none: what an item gets is checked like an import.
public struct UpdateItems {
    private let store: any MetadataStore
    private let levels: RuleLevels
    private let undeclaredKeys: [String]
    private let isDryRun: Bool

    /// Why nothing can be updated.
    public enum Problem: Error, Sendable, Equatable {
        /// No document has the key, and the schema neither; the nearest name, if any is near.
        case noSuchKey(String, nearest: String?)
    }

    /// - Parameters:
    ///   - store: the store.
    ///   - levels: the severity of every rule.
    ///   - undeclaredKeys: keys that may stay undeclared.
    ///   - isDryRun: whether to say what would happen, and change nothing.
    public init(
        _ store: any MetadataStore, levels: RuleLevels = RuleLevels(),
        undeclaredKeys: [String] = [], isDryRun: Bool = false
    ) {
        self.store = store
        self.levels = levels
        self.undeclaredKeys = undeclaredKeys
        self.isDryRun = isDryRun
    }

    /// Does it, completely or not at all.
    ///
    /// - Parameters:
    ///   - selection: the items.
    ///   - edit: what becomes of their keys.
    ///   - confirms: asked before anything is changed; without a yes nothing is. nil where nothing has
    ///     to be asked.
    /// - Throws: ``Problem``, ``ItemSelectionError``, `QueryErrors`, `StoreError`, and what `confirms`
    ///   throws; nothing is changed then.
    public func run(
        _ selection: ItemSelection, _ edit: DocumentEdit,
        confirms: ((ItemChangeOutcome) throws -> Bool)? = nil
    ) throws -> ItemChangeOutcome {
        try ChangeItems(store: store, isDryRun: isDryRun).run(confirms: confirms) { catalog in
            try checkKeys(edit, catalog.schema.schema)
            var pass = UpdatePass(
                CompiledEdit(edit, catalog.schema.schema),
                Validator(
                    schema: catalog.compiledSchema,
                    options: ValidationOptions(
                        findsSuspicions: false, undeclaredKeys: undeclaredKeys)), levels)
            try ItemFinder(store: store).forEach(of: selection) { try pass.add($0) }
            pass.plan.revision = catalog.schema.number
            pass.plan.problems = pass.problems.sorted
            return pass.plan
        }
    }

    /// A key that is nowhere can be taken away from nothing: it is a slip.
    private func checkKeys(_ edit: DocumentEdit, _ schema: MetadataSchema) throws {
        try store.read { reader in
            for key in edit.removedKeys where try !reader.isKnown(key) {
                let names =
                    schema.keys.map(\.name.text)
                    + (try reader.undeclaredKeys()).map(\.text).sorted()
                throw Problem.noSuchKey(key, nearest: NearestMatch.match(for: key, in: names))
            }
        }
    }
}

/// Makes and checks the documents of one update.
private struct UpdatePass {
    var plan = ChangeItems.Plan()
    var problems = ItemProblems()
    private let edit: CompiledEdit
    private let validator: Validator
    private var findings: FindingBuffer
    private var scanner = JSONScanner()
    private let tape = JSONTape()
    private var text: [UInt8] = []
    private var itemCount = 0

    init(_ edit: CompiledEdit, _ validator: Validator, _ levels: RuleLevels) {
        self.edit = edit
        self.validator = validator
        findings = FindingBuffer(file: "", levels: levels)
    }

    mutating func add(_ item: StoredItem) throws {
        try item.document.withUnsafeBytes { document in
            do throws(JSONSyntaxError) {
                try scanner.scan(document, into: tape)
            } catch {
                throw damage(item)
            }
            guard tape[0].kind == .object else { throw damage(item) }
            edit.write(tape, to: &text)
        }
        findings.removeAll()
        // What many findings of one rule in an item cost has a bound.
        findings.item = ItemContext(index: itemCount)
        itemCount += 1
        let metadata = try text.withUnsafeBytes { text in
            do throws(JSONSyntaxError) {
                try scanner.scan(text, into: tape)
            } catch {
                throw damage(item)
            }
            return validator.validate(
                tape, metadata: 0, isVideo: item.kind == .video, into: &findings)
        }
        // What an item had before and keeps is no news, unless it cannot be stored again.
        for finding in findings.findings {
            let isNews = finding.key.map { edit.changes($0) } ?? false
            if finding.severity == .error || isNews { problems.add(finding, of: item) }
        }
        guard let metadata else {
            plan.rejected += 1
            return
        }
        if metadata.canonical == item.document {
            plan.unchanged += 1
        } else {
            plan.changes.append(.replace(item.id, metadata))
        }
    }

    private func damage(_ item: StoredItem) -> StoreError {
        StoreError(
            .damagedRow(detail: "items \(item.number) has a document that is no JSON object"))
    }
}
