import Items
public import Storage
import Text

/// Moves stored items to another folder, all or none.
public struct MoveItems {
    private let store: any MetadataStore
    private let isDryRun: Bool

    /// - Parameters:
    ///   - store: the store.
    ///   - isDryRun: whether to say what would happen, and change nothing.
    public init(_ store: any MetadataStore, isDryRun: Bool = false) {
        self.store = store
        self.isDryRun = isDryRun
    }

    /// Does it, completely or not at all.
    ///
    /// - Parameters:
    ///   - selection: the items.
    ///   - folder: the name of the folder that they go to, which is made when there is none.
    ///   - confirms: asked before anything is changed; without a yes nothing is. nil where nothing has
    ///     to be asked.
    /// - Throws: ``ItemSelectionError``, `QueryErrors`, `StoreError`, and what `confirms` throws;
    ///   nothing is changed then.
    public func run(
        _ selection: ItemSelection, to folder: String,
        confirms: ((ItemChangeOutcome) throws -> Bool)? = nil
    ) throws -> ItemChangeOutcome {
        try Folder.check(name: folder)
        return try ChangeItems(store: store, isDryRun: isDryRun).run(confirms: confirms) { _ in
            var plan = ChangeItems.Plan()
            try ItemFinder(store: store).forEach(of: selection) { item in
                if ExactText(item.folder) == ExactText(folder) {
                    plan.unchanged += 1
                } else {
                    plan.changes.append(.move(item.id, into: folder))
                }
            }
            return plan
        }
    }
}
