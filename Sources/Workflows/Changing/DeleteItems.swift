import Items
public import Storage

/// Deletes stored items, all or none: so that they can be restored, or for good.
public struct DeleteItems {
    private let store: any MetadataStore
    private let purges: Bool
    private let isDryRun: Bool

    /// - Parameters:
    ///   - store: the store.
    ///   - purges: whether they go for good. Names may then also be those of deleted items.
    ///   - isDryRun: whether to say what would happen, and change nothing.
    public init(_ store: any MetadataStore, purges: Bool = false, isDryRun: Bool = false) {
        self.store = store
        self.purges = purges
        self.isDryRun = isDryRun
    }

    /// Does it, completely or not at all.
    ///
    /// - Parameters:
    ///   - selection: the items.
    ///   - confirms: asked before anything is deleted; without a yes nothing is. nil where nothing has
    ///     to be asked.
    /// - Throws: ``ItemSelectionError``, `QueryErrors`, `StoreError`, and what `confirms` throws;
    ///   nothing is deleted then.
    public func run(
        _ selection: ItemSelection, confirms: ((ItemChangeOutcome) throws -> Bool)? = nil
    ) throws -> ItemChangeOutcome {
        try ChangeItems(store: store, isDryRun: isDryRun).run(confirms: confirms) { _ in
            var plan = ChangeItems.Plan()
            let finder = ItemFinder(store: store)
            try finder.forEach(of: selection, in: purges ? .presentFirst : .present) {
                plan.changes.append(purges ? .purge($0.id) : .delete($0.id))
            }
            return plan
        }
    }
}
